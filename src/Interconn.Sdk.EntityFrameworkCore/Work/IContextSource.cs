using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>Gives contexts that have the node's tables.</summary>
internal interface IContextSource
{
    /// <summary>A context for what is read from its model, for as long as the lease is not disposed.</summary>
    ContextLease Rent();

    /// <summary>A context that nobody else uses, until the lease is disposed.</summary>
    ValueTask<ContextLease> RentAsync(CancellationToken cancellationToken);

    /// <summary>A context on somebody else's open connection, which stays open. It is of no pool, so that nobody is given it with that connection later.</summary>
    ContextLease MakeFor(DbConnection connection);
}
