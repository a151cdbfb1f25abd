using Interconn.Sdk.Node.Stores;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Stores;

/// <summary>Nothing else is saved with a transition.</summary>
internal sealed class ChangeSavings : IChangeSavings
{
    public ValueTask SavingAsync(DbContext context, NodeChange change, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
