using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Node.Tests.Outbox;

/// <summary>Announces a key that a test has made.</summary>
internal sealed class OwnKeyUpdates(ISigningKey key) : IOwnKeyUpdates
{
    public NodeUpdate ComposeUpdate(ContractRecord contract, out ISigningKey announced)
    {
        announced = key;
        return new NodeUpdate
        {
            ContractId = contract.ContractId,
            Name = "node",
            Address = "https://node.test",
            InstId = "LX01",
            Institution = "institution",
            System = "test",
            SystemVersion = "1.0",
            AuthType = key.AuthType,
            AuthCredential = key.AuthCredential,
        };
    }
}
