using Interconn.Sdk.JkstackDpa.Callbacks;

namespace Interconn.Sdk.JkstackDpa.AspNetCore;

/// <summary>What the host does with the callbacks of the platform (7). Registered by <c>AddDpaCallback</c>; made anew for each callback, with its services.</summary>
public interface IDpaCallbackHandler
{
    /// <summary>
    /// Takes a callback. Each pair of execution and status comes once, and again after this has thrown. It comes again, too, where the host ended in the middle: what it
    /// does should bear that.
    /// </summary>
    /// <param name="callback">
    /// What came. It is not signed: take it for a hint that there is something to look at, see that the execution is one of the host's own, and read what it gave out
    /// from the platform, by <see cref="Plans.IPlansApi.ListResultsAsync"/>.
    /// </param>
    /// <param name="cancellationToken">
    /// Fires when <see cref="DpaCallbackOptions.Lease"/> is over, after which the callback may come again. It does not fire when the platform hangs up.
    /// </param>
    /// <returns>A task that ends when the callback need not come again.</returns>
    Task HandleAsync(PlanCallback callback, CancellationToken cancellationToken);
}
