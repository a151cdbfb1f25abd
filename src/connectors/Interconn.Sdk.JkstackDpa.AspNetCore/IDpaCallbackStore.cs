namespace Interconn.Sdk.JkstackDpa.AspNetCore;

/// <summary>
/// Remembers which callbacks were delivered, by execution and status. The one that comes along is in memory: it forgets at the end of the host. Register another before
/// or after <c>AddDpaCallback</c> to remember longer, or for several hosts. Its methods are called by many threads at once; texts are compared letter by letter.
/// </summary>
public interface IDpaCallbackStore
{
    /// <summary>
    /// Claims a delivery, in one step: of several at once, one gets it. A claim that was neither completed nor abandoned lapses at its
    /// <see cref="DpaCallbackAttempt.LeaseEnds"/>, so that what a host left behind that crashed can be claimed again.
    /// </summary>
    /// <param name="attempt">The attempt that claims.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether it has the claim.</returns>
    Task<DpaCallbackClaim> BeginAsync(DpaCallbackAttempt attempt, CancellationToken cancellationToken);

    /// <summary>Remembers that it was delivered, also where the claim has lapsed meanwhile.</summary>
    /// <param name="attempt">The attempt that had the claim.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that ends when it is remembered.</returns>
    Task CompleteAsync(DpaCallbackAttempt attempt, CancellationToken cancellationToken);

    /// <summary>Gives a claim back, so that the next attempt gets it. Does nothing where another has it meanwhile, or it was delivered.</summary>
    /// <param name="attempt">The attempt that had the claim.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that ends when it is given back.</returns>
    Task AbandonAsync(DpaCallbackAttempt attempt, CancellationToken cancellationToken);
}
