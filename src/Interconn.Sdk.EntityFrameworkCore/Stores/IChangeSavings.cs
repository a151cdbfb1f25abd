using Interconn.Sdk.Node.Stores;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Stores;

/// <summary>What else is saved with a transition.</summary>
internal interface IChangeSavings
{
    /// <summary>Saves it, in the transaction in which the records of the transition were saved before.</summary>
    ValueTask SaveAsync(DbContext context, NodeChange change, CancellationToken cancellationToken);
}
