using Interconn.Sdk.Client;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Tests.Client;

/// <summary>One factory, many partners, some of them not known at start-up.</summary>
public sealed class PartnersOfAClientTests
{
    private const SignatureEncoding Fixed = SignatureEncoding.FixedWidth;
    private const SignatureEncoding Der = SignatureEncoding.Der;
    private static readonly byte[] Healthy = ScriptedAnswer.Json("""{"code":0,"msg":"","data":{"status":"ok"}}""");
    private ScriptedPartner first = null!;
    private ScriptedPartner second = null!;

    [SetUp]
    public void StartPartners()
    {
        first = ScriptedPartner.Start(Healthy);
        second = ScriptedPartner.Start(Healthy);
    }

    [TearDown]
    public async Task StopPartners()
    {
        await first.DisposeAsync();
        await second.DisposeAsync();
    }

    [Test]
    public async Task Create_SeveralPartners_CallsGoToTheirOwnAddresses()
    {
        await using TestClient client = first.Client(
            options => options.Partners.Add(new PartnerOptions { NodeId = "second", Address = second.Address, Compatibility = new(SignatureEncoding: Fixed) }));
        InterconnClient other = client.Services.GetRequiredService<InterconnClientFactory>().Create("second");
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => (i % 2 == 0 ? client.Api : other).Nodes.CheckHealthAsync()));
        Assert.Multiple(() =>
        {
            Assert.That(first.Requests.Select(request => request["x-target-node-id"]), Is.All.EqualTo(TestNode.HolderId).And.Exactly(30).Items);
            Assert.That(second.Requests.Select(request => request["x-target-node-id"]), Is.All.EqualTo("second").And.Exactly(30).Items);
            Assert.That(first.Requests, Has.All.Matches<ReceivedRequest>(request => request.IsSignedBy(TestKeys.CallerKey)));
            Assert.That(second.Requests, Has.All.Matches<ReceivedRequest>(request => request.IsSignedBy(TestKeys.CallerKey, isFixedWidth: true)));
        });
    }

    [Test]
    public async Task Create_WithAnAddress_NeedsNoPartner()
    {
        await using TestClient client = first.Client();
        InterconnClient stranger = client.Services.GetRequiredService<InterconnClientFactory>().Create("stranger", second.Address);
        await stranger.Nodes.CheckHealthAsync();
        Assert.That(stranger.PartnerNodeId, Is.EqualTo("stranger"));
        Assert.That(second.Requests.Single()["x-target-node-id"], Is.EqualTo("stranger"));
        Assert.That(second.Requests.Single().IsSignedBy(TestKeys.CallerKey), Is.True);
    }

    [Test]
    public async Task Create_PartnerKnownLater_IsFoundWhenItIsCalled()
    {
        await using TestClient client = first.Client();
        InterconnClient later = client.Services.GetRequiredService<InterconnClientFactory>().Create("later");
        Assert.That(
            Assert.ThrowsAsync<InvalidOperationException>(() => later.Nodes.CheckHealthAsync())!.Message,
            Does.Contain("later").And.Contain("InterconnClientFactory.Create").And.Contain("Partners"));
        InMemoryPartnerDirectory directory = client.Services.GetRequiredService<InMemoryPartnerDirectory>();
        directory.Set(new Partner { NodeId = "later", Address = first.Address });
        await later.Nodes.CheckHealthAsync();
        directory.Set(new Partner { NodeId = "later", Address = second.Address, SigningKey = TestKeys.CallerRsaKey });
        await later.Nodes.CheckHealthAsync();
        Assert.That(first.Requests.Single().IsSignedBy(TestKeys.CallerKey), Is.True);
        Assert.That(second.Requests.Single().IsSignedBy(TestKeys.CallerRsaKey), Is.True, "The key that this partner has acknowledged.");
    }

    [TestCase("")]
    [TestCase("a b")]
    [TestCase("a\nb")]
    [TestCase("节点")]
    public async Task Create_IllFormedId_IsMisuse(string nodeId)
    {
        await using TestClient client = first.Client();
        Assert.That(() => client.Services.GetRequiredService<InterconnClientFactory>().Create(nodeId), Throws.InstanceOf<ArgumentException>());
    }

    [TestCase("/relative")]
    [TestCase("ftp://127.0.0.1/")]
    [TestCase("http://user:secret@127.0.0.1/")]
    public async Task Create_IllFormedAddress_IsMisuse(string address)
    {
        await using TestClient client = first.Client();
        InterconnClientFactory factory = client.Services.GetRequiredService<InterconnClientFactory>();
        Assert.That(() => factory.Create("stranger", new Uri(address, UriKind.RelativeOrAbsolute)), Throws.InstanceOf<ArgumentException>());
    }

    [TestCase("relative", "not absolute")]
    [TestCase("ftp://127.0.0.1/", "neither http nor https")]
    [TestCase("file:///etc/hosts", "neither http nor https")]
    [TestCase("http://node.example/", "plain http beyond loopback")]
    public async Task Call_DirectoryWithAnAddressThatIsNone_NamesThePartnerAndTheFault(string address, string fault)
    {
        await using TestClient client = first.Client();
        client.Services.GetRequiredService<InMemoryPartnerDirectory>().Set(
            new Partner { NodeId = TestNode.HolderId, Address = new Uri(address, UriKind.RelativeOrAbsolute) });
        Assert.That(
            Assert.ThrowsAsync<InvalidOperationException>(() => client.Api.Nodes.CheckHealthAsync())!.Message,
            Does.Contain(TestNode.HolderId).And.Contain(fault));
    }

    [TestCase(true, true, true)]
    [TestCase(false, false, true)]
    [TestCase(true, false, false)]
    [TestCase(false, true, false)]
    public async Task FixedWidth_BetweenTwoNodes_HoldsWhereBothAgreeOnIt(bool caller, bool holder, bool agree)
    {
        PartnerOptions partner = TestNode.Partner();
        partner.Compatibility = new(SignatureEncoding: holder ? Fixed : Der);
        await using TestNode node = await TestNode.StartAsync(options => options.Partners.Add(partner), builder => builder.AddHandler<CatalogHandler>());
        await using TestClient client = node.ClientAs(
            configure: options => options.Partners[0].Compatibility = new(SignatureEncoding: caller ? Fixed : Der));
        if (agree)
        {
            Assert.That((await client.Api.Nodes.CheckHealthAsync()).Status, Is.EqualTo("ok"));
        }
        else
        {
            Assert.That(
                Assert.ThrowsAsync<InterconnAnswerException>(() => client.Api.Nodes.CheckHealthAsync())!.Code, Is.EqualTo(InterconnCodes.NotAuthenticated));
        }
    }
}
