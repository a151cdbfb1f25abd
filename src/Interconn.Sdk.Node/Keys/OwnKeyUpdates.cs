using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Node.Keys;

/// <summary>Writes what this node tells of itself (3.4), as it is now.</summary>
internal sealed class OwnKeyUpdates(LocalNode node, OwnKeys keys) : IOwnKeyUpdates
{
    public NodeUpdate ComposeUpdate(ContractRecord contract, out ISigningKey announced)
    {
        NodeIdentity self = node.Options.Node;
        announced = keys.Active;
        return new NodeUpdate
        {
            ContractId = contract.ContractId,
            Name = self.Name,
            Address = self.Address?.OriginalString ?? throw new InvalidOperationException(
                $"This node cannot tell {contract.PartnerNodeId} where it serves. Set {InterconnOptions.SectionName}:{nameof(InterconnOptions.Node)}:{nameof(self.Address)}."),
            Description = self.Description,
            InstId = self.InstId,
            Institution = self.Institution,
            System = self.System,
            SystemVersion = self.SystemVersion,
            AuthType = announced.AuthType,
            AuthCredential = announced.AuthCredential,
        };
    }
}
