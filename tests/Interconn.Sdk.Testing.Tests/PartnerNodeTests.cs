using System.Net;
using System.Net.Sockets;
using Interconn.Sdk.Client;
using Interconn.Sdk.Components;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Testing.Tests;

public sealed class PartnerNodeTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task StartAsync_InOneLine_ServesOnLoopbackUnderItsOwnKey()
    {
        await using PartnerNode partner = await PartnerNode.StartAsync();

        Assert.That(partner.NodeId, Is.EqualTo("JG0100001100000000"));
        Assert.That(partner.Address.Scheme, Is.EqualTo("http"));
        Assert.That(partner.Address.Host, Is.EqualTo("127.0.0.1"));
        Assert.That(partner.Fingerprint, Has.Length.EqualTo(64));
        Assert.That(partner.Node.NodeId, Is.EqualTo(partner.NodeId));
        Assert.That(partner.Services.GetRequiredService<IOptions<InterconnOptions>>().Value.Node.Address, Is.EqualTo(partner.Address));
        Assert.That(partner.Services.GetRequiredService<IHostEnvironment>().IsDevelopment(), Is.True);
        Assert.That(partner.Services.GetRequiredService<TimeProvider>(), Is.SameAs(TimeProvider.System));

        // An endpoint of the standard is there, and refuses what is not signed.
        using var http = new HttpClient { BaseAddress = partner.Address };
        using HttpResponseMessage answer = await http.GetAsync(new Uri(InterconnEndpoints.CheckHealth.Path, UriKind.Relative));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task StartAsync_Twice_AreTwoNodesWithKeysOfTheirOwn()
    {
        await using PartnerNode one = await PartnerNode.StartAsync();
        await using PartnerNode other = await PartnerNode.StartAsync(new PartnerNodeOptions { NodeId = "another" });
        Assert.That(other.NodeId, Is.EqualTo("another"));
        Assert.That(other.Address, Is.Not.EqualTo(one.Address));
        Assert.That(other.Fingerprint, Is.Not.EqualTo(one.Fingerprint));
    }

    [Test]
    public async Task StartAsync_WithAKeyAndAClock_HasThem()
    {
        var clock = new ManualTimeProvider(Start);
        await using (PartnerNode partner = await PartnerNode.StartAsync(new PartnerNodeOptions { Key = TestKeys.CallerRsaKey, TimeProvider = clock }))
        {
            Assert.That(partner.Fingerprint, Is.EqualTo(TestKeys.CallerRsaKey.PublicKey.Fingerprint));
            Assert.That(partner.Services.GetRequiredService<TimeProvider>(), Is.SameAs(clock));
        }

        // The key is the test's, and still signs.
        Assert.That(await TestKeys.CallerRsaKey.SignAsync(new byte[1], default), Is.Not.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task StartAsync_AutoApproveOrNot_ApprovesOrLeavesItToItsTest(bool autoApprove)
    {
        await using PartnerNode partner = await PartnerNode.StartAsync(new PartnerNodeOptions { AutoApprove = autoApprove });
        await using AsyncServiceScope scope = partner.Services.CreateAsyncScope();
        ApprovalDirective directive = await scope.ServiceProvider.GetRequiredService<IApprovalPolicy>().DecideAuditAsync(null!, default);
        Assert.That(directive.Terms is not null, Is.EqualTo(autoApprove));
        Assert.That(directive == ApprovalDirective.Wait, Is.EqualTo(!autoApprove));
    }

    [Test]
    public async Task StartAsync_Configure_HasTheLastWord()
    {
        await using PartnerNode partner = await PartnerNode.StartAsync(new PartnerNodeOptions
        {
            Configure = builder =>
            {
                builder.AddDatasets();
                builder.Services.Configure<InterconnOptions>(options => options.Node.System = "fate");
            },
        });
        Assert.That(partner.Services.GetRequiredService<IOptions<InterconnOptions>>().Value.Node.System, Is.EqualTo("fate"));
        Assert.That(await partner.Services.GetRequiredService<IDatasetCatalog>().FindAsync("ds-risk", null!, default), Is.Null);
    }

    [Test]
    public async Task StartAsync_WithoutACatalogue_ShowsTheSamplesToWhoHasAContract()
    {
        await using PartnerNode partner = await StartWithContractAsync(new PartnerNodeOptions());
        await using ServiceProvider services = Caller(partner);
        InterconnClient client = services.GetRequiredService<InterconnClientFactory>().Create(partner.NodeId);

        Page<DatasetSummary> datasets = await client.Datasets.ListAsync(new DatasetListQuery { ContractId = TestNode.ContractId });
        Assert.That(datasets.Records.Select(dataset => dataset.DatasetId), Is.EqualTo(new[] { "ds-customers", "ds-loans" }));
        DatasetDetail loans = await client.Datasets.QueryAsync(new DatasetQuery { ContractId = TestNode.ContractId, DatasetId = "ds-loans" });
        Assert.That(loans.ColumnMetas.Select(column => column.Name), Is.EqualTo(new[] { "id", "amount", "overdue" }));
        Assert.That(
            () => client.Datasets.QueryAsync(new DatasetQuery { ContractId = TestNode.ContractId, DatasetId = "ds-risk" }),
            Throws.InstanceOf<InterconnException>());

        Page<ComponentSummary> components = await client.Components.ListAsync(new ComponentListQuery { ContractId = TestNode.ContractId });
        Assert.That(components.Records.Select(component => component.Code), Is.EqualTo(new[] { "psi", "logistic-regression" }));

        Page<ProjectSummary> projects = await client.Projects.ListAsync(new ProjectListQuery { ContractId = TestNode.ContractId });
        Assert.That(projects.Records.Select(project => project.ProjectId), Is.EqualTo(new[] { "prj-credit" }));
        ProjectDetail project = await client.Projects.QueryAsync(new ProjectQuery { ContractId = TestNode.ContractId, ProjectId = "prj-credit" });
        Assert.That(project.Nodes.Select(node => node.NodeId), Is.EqualTo(new[] { partner.NodeId, TestNode.HolderId }));
        Assert.That(project.Nodes[0].Address, Is.EqualTo(partner.Address.OriginalString));
        Assert.That(
            () => client.Projects.QueryAsync(new ProjectQuery { ContractId = TestNode.ContractId, ProjectId = "another" }),
            Throws.InstanceOf<InterconnException>());
    }

    [Test]
    public async Task StartAsync_WithACatalogue_ShowsThatAlone()
    {
        var dataset = new DatasetDetail { DatasetId = "own", Name = "own", Owner = "own", ColumnMetas = [] };
        await using PartnerNode partner = await StartWithContractAsync(
            new PartnerNodeOptions { Datasets = [new CatalogDataset(dataset)], Projects = [], Components = [] });
        await using ServiceProvider services = Caller(partner);
        InterconnClient client = services.GetRequiredService<InterconnClientFactory>().Create(partner.NodeId);

        Page<DatasetSummary> datasets = await client.Datasets.ListAsync(new DatasetListQuery { ContractId = TestNode.ContractId });
        Page<ProjectSummary> projects = await client.Projects.ListAsync(new ProjectListQuery { ContractId = TestNode.ContractId });
        Page<ComponentSummary> components = await client.Components.ListAsync(new ComponentListQuery { ContractId = TestNode.ContractId });
        Assert.That(datasets.Records.Select(record => record.DatasetId), Is.EqualTo(new[] { "own" }));
        Assert.That((projects.Total, components.Total), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task DisposeAsync_FreesThePort()
    {
        PartnerNode partner = await PartnerNode.StartAsync();
        await partner.DisposeAsync();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Assert.That(() => socket.ConnectAsync(IPAddress.Loopback, partner.Address.Port), Throws.InstanceOf<SocketException>());
    }

    [Test]
    public void StartAsync_WithASettingThatDoesNotHold_SaysWhich()
    {
        OptionsValidationException exception = Assert.ThrowsAsync<OptionsValidationException>(
            () => PartnerNode.StartAsync(new PartnerNodeOptions { NodeId = "not an id" }))!;
        Assert.That(exception.Message, Does.Contain("Node.NodeId"));
    }

    [Test]
    public void StartAsync_Cancelled_Throws() => Assert.ThrowsAsync(
        Is.InstanceOf<OperationCanceledException>(), () => PartnerNode.StartAsync(cancellationToken: new CancellationToken(canceled: true)));

    private static Task<PartnerNode> StartWithContractAsync(PartnerNodeOptions options)
    {
        options.Configure = builder => builder.Services.Configure<InterconnOptions>(
            settings => settings.Partners.Add(TestNode.Partner(TestKeys.HolderKey, TestNode.HolderId)));
        return PartnerNode.StartAsync(options);
    }

    /// <summary>The host under test, as far as it calls.</summary>
    private static ServiceProvider Caller(PartnerNode partner)
    {
        var services = new ServiceCollection();
        services.AddInterconn(options =>
        {
            options.Node.NodeId = TestNode.HolderId;
            options.Node.InstId = "LX01";
            options.SigningKey = TestKeys.HolderKey;
            options.Partners.Add(new PartnerOptions { NodeId = partner.NodeId, Address = partner.Address });
        });
        return services.BuildServiceProvider();
    }
}
