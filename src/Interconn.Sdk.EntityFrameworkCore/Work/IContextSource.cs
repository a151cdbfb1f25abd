namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>Gives contexts that have the node's tables.</summary>
internal interface IContextSource
{
    /// <summary>A context for what is read from its model, for as long as the lease is not disposed.</summary>
    ContextLease Rent();

    /// <summary>A context that nobody else uses, until the lease is disposed.</summary>
    ValueTask<ContextLease> RentAsync(CancellationToken cancellationToken);
}
