namespace Interconn.Sdk.Partners;

/// <summary>Where the node looks up its partners: their addresses, contracts and keys. Asked on every call, so it must be quick.</summary>
public interface IPartnerDirectory
{
    /// <summary>Finds a partner.</summary>
    /// <param name="nodeId">Its node id, in the form that the protocol allows but otherwise as a stranger sent it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The partner, or null for a node that is none.</returns>
    ValueTask<Partner?> FindAsync(string nodeId, CancellationToken cancellationToken);
}
