using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Node.Partners;

/// <summary>Which keys partners have by their contracts, read anew: for decisions that must not rest on what was cached.</summary>
internal sealed class PartnerKeys(NodeState state, InMemoryPartnerDirectory configured, CredentialReader credentials)
{
    /// <summary>The key that a contract carries; null where it carries none, or one that this process cannot read any more.</summary>
    public VerificationKey? KeyOf(ContractRecord contract) => Read(contract.AuthType, contract.AuthCredential);

    /// <summary>Whether a key is the one that a contract carries, or the one before it.</summary>
    public bool Carries(ContractRecord contract, VerificationKey key) =>
        key.Equals(KeyOf(contract)) || key.Equals(Read(contract.PreviousAuthType, contract.PreviousAuthCredential));

    /// <summary>
    /// Whether an application with a key is a person's to decide, since the node has contracts in force and does not prove to have the key of one of them.
    /// </summary>
    public async ValueTask<bool> IsUnheardOfAsync(string nodeId, VerificationKey? key, bool isProven, CancellationToken cancellationToken)
    {
        DateTimeOffset now = state.Now;
        IReadOnlyList<ContractRecord> approved = await state.Store.ListContractsAsync(
            new ContractFilter { PartnerNodeId = nodeId, Status = ApprovalStatus.Approved, Take = int.MaxValue }, cancellationToken).ConfigureAwait(false);
        Partner? partner = await configured.FindAsync(nodeId, cancellationToken).ConfigureAwait(false);
        VerificationKey?[] live =
        [
            .. approved.Where(contract => contract.IsLive(now)).Select(KeyOf),
            .. partner?.Contracts.Where(contract => contract.IsLive(now)).Select(contract => contract.Credential?.Key) ?? [],
        ];
        return live.Length > 0 && !(isProven && key is not null && Array.Exists(live, key.Equals));
    }

    private VerificationKey? Read(string? authType, string? credential)
    {
        if (authType is null || credential is null)
        {
            return null;
        }

        try
        {
            return credentials.Read(authType, credential).Key;
        }
        catch (InterconnException)
        {
            return null;
        }
    }
}
