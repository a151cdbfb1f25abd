using System.Net;
using Interconn.Sdk.Client;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Tests.Named;

/// <summary>Several nodes in one host: each with its id, its key, its partners and its store, at one address or at several.</summary>
public sealed class NamedNodeTests
{
    [Test]
    public async Task TwoNodes_AtOneAddress_HaveContractsKeysAndDatasetsOfTheirOwn()
    {
        await using PartnerNode partner = await PartnerNode.StartAsync();
        await using SharedHost host = await SharedHost.StartAsync();
        ContractRecord withBank = await host.ContractAsync(partner, SharedHost.BankId);
        ContractRecord withTelecom = await host.ContractAsync(partner, SharedHost.TelecomId);

        Assert.That(await SharedHost.DatasetsAsync(partner, withBank), Is.EqualTo(new[] { "ds-bank" }));
        Assert.That(await SharedHost.DatasetsAsync(partner, withTelecom), Is.EqualTo(new[] { "ds-telecom" }));
        Assert.That(await host.BankNode.Contracts.FindAsync(partner.NodeId, withBank.ContractId), Is.Not.Null);
        Assert.That(await host.BankNode.Contracts.FindAsync(partner.NodeId, withTelecom.ContractId), Is.Null);
        Assert.That(await host.TelecomNode.Contracts.FindAsync(partner.NodeId, withBank.ContractId), Is.Null);
    }

    [Test]
    public async Task TwoNodes_AsClients_SignAsThemselves()
    {
        await using PartnerNode partner = await PartnerNode.StartAsync();
        await using SharedHost host = await SharedHost.StartAsync();
        foreach (InterconnNode node in new[] { host.BankNode, host.TelecomNode })
        {
            ContractRecord applied = await node.Contracts.ApplyAsync(partner.Address, partner.NodeId, partner.Fingerprint);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            ContractRecord contract = await node.Contracts.WaitForDecisionAsync(partner.NodeId, applied.ContractId, patience.Token);
            Assert.That(contract.PartnerNodeId, Is.EqualTo(partner.NodeId));
            Assert.That(await partner.Node.Contracts.FindAsync(node.NodeId, applied.ContractId), Is.Not.Null, "under the node's own id");
        }
    }

    [Test]
    public async Task Call_ForANodeThatIsNotThere_IsRefusedAsForAWrongTarget()
    {
        await using SharedHost host = await SharedHost.StartAsync();
        await using ServiceProvider caller = CallerOf(host.Address, "ZZ0100001100000000");
        InterconnClient client = caller.GetRequiredService<InterconnClientFactory>().Create("ZZ0100001100000000");
        InterconnException refused = Assert.ThrowsAsync<InterconnAnswerException>(() => client.Nodes.CheckHealthAsync())!;
        Assert.That(refused.Code, Is.EqualTo(InterconnCodes.NotAuthenticated));
    }

    [Test]
    public async Task TwoNodes_UnderPathBases_AreFoundThere()
    {
        await using PartnerNode partner = await PartnerNode.StartAsync();
        await using SharedHost host = await SharedHost.StartAsync(
            bank: builder => builder.Services.Configure<InterconnOptions>(options => options.Node.Address = new Uri("http://127.0.0.1/bank")),
            telecom: builder => builder.Services.Configure<InterconnOptions>(options => options.Node.Address = new Uri("http://127.0.0.1/telecom")));
        ContractRecord withBank = await host.ContractAsync(partner, SharedHost.BankId, new Uri(host.Address, "/bank"));
        ContractRecord withTelecom = await host.ContractAsync(partner, SharedHost.TelecomId, new Uri(host.Address, "/telecom"));
        Assert.That(await SharedHost.DatasetsAsync(partner, withBank), Is.EqualTo(new[] { "ds-bank" }));
        Assert.That(await SharedHost.DatasetsAsync(partner, withTelecom), Is.EqualTo(new[] { "ds-telecom" }));
    }

