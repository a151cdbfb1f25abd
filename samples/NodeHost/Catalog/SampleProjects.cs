using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.Options;

namespace NodeHost.Catalog;

/// <summary>One project, in which this node and whoever asks take part. A host of its own would look into its database here.</summary>
internal sealed class SampleProjects(InterconnNode node, IOptions<InterconnOptions> options) : IProjectCatalog
{
    private const string ProjectId = "p-01";
    private const string Name = "联合风控";
    private const string Description = "Joint risk control: who is overdue at one is known to the other before it lends.";

    public ValueTask<Page<ProjectSummary>> ListAsync(PageWindow window, InterconnContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(window.Cut<ProjectSummary>(
            [new ProjectSummary { ProjectId = ProjectId, Name = Name, Description = Description, Type = ProjectType.HeteroFl }]));

    public async ValueTask<ProjectDetail?> FindAsync(string projectId, InterconnContext context, CancellationToken cancellationToken)
    {
        if (projectId != ProjectId)
        {
            return null;
        }

        var nodes = new List<NodeInfo> { Self(options.Value.Node) };
        var filter = new ContractFilter { PartnerNodeId = context.CallerNodeId, Take = 1 };
        foreach (ContractRecord contract in await node.Contracts.ListAsync(filter, cancellationToken))
        {
            nodes.Add(contract.Partner);
        }

        return new ProjectDetail
        {
            ProjectId = ProjectId,
            Name = Name,
            Description = Description,
            Type = ProjectType.HeteroFl,
            Nodes = nodes,
            Datasets = new Dictionary<string, IReadOnlyList<string>> { [node.NodeId] = ["d-01", "d-03"] },
        };
    }

    private static NodeInfo Self(NodeIdentity node) => new()
    {
        NodeId = node.NodeId,
        InstId = node.InstId,
        Institution = node.Institution,
        Name = node.Name,
        Description = node.Description,
        System = node.System,
        SystemVersion = node.SystemVersion,
        Address = node.Address?.AbsoluteUri ?? "",
    };
}
