using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Node.Tests.Audits;

/// <summary>Partners as the store knows them at the moment, so that a test ends a contract by ending its record.</summary>
internal sealed class StoredPartnerDirectory(INodeStore store, CredentialReader credentials) : IPartnerDirectory
{
    public async ValueTask<Partner?> FindAsync(string nodeId, CancellationToken cancellationToken)
    {
        IReadOnlyList<ContractRecord> contracts = await store.ListContractsAsync(new ContractFilter { PartnerNodeId = nodeId }, cancellationToken);
        return contracts.Count == 0
            ? null
            : new Partner
            {
                NodeId = nodeId,
                InstId = contracts[0].Partner.InstId,
                Address = contracts[0].Partner.Address.Length == 0 ? null : new Uri(contracts[0].Partner.Address),
                Contracts = [.. contracts.Select(Read)],
            };
    }

    private PartnerContract Read(ContractRecord contract) => new()
    {
        ContractId = contract.ContractId,
        Status = contract.Status,
        ApprovedAt = contract.ApprovedAt,
        ExpiresAt = contract.ExpiresAt,
        Credential = credentials.Read(contract.AuthType!, contract.AuthCredential!),
    };
}
