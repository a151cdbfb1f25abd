using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Node.Outbox;

/// <summary>Makes the updates by which partners hear of this node's present key and description (3.4), when they are sent.</summary>
internal interface IOwnKeyUpdates
{
    /// <summary>Makes the update for the partner of a contract.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="announced">The key that the update tells.</param>
    NodeUpdate ComposeUpdate(ContractRecord contract, out ISigningKey announced);
}
