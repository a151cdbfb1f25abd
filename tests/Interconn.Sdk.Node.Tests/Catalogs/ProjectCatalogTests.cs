using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Node.Tests.Audits;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Tests.Catalogs;

/// <summary>5.5 and 5.6 from the host's catalogue, over the wire: for those who take part, and for nobody else.</summary>
public sealed class ProjectCatalogTests
{
    private AuditNode node = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => node = await AuditNode.StartAsync(builder => builder.AddProjects(
        Project("p-1", TestNode.HolderId, TestNode.CallerId),
        Project("p-2", TestNode.HolderId, AuditNode.ThirdId),
        Project("p-3", TestNode.HolderId, TestNode.CallerId, AuditNode.ThirdId, TestNode.CallerId),
        Project("p-4", TestNode.HolderId)));

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [TestCase(null, "p-1 p-3", 2)]
    [TestCase(-1, "p-1 p-3", 2)]
    [TestCase(1, "p-1", 2)]
    public async Task List_GivesWhatTheCallerTakesPartIn(int? size, string ids, int total)
    {
        Page<ProjectSummary> page = await node.Partner.Projects.ListAsync(new ProjectListQuery { ContractId = TestNode.ContractId, PageSize = size });
        Assert.That(string.Join(' ', page.Records.Select(project => project.ProjectId)), Is.EqualTo(ids));
        Assert.That(page.Total, Is.EqualTo(total), "no other project is counted");
        Assert.That(page.Records[0], Is.EqualTo(new ProjectSummary { ProjectId = "p-1", Name = "name of p-1", Description = "one", Type = ProjectType.Psi }));
    }

    [TestCase("p-1", InterconnCodes.Ok)]
    [TestCase("p-3", InterconnCodes.Ok)]
    [TestCase("p-2", InterconnCodes.NotFound, Description = "others take part in it")]
    [TestCase("p-4", InterconnCodes.NotFound, Description = "nobody else takes part in it")]
    [TestCase("p-9", InterconnCodes.NotFound, Description = "it does not exist")]
    public async Task Query_IsForThoseWhoTakePart(string projectId, int code)
    {
        Assert.That(await node.Partner.Projects.QueryAsync(Query(projectId)).CodeOfAsync(), Is.EqualTo(code));
        if (code == InterconnCodes.Ok)
        {
            ProjectDetail project = await node.Partner.Projects.QueryAsync(Query(projectId));
            Assert.That(project.Nodes.Select(member => member.NodeId), Does.Contain(TestNode.CallerId));
            Assert.That(project.Datasets[TestNode.HolderId], Is.EqualTo(["d-1"]));
        }
    }

    [Test]
    public async Task Query_IsForThoseWhoTakePart_WhateverTheHostsCatalogueGives()
    {
        await using AuditNode other = await AuditNode.StartAsync(builder => builder.AddProjectCatalog<CarelessCatalog>());
        Assert.That(await other.Partner.Projects.QueryAsync(Query("p-1")).CodeOfAsync(), Is.EqualTo(InterconnCodes.NotFound));
    }

    [Test]
    public async Task List_WithoutACatalogue_IsEmpty()
    {
        await using AuditNode other = await AuditNode.StartAsync();
        Assert.That((await other.Partner.Projects.ListAsync(new ProjectListQuery { ContractId = TestNode.ContractId })).Total, Is.Zero);
    }

    [Test]
    public void Make_WithAnIdTwice_NamesIt() => Assert.That(
        () => new InMemoryProjectCatalog([Project("p-7"), Project("p-7", TestNode.CallerId)]), Throws.ArgumentException.With.Message.Contains("p-7"));

    private static ProjectQuery Query(string projectId) => new() { ContractId = TestNode.ContractId, ProjectId = projectId };

    private static ProjectDetail Project(string projectId, params string[] nodeIds) => new()
    {
        ProjectId = projectId,
        Name = "name of " + projectId,
        Description = "one",
        Type = ProjectType.Psi,
        Nodes =
        [
            .. nodeIds.Select(nodeId => new NodeInfo
            {
                NodeId = nodeId,
                Name = nodeId,
                Address = "https://node.example.com",
                InstId = "I-1",
                Institution = "an institution",
                System = "test",
                SystemVersion = "1.0",
            }),
        ],
        Datasets = new Dictionary<string, IReadOnlyList<string>> { [TestNode.HolderId] = ["d-1"] },
    };

    /// <summary>Gives every project to everybody.</summary>
    private sealed class CarelessCatalog : IProjectCatalog
    {
        public ValueTask<Page<ProjectSummary>> ListAsync(PageWindow window, InterconnContext context, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new Page<ProjectSummary> { Records = [], Total = 0 });

        public ValueTask<ProjectDetail?> FindAsync(string projectId, InterconnContext context, CancellationToken cancellationToken) =>
            ValueTask.FromResult<ProjectDetail?>(Project(projectId, TestNode.HolderId, AuditNode.ThirdId));
    }
}
