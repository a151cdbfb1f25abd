using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Contracts;

/// <summary>The contracts of this node, for its administrator and for the host's own code (chapter 3).</summary>
public sealed class NodeContracts
{
    private const int FingerprintLength = 64;

    private readonly ContractBook book;
    private readonly ContractDesk desk;
    private readonly OwnApplications applications;
    private readonly ChangeFeed changes;
    private readonly TimeProvider timeProvider;

    /// <summary>Made by the container; see <c>AddNode</c>.</summary>
    internal NodeContracts(ContractBook book, ContractDesk desk, OwnApplications applications, ChangeFeed changes, TimeProvider timeProvider)
    {
        this.book = book;
        this.desk = desk;
        this.applications = applications;
        this.changes = changes;
        this.timeProvider = timeProvider;
    }

    /// <summary>
    /// Applies to a partner for a contract (3.1). The decision comes later (3.2): see <see cref="WaitForDecisionAsync"/>. Applied again while the application is
    /// open, or after its approval was lost on the way, the partner answers with the same contract.
    /// </summary>
    /// <param name="partnerAddress">Where the partner serves: absolute, http or https. It is this node's operator's word, so it may be private.</param>
    /// <param name="partnerNodeId">The partner's node id.</param>
    /// <param name="expectedKey">
    /// The fingerprint that the partner's key must have, by another channel: SHA-256 of the public key's DER in hex. Its approval is then taken with this key
    /// and no other. Null leaves it to the trust policy, and where that does not know, to a person (<see cref="ContractRecord.WaitingKeys"/>).
    /// </param>
    /// <param name="expiresAt">Until when the contract is wanted, exclusive; the partner may shorten it. Null asks for the usual term of this node.</param>
    /// <param name="cancellationToken">Ends the wait. The partner may have taken the application all the same; apply again then.</param>
    /// <returns>The contract, applied for. Where the partner knew the application already: as it stands.</returns>
    /// <exception cref="ArgumentException">An argument does not have its form, the partner is this node itself, or the end is past.</exception>
    /// <exception cref="InvalidOperationException">The options do not describe this node in full; the message names those that are missing.</exception>
    /// <exception cref="InterconnException">The partner could not be reached, refused, or answered an id that cannot be.</exception>
    public Task<ContractRecord> ApplyAsync(
        Uri partnerAddress, string partnerNodeId, string? expectedKey = null, DateTimeOffset? expiresAt = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partnerAddress);
        ArgumentException.ThrowIfNullOrEmpty(partnerNodeId);
        if (expectedKey is not null && !(expectedKey.Length == FingerprintLength && expectedKey.All(char.IsAsciiHexDigit)))
        {
            throw new ArgumentException(
                $"A fingerprint has {FingerprintLength} hex digits: SHA-256 of the public key's DER, as VerificationKey.Fingerprint gives it.",
                nameof(expectedKey));
        }

        if (expiresAt <= book.Now)
        {
            throw new ArgumentException($"The contract would end at {expiresAt:O}, which is past.", nameof(expiresAt));
        }

