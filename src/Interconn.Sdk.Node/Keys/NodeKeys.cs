using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Keys;

/// <summary>The key of this node, for its administrator: what it is, how it is exchanged, and which partners do not know it yet.</summary>
public sealed class NodeKeys
{
    private readonly OwnKeys keys;
    private readonly KeyAnnouncements announcements;
    private readonly ILogger logger;

    internal NodeKeys(OwnKeys keys, KeyAnnouncements announcements, ILogger<NodeKeys> logger)
    {
        this.keys = keys;
        this.announcements = announcements;
        this.logger = logger;
    }

    /// <summary>The fingerprint of the present key, which partners compare: SHA-256 of the public key's DER in lower-case hex.</summary>
    public string Fingerprint => keys.Active.PublicKey.Fingerprint;

    /// <summary>
    /// Exchanges the key of this node. New contracts and permits are made with the new key at once. Each partner is told under each contract in force (3.4),
    /// and its calls are signed with the key that it knows until it acknowledges; permits that were made before go on being verified. It may be called
    /// again before everybody knows the last one. With the present key this tells only those who do not know it and are not being told already, so that
    /// it can be repeated after a failure.
    /// </summary>
    /// <remarks>
    /// Save the new key first (<see cref="SigningKey.SaveAsync"/>): from this call on partners may know no other. When the host starts again, give it the
    /// new key as its key, and the one before under <see cref="InterconnNodeOptions.PreviousKeyFiles"/> or <see cref="InterconnNodeOptions.PreviousKeys"/>
    /// until <see cref="ListOutdatedAsync"/> is empty and the log has said that it is no longer needed: permits made under it may still be in use. Where
    /// several processes share this node's id, each must have the new key: start them again with it in place of this call. A key that cannot make permits (SM2)
    /// leaves those to the key before, which <see cref="Interconn.Sdk.Hosting.InterconnOptions.PermitKey"/> must name at the next start.
    /// </remarks>
    /// <param name="newKey">The new key, or the present one with another certificate.</param>
    /// <param name="cancellationToken">Ends the wait. The key is exchanged all the same, and partners that are not being told yet can be with a second call.</param>
    /// <returns>How many partners are told.</returns>
    /// <exception cref="Interconn.Sdk.Protocol.InterconnException">The store failed (50301). The key is exchanged; call this again with it.</exception>
    public async Task<int> RotateAsync(ISigningKey newKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(newKey);
        ISigningKey before = keys.Active;
        bool isOtherKey = !before.PublicKey.Equals(newKey.PublicKey);
        bool isOtherCredential = !isOtherKey && before.AuthCredential != newKey.AuthCredential;
        if (isOtherKey || isOtherCredential)
        {
            keys.Rotate(newKey);
        }

        int told = await announcements.TellAllAsync(
            evenIfKnown: isOtherCredential, anew: isOtherKey || isOtherCredential, cancellationToken).ConfigureAwait(false);
        KeyLog.KeyRotated(logger, newKey.PublicKey.Fingerprint, told);
        return told;
    }

    /// <summary>
    /// Lists what still needs an earlier key: contracts in force, and undecided applications, whose partner does not know the present key. A partner that does
    /// not serve 3.4 stays among them until the contract ends.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The contracts, in no particular order.</returns>
    public async Task<IReadOnlyList<ContractRecord>> ListOutdatedAsync(CancellationToken cancellationToken = default)
    {
        var outdated = new Dictionary<ContractKey, ContractRecord>();
        await foreach (ContractRecord contract in announcements.ListOutdatedAsync(cancellationToken).ConfigureAwait(false))
        {
            outdated[contract.Key] = contract;
        }

        return [.. outdated.Values];
    }

    /// <summary>Tells every partner with a contract in force what this node is, where it serves and what its key is (3.4): after its description has changed.</summary>
    /// <param name="cancellationToken">Ends the wait; those reached by then are told.</param>
    /// <returns>How many partners are told.</returns>
    public Task<int> AnnounceAsync(CancellationToken cancellationToken = default) =>
        announcements.TellAllAsync(evenIfKnown: true, anew: true, cancellationToken);
}
