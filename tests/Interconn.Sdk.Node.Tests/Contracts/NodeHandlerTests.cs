using System.Text.Json;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Node.Tests.Contracts;

/// <summary>3.6 and 3.7.</summary>
public sealed class NodeHandlerTests
{
    private NodeUnderTest node = null!;

    [SetUp]
    public async Task StartAsync() => node = await NodeUnderTest.StartAsync();

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task NodeQuery_TellsWhoThisNodeIs_ToAnybody()
    {
        NodeIdentity self = node.Service<LocalNode>().Options.Node;
        self.Description = "what it is for";
        WireAnswer answer = await node.As("ANYBODY", TestKeys.StrangerKey).GetAsync(Target(TestNode.HolderId));
        NodeInfo info = answer.Envelope!.Value.GetProperty("data").Deserialize(InterconnJson.Context.NodeInfo)!;
        Assert.That(info, Is.EqualTo(new NodeInfo
        {
            NodeId = TestNode.HolderId,
            Name = self.Name,
            Address = node.Node.Address.OriginalString,
            Description = "what it is for",
            InstId = self.InstId,
            Institution = self.Institution,
            System = self.System,
            SystemVersion = self.SystemVersion,
        }));
    }

    [Test]
    public async Task NodeQuery_OfAnotherNode_IsNotFound() =>
        Assert.That((await node.As().GetAsync(Target(NodeUnderTest.PartnerId))).Verdict, Is.EqualTo("404/40401"));

    [Test]
    public async Task NodeQuery_WithoutAnAddress_IsNotServed_AndTheLogNamesTheOption()
    {
        node.Service<LocalNode>().Options.Node.Address = null;
        Assert.That((await node.As().GetAsync(Target(TestNode.HolderId))).Verdict, Is.EqualTo("501/50101"));
        await node.Node.Logs.WaitForAsync(entry => entry.Message.Contains("Interconn:Node:Address", StringComparison.Ordinal));
    }

    [Test]
    public async Task Health_IsOk_ForPartnersOnly()
    {
        await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder);
        WireAnswer answer = await node.As().GetAsync(InterconnEndpoints.CheckHealth.Path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Envelope!.Value.GetProperty("data").GetProperty("status").GetString(), Is.EqualTo("ok"));
            Assert.That((await node.As("ANYBODY", TestKeys.StrangerKey).GetAsync(InterconnEndpoints.CheckHealth.Path)).Verdict, Is.EqualTo("401/40101"));
        }
    }

    private static string Target(string nodeId) => $"{InterconnEndpoints.QueryNode.Path}?node_id={nodeId}";
}
