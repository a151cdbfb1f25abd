namespace Interconn.Sdk.Partners;

/// <summary>Where the node looks up its partners: their addresses, contracts and keys. Asked on every call, so it must be quick.</summary>
public interface IPartnerDirectory
{
    /// <summary>Finds a partner.</summary>
    /// <param name="nodeId">Its node id, in the form that the protocol allows but otherwise as a stranger sent it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The partner, or null for a node that is none.</returns>
    ValueTask<Partner?> FindAsync(string nodeId, CancellationToken cancellationToken);

    /// <summary>
    /// Asked where a call could not be verified by what <see cref="FindAsync"/> gave, since another process of the node may have changed it a moment ago. A directory
    /// that keeps what it has read reads again here, though not with every call: anybody can send calls that cannot be verified. By default it has nothing newer.
    /// </summary>
    /// <param name="nodeId">Its node id.</param>
    /// <param name="known">What <see cref="FindAsync"/> gave.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The partner as it is now, or <paramref name="known"/> itself where nothing newer is known.</returns>
    ValueTask<Partner?> FindAgainAsync(string nodeId, Partner? known, CancellationToken cancellationToken) => ValueTask.FromResult(known);
}