    [Test]
    public async Task TwoNodes_MappedApartByHostName_AreFoundUnderTheirNameAlone()
    {
        await using PartnerNode partner = await PartnerNode.StartAsync();
        await using SharedHost host = await SharedHost.StartAsync(map: app =>
        {
            app.MapInterconn(SharedHost.Bank).RequireHost("127.0.0.1");
            app.MapInterconn(SharedHost.Telecom).RequireHost("telecom.example.com");
        });
        Assert.That(await SharedHost.DatasetsAsync(partner, await host.ContractAsync(partner, SharedHost.BankId)), Is.EqualTo(new[] { "ds-bank" }));
        Assert.ThrowsAsync<InterconnAnswerException>(() => host.ContractAsync(partner, SharedHost.TelecomId));
    }

    [Test]
    public async Task NamedNode_BesideOneWithoutAName_IsAnotherNode()
    {
        await using PartnerNode partner = await PartnerNode.StartAsync();
        await using SharedHost host = await SharedHost.StartAsync(
            host: builder => builder.Services.AddInterconn(options => (options.Node.NodeId, options.SigningKey) = (TestNode.HolderId, TestKeys.StrangerKey)).AddNode(),
            map: app =>
            {
                app.MapInterconn(SharedHost.Bank);
                app.MapGroup("/own").MapInterconn();
            });
        Assert.That(host.Services.GetRequiredService<InterconnNode>().NodeId, Is.EqualTo(TestNode.HolderId));
        Assert.That(host.BankNode.NodeId, Is.EqualTo(SharedHost.BankId));
        Assert.That(await SharedHost.DatasetsAsync(partner, await host.ContractAsync(partner, SharedHost.BankId)), Is.EqualTo(new[] { "ds-bank" }));
    }

    [Test]
    public async Task Guard_ForANode_TakesItsPartnersAndItsPermitsAlone()
    {
        await using PartnerNode partner = await PartnerNode.StartAsync();
        await using SharedHost host = await SharedHost.StartAsync(map: app =>
        {
            app.MapInterconn(SharedHost.Bank, SharedHost.Telecom);
            app.MapPost("/bank/{id}", (string id) => id).RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "id", node: SharedHost.Bank);
            app.MapPost("/telecom/{id}", (string id) => id).RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "id", node: SharedHost.Telecom);
        });
        ContractRecord contract = await host.ContractAsync(partner, SharedHost.BankId);
        await host.ContractAsync(partner, SharedHost.TelecomId);
        ResourcePermit permit = await host.Services.GetRequiredKeyedService<PermitIssuer>(SharedHost.Bank).IssueAsync(
            new PermitGrant
            {
                ResourceType = ResourceType.Dataset,
                ResourceId = "ds-bank",
                UserNodeId = partner.NodeId,
                UserInstId = "JG01",
                ContractId = contract.ContractId,
            },
            default);

        Assert.That(await ReadAsync(partner, SharedHost.BankId, "/bank/ds-bank", permit), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await ReadAsync(partner, SharedHost.TelecomId, "/telecom/ds-bank", permit), Is.EqualTo(HttpStatusCode.Forbidden), "a permit of the bank");
        Assert.That(await ReadAsync(partner, SharedHost.BankId, "/telecom/ds-bank", permit), Is.EqualTo(HttpStatusCode.Unauthorized), "a call to the bank");
    }

    private static async Task<HttpStatusCode> ReadAsync(PartnerNode partner, string nodeId, string path, ResourcePermit permit)
    {
        InterconnClient client = partner.Node.CreateClient(nodeId).With(new InterconnCallOptions { Permits = [permit] });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        using HttpResponseMessage answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>The services of a console application that calls a node.</summary>
    internal static ServiceProvider CallerOf(Uri address, string target)
    {
        var services = new ServiceCollection();
        services.AddInterconn(options =>
        {
            options.Node.NodeId = TestNode.CallerId;
            options.SigningKey = TestKeys.CallerKey;
            options.Partners.Add(new PartnerOptions { NodeId = target, Address = address });
        });
        return services.BuildServiceProvider();
    }
}
