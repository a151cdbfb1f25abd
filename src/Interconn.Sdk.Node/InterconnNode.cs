using Interconn.Sdk.Client;
using Interconn.Sdk.Hosting;

namespace Interconn.Sdk.Node;

/// <summary>The ready-made node of this process, for its administrator and for the host's own code. A singleton; inject it.</summary>
public sealed class InterconnNode
{
    private readonly LocalNode node;
    private readonly InterconnClientFactory clients;

    /// <summary>Made by the container; see <c>AddNode</c>.</summary>
    internal InterconnNode(LocalNode node, InterconnClientFactory clients)
    {
        this.node = node;
        this.clients = clients;
    }

    /// <summary>The id of this node.</summary>
    public string NodeId => node.NodeId;

    /// <summary>Makes a client of a partner. See <see cref="InterconnClientFactory.Create(string)"/>.</summary>
    /// <param name="partnerNodeId">The partner's node id.</param>
    /// <returns>The client.</returns>
    public InterconnClient CreateClient(string partnerNodeId) => clients.Create(partnerNodeId);
}
