namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>Gives contexts that have the node's tables.</summary>
internal interface IContextSource
{
    /// <summary>A context that nobody else uses, until the lease is disposed.</summary>
    ValueTask<ContextLease> RentAsync(CancellationToken cancellationToken);
}