        return applications.ApplyAsync(partnerAddress, partnerNodeId, expectedKey, expiresAt, cancellationToken);
    }

    /// <summary>Finds a contract.</summary>
    /// <param name="partnerNodeId">The other node.</param>
    /// <param name="contractId">The id that the two nodes know it by.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The contract, or null.</returns>
    /// <exception cref="InterconnException">The store does not answer.</exception>
    public Task<ContractRecord?> FindAsync(string partnerNodeId, string contractId, CancellationToken cancellationToken = default) =>
        book.FindAsync(KeyOf(partnerNodeId, contractId), cancellationToken).AsTask();

    /// <summary>Lists contracts, the newest applied first.</summary>
    /// <param name="filter">Which; null for the first 100 of all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The contracts. Their <see cref="ContractRecord.Status"/> does not count expiry; see <see cref="ContractRecord.StatusAt"/>.</returns>
    /// <exception cref="InterconnException">The store does not answer.</exception>
    public Task<IReadOnlyList<ContractRecord>> ListAsync(ContractFilter? filter = null, CancellationToken cancellationToken = default) =>
        book.ListAsync(filter ?? new ContractFilter(), cancellationToken).AsTask();

    /// <summary>
    /// Ends a contract, or withdraws an application of this node; the partner is told (3.3). All permits and audits that hang on it have ended when this returns.
    /// Repeated, it changes nothing.
    /// </summary>
    /// <param name="partnerNodeId">The other node.</param>
    /// <param name="contractId">The id that the two nodes know it by.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The contract, ended.</returns>
    /// <exception cref="InterconnException">
    /// There is no such contract (40401), it was rejected, or it is a partner's application that is not decided (40901): reject that instead.
    /// </exception>
    public Task<ContractRecord> TerminateAsync(string partnerNodeId, string contractId, CancellationToken cancellationToken = default) =>
        desk.TerminateAsync(KeyOf(partnerNodeId, contractId), cancellationToken);

    /// <summary>
    /// Takes a key that waits (<see cref="ContractRecord.WaitingKeys"/>) for the partner's, once its fingerprint was compared by another channel. The partner is
    /// asked first (3.5) whether it has approved.
    /// </summary>
    /// <param name="partnerNodeId">The other node.</param>
    /// <param name="contractId">The id that the two nodes know it by.</param>
    /// <param name="fingerprint">The fingerprint of the key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The contract: approved, or ended or rejected where the partner says that it is.</returns>
    /// <exception cref="InterconnException">
    /// No such key waits (40401), the partner says that it has not decided or the approval has run out (40901), or the partner could not be asked. The key
    /// goes on waiting.
    /// </exception>
    public Task<ContractRecord> AcceptKeyAsync(string partnerNodeId, string contractId, string fingerprint, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(fingerprint);
        return desk.AcceptKeyAsync(KeyOf(partnerNodeId, contractId), fingerprint, cancellationToken);
    }

    /// <summary>Refuses all keys that wait: the application is withdrawn, and the partner is told (3.3).</summary>
    /// <param name="partnerNodeId">The other node.</param>
    /// <param name="contractId">The id that the two nodes know it by.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The contract, ended.</returns>
    /// <exception cref="InterconnException">There is no such contract (40401), or no key waits for it (40901).</exception>
    public Task<ContractRecord> RefuseKeysAsync(string partnerNodeId, string contractId, CancellationToken cancellationToken = default) =>
        desk.RefuseKeysAsync(KeyOf(partnerNodeId, contractId), cancellationToken);

    /// <summary>
    /// Asks the partner where a contract stands (3.5), and acts on the answer: what the partner has ended or rejected ends here too, with all that hangs on it.
    /// The node does so by itself from time to time.
    /// </summary>
    /// <param name="partnerNodeId">The other node.</param>
    /// <param name="contractId">The id that the two nodes know it by.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// What the partner said; what is known here where there is nothing to ask: the contract has ended, or the partner cannot know this node's key yet. An
    /// approval whose confirmation has not come leaves the contract applied for (<see cref="ContractRecord.AwaitsConfirmation"/>).
    /// </returns>
    /// <exception cref="InterconnException">There is no such contract, or the partner could not be asked.</exception>
    /// <exception cref="InvalidOperationException">This process does not have the key that the contract names, or no address of the partner.</exception>
    public Task<ApprovalStatus> InquireAsync(string partnerNodeId, string contractId, CancellationToken cancellationToken = default) =>
        desk.InquireAsync(KeyOf(partnerNodeId, contractId), cancellationToken);

    /// <summary>Waits until an application is decided, withdrawn or run out. A key that waits is no decision.</summary>
    /// <param name="partnerNodeId">The other node.</param>
    /// <param name="contractId">The id that the two nodes know it by.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The contract, no longer applied for.</returns>
    /// <exception cref="InterconnException">There is no such contract, or the store does not answer.</exception>
    public Task<ContractRecord> WaitForDecisionAsync(string partnerNodeId, string contractId, CancellationToken cancellationToken = default)
    {
        ContractKey key = KeyOf(partnerNodeId, contractId);
        return changes.WaitAsync(
            change => change.Contracts.Any(contract => contract.Key == key),
            token => book.RequireAsync(key, token),
            contract => contract.StatusAt(book.Now) != ApprovalStatus.Applied,
            timeProvider,
            cancellationToken);
    }

    private static ContractKey KeyOf(string partnerNodeId, string contractId)
    {
        ArgumentException.ThrowIfNullOrEmpty(partnerNodeId);
        ArgumentException.ThrowIfNullOrEmpty(contractId);
        return new ContractKey(partnerNodeId, contractId);
    }
}
