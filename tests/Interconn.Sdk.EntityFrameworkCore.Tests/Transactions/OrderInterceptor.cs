using Interconn.Sdk.EntityFrameworkCore.Tests.Databases;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.EntityFrameworkCore.Tests.Transactions;

/// <summary>Does what its test says, with what the test registered.</summary>
internal sealed class OrderInterceptor(InterceptorScript script) : INodeChangeInterceptor<ShopContext>
{
    public ValueTask SavingAsync(NodeChange change, ShopContext context, CancellationToken cancellationToken) =>
        script.RunAsync(change, context, cancellationToken);
}
