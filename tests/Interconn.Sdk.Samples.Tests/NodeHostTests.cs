using Interconn.Sdk.Audits;
using Interconn.Sdk.BouncyCastle;
using Interconn.Sdk.Client;
using Interconn.Sdk.Components;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Samples.Tests;

/// <summary>The sample host as an integration engineer meets it: started with its defaults, spoken to by another node.</summary>
public sealed class NodeHostTests
{
    private const string HostId = "LX0000010000280";
    private string folder = "";
    private SampleProcess host = null!;
    private Uri address = null!;
    private TestNode own = null!;

    [SetUp]
    public async Task SetUp()
    {
        folder = Directory.CreateTempSubdirectory("interconn-nodehost-").FullName;
        await StartHostAsync("Development");
        await StartOwnAsync(TestKeys.CallerKey);
    }

    [TearDown]
    public async Task TearDown()
    {
        await own.DisposeAsync();
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task FrontPage_SaysWhatItIsAndWhatItServes()
    {
        using var http = new HttpClient();
        string page = await http.GetStringAsync(address);

        Assert.That(page, Does.Contain(HostId));
        Assert.That(InterconnEndpoints.All.Where(endpoint => !page.Contains($"{endpoint.Method,-4} {endpoint.Path}", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Key_IsMadeOnTheFirstStartAndKept()
    {
        string file = Path.Combine(folder, "node.pem");
        string first = await File.ReadAllTextAsync(file);
        await host.DisposeAsync();
        await StartHostAsync("Development");

        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo(first));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Test]
    public async Task Contract_IsApprovedByItselfInDevelopment()
    {
        ContractRecord contract = await MeetAsync();

        Assert.That(contract.Status, Is.EqualTo(ApprovalStatus.Approved));
        NodeHealth health = await Client.Nodes.CheckHealthAsync();
        Assert.That(health.Status, Is.EqualTo("ok"));
    }

    [Test]
    public async Task Contract_WithAPartnerWhoseKeyIsForSm2_IsApprovedAndItsCallsAreServed()
    {
        await own.DisposeAsync();
        using var key = Sm2SigningKey.Generate();
        await StartOwnAsync(key);

        ContractRecord contract = await MeetAsync();

        Assert.That(contract.Status, Is.EqualTo(ApprovalStatus.Approved));
        Assert.That((await Client.Nodes.CheckHealthAsync()).Status, Is.EqualTo("ok"));
    }

    [Test]
    public async Task Catalogues_HoldThreeDatasetsTwoComponentsAndAProject()
    {
        ContractRecord contract = await MeetAsync();

        Page<DatasetSummary> datasets = await Client.Datasets.ListAsync(new DatasetListQuery { ContractId = contract.ContractId });
        Page<ComponentSummary> components = await Client.Components.ListAsync(new ComponentListQuery { ContractId = contract.ContractId });
        Page<ProjectSummary> projects = await Client.Projects.ListAsync(new ProjectListQuery { ContractId = contract.ContractId });
        ProjectDetail project = await Client.Projects.QueryAsync(
            new ProjectQuery { ContractId = contract.ContractId, ProjectId = projects.Records[0].ProjectId });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(datasets.Total, Is.EqualTo(3));
            Assert.That(components.Total, Is.EqualTo(2));
            Assert.That(project.Nodes.Select(node => node.NodeId), Is.EqualTo(new[] { HostId, TestNode.CallerId }));
        }

        foreach (DatasetSummary dataset in datasets.Records)
        {
            DatasetDetail detail = await Client.Datasets.QueryAsync(new DatasetQuery { ContractId = contract.ContractId, DatasetId = dataset.DatasetId });
            Assert.That(detail.ColumnMetas, Is.Not.Empty);
        }

        foreach (ComponentSummary component in components.Records)
        {
            ComponentDetail detail = await Client.Components.QueryAsync(
                new ComponentQuery { ContractId = contract.ContractId, Code = component.Code, Version = component.Version });
            Assert.That(detail.Inputs, Is.Not.Empty);
            Assert.That(detail.Outputs, Is.Not.Empty);
        }
    }

    [Test]
    public async Task Dataset_NotPublic_IsReadAndUsedUnderAPermitOnly()
    {
        ContractRecord contract = await MeetAsync();
        var query = new DatasetQuery { ContractId = contract.ContractId, DatasetId = "d-90" };
        Assert.That(
            async () => await Client.Datasets.QueryAsync(query),
            Throws.TypeOf<InterconnAnswerException>().With.Property(nameof(InterconnException.Code)).EqualTo(InterconnCodes.NotFound));

        AuditRecord audit = await Node.Audits.ApplyForDatasetAsync(
            HostId, new DatasetAuditApplication { AuditId = "a-01", ContractId = contract.ContractId, DatasetId = "d-90", TimesLimit = 1 }, CancellationToken.None);
        audit = await Node.Audits.WaitForDecisionAsync(audit.Key, CancellationToken.None);

        Assert.That(audit.Status, Is.EqualTo(ApprovalStatus.Approved));
        Assert.That((await Client.Datasets.QueryAsync(query)).DatasetId, Is.EqualTo("d-90"));
        InterconnClient permitted = await Node.Permits.ClientForAsync(HostId, ResourceType.Dataset, "d-90", CancellationToken.None);
        using var first = new HttpRequestMessage(HttpMethod.Post, "/data/d-90/read");
        using HttpResponseMessage granted = await permitted.SendAsync(first);
        using var second = new HttpRequestMessage(HttpMethod.Post, "/data/d-90/read");
        using HttpResponseMessage refused = await permitted.SendAsync(second);
        Assert.That(await granted.Content.ReadAsStringAsync(), Is.EqualTo($"d-90 for {TestNode.CallerId}, 0 uses left"));
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain($"{InterconnCodes.PermitUsedUp}"));
    }

    [Test]
    public async Task Partner_OnLoopback_IsRefusedOutsideDevelopment()
    {
        await host.DisposeAsync();
        await StartHostAsync("Production");

        Assert.That(
            async () => await Node.Contracts.ApplyAsync(address, HostId, cancellationToken: CancellationToken.None),
            Throws.TypeOf<InterconnAnswerException>().With.Property(nameof(InterconnException.Code)).EqualTo(InterconnCodes.FieldRule));
    }

    private InterconnNode Node => own.Services.GetRequiredService<InterconnNode>();

    private InterconnClient Client => Node.CreateClient(HostId);

    private async Task StartHostAsync(string environment)
    {
        (host, string marked) = await SampleProcess.StartAsync(
            "NodeHost", "serves at ", environment, "--urls", "http://127.0.0.1:0", "--contentRoot", folder);
        address = new Uri(marked);
    }

    private async Task StartOwnAsync(ISigningKey key)
    {
        own = await TestNode.StartAsync(
            options =>
            {
                options.Node.NodeId = TestNode.CallerId;
                options.Node.InstId = "JG01";
                options.Node.Name = "node";
                options.Node.Institution = "institution";
                options.Node.System = "test";
                options.Node.SystemVersion = "1.0";
                options.SigningKey = key;
                options.PermitKey = TestKeys.CallerKey;
                options.OfferedAddresses.PrivateNetworks.Add("127.0.0.0/8");
                options.OfferedAddresses.Ports.Add(0);
            },
            builder => builder.AddNode().AddSm2());
        own.Services.GetRequiredService<IOptions<InterconnOptions>>().Value.Node.Address = own.Address;
    }

    private async Task<ContractRecord> MeetAsync()
    {
        NodeInfo found = await own.Clients.Create(HostId, address).Nodes.QueryNodeAsync(new NodeQuery { NodeId = HostId });
        Assert.That(found.NodeId, Is.EqualTo(HostId));

        using var http = new HttpClient();
        string page = await http.GetStringAsync(address);
        string fingerprint = page.Split('\n').First(line => line.StartsWith("key", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        ContractRecord contract = await Node.Contracts.ApplyAsync(address, HostId, fingerprint.Trim(), cancellationToken: CancellationToken.None);
        return await Node.Contracts.WaitForDecisionAsync(HostId, contract.ContractId, CancellationToken.None);
    }
}
