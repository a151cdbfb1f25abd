using Interconn.Sdk.Node.Stores;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Stores;

/// <summary>What else is to be saved with a transition.</summary>
internal interface IChangeSavings
{
    /// <summary>Adds it to the context that is about to be saved.</summary>
    ValueTask SavingAsync(DbContext context, NodeChange change, CancellationToken cancellationToken);
}
