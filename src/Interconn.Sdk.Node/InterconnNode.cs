using Interconn.Sdk.Client;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Permits;

namespace Interconn.Sdk.Node;

/// <summary>The ready-made node of this process, for its administrator and for the host's own code. A singleton; inject it.</summary>
public sealed class InterconnNode
{
    private readonly LocalNode node;
    private readonly InterconnClientFactory clients;

    internal InterconnNode(
        LocalNode node,
        InterconnClientFactory clients,
        NodeContracts contracts,
        NodeApprovals approvals,
        NodeAudits audits,
        NodePermits permits,
        NodeOutbox outbox,
        NodeKeys keys)
    {
        this.node = node;
        this.clients = clients;
        Contracts = contracts;
        Approvals = approvals;
        Audits = audits;
        Permits = permits;
        Outbox = outbox;
        Keys = keys;
    }

    /// <summary>The id of this node.</summary>
    public string NodeId => node.NodeId;

    /// <summary>The contracts with other nodes (chapter 3).</summary>
    public NodeContracts Contracts { get; }

    /// <summary>What waits for a person.</summary>
    public NodeApprovals Approvals { get; }

    /// <summary>The applications for the use of resources, of this node and of its partners (chapters 4, 5, 7, 8 and 9).</summary>
    public NodeAudits Audits { get; }

    /// <summary>The permits that this node was given, and those that it issued.</summary>
    public NodePermits Permits { get; }

    /// <summary>What partners must be told.</summary>
    public NodeOutbox Outbox { get; }

    /// <summary>The key of this node.</summary>
    public NodeKeys Keys { get; }

    /// <summary>Makes a client of a partner. See <see cref="InterconnClientFactory.Create(string)"/>.</summary>
    /// <param name="partnerNodeId">The partner's node id.</param>
    /// <returns>The client.</returns>
    public InterconnClient CreateClient(string partnerNodeId) => clients.Create(partnerNodeId);
}
