using Interconn.Sdk.EntityFrameworkCore.Tests.Databases;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.EntityFrameworkCore.Tests.Transactions;

/// <summary>What an interceptor does, of which one is made in each scope.</summary>
internal sealed class InterceptorScript
{
    public Func<NodeChange, ShopContext, CancellationToken, ValueTask>? Saving { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Calls { get; private set; }

    public ValueTask RunAsync(NodeChange change, ShopContext context, CancellationToken cancellationToken)
    {
        Calls++;
        return Saving?.Invoke(change, context, cancellationToken) ?? ValueTask.CompletedTask;
    }
}
