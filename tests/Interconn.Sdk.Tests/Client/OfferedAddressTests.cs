using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Interconn.Sdk.Client;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Interconn.Sdk.Tests.Client;

/// <summary>Calls to an address that is the partner's own word: what it resolves to is judged when it is connected to.</summary>
public sealed class OfferedAddressTests
{
    private const string Inside = "partner.example";
    private static readonly IPAddress Second = IPAddress.Parse("127.0.0.2");

    private readonly ScriptedResolver resolver = new();
    private ScriptedPartner partner = null!;

    [SetUp]
    public void Start()
    {
        resolver.Clear();
        partner = ScriptedPartner.Start(ScriptedAnswer.Json("""{"code":0,"data":{"status":"ok"}}"""));
    }

    [TearDown]
    public async Task StopAsync() => await partner.DisposeAsync();

    [TestCase("127.0.0.1")]
    [TestCase("169.254.169.254")]
    [TestCase("::1")]
    [TestCase("::ffff:127.0.0.1")]
    [TestCase("64:ff9b::7f00:1")]
    [TestCase("0.0.0.0")]
    [TestCase("10.0.0.1")]
    public async Task N79_NameThatLeadsInside_IsNotConnectedToAndNotTriedAgain(string address)
    {
        resolver.Answer(IPAddress.Parse(address));
        await using TestClient client = Client(Inside);
        InterconnTransportException fault = Assert.ThrowsAsync<InterconnTransportException>(() => client.Api.Nodes.CheckHealthAsync())!;
        Assert.That(fault.Message, Does.Contain("not allowed").And.Contain("OfferedAddresses.PrivateNetworks").And.Contain(Inside));
        Assert.That(partner.Connections, Is.Zero);
        Assert.That(resolver.Asked, Is.EqualTo(new[] { Inside }));
    }

    [TestCase("127.0.0.1")]
    [TestCase("[::1]")]
    [TestCase("[::ffff:127.0.0.1]")]
    public async Task N79_NumberThatIsNotPublic_IsNotConnectedTo(string host)
    {
        await using TestClient client = Client(host);
        InterconnTransportException fault = Assert.ThrowsAsync<InterconnTransportException>(() => client.Api.Nodes.CheckHealthAsync())!;
        Assert.That(fault.Message, Does.Contain("OfferedAddresses.PrivateNetworks"));
        Assert.That(partner.Connections, Is.Zero);
        Assert.That(resolver.Asked, Is.Empty);
    }

    // The port is the same, so that only the address keeps the second call away.
    [Test]
    public async Task N79_NameThatAnswersDifferentlyTheSecondTime_GainsNothing()
    {
        await using var closing = ScriptedPartner.Start(
            ScriptedAnswer.Of(200, """{"code":0,"data":{"status":"ok"}}"""u8.ToArray(), "Content-Type: application/json", "Connection: close"));
        using TcpListener insideOfClosing = Listen(Second, closing.Address.Port);
        resolver.Answer(IPAddress.Loopback).Answer(Second);
        await using TestClient client = Client(Inside, options => options.OfferedAddresses.PrivateNetworks.Add("127.0.0.1/32"), closing);
        Assert.That((await client.Api.Nodes.CheckHealthAsync()).Status, Is.EqualTo("ok"));
        Assert.That(
            Assert.ThrowsAsync<InterconnTransportException>(() => client.Api.Nodes.CheckHealthAsync())!.Message, Does.Contain("127.0.0.2"));
        Assert.That(insideOfClosing.Pending(), Is.False);
        Assert.That(resolver.Asked, Has.Count.EqualTo(2), "Once for each connection: what was looked up is what is connected to.");
    }

    [Test]
    public async Task N79_OfSeveralAddresses_OnlyThoseThatAreAllowedAreConnectedTo()
    {
        using TcpListener inside = Listen(Second, partner.Address.Port);
        resolver.Answer(Second, IPAddress.Parse("::ffff:127.0.0.2"), IPAddress.Loopback);
        await using TestClient client = Client(Inside, options => options.OfferedAddresses.PrivateNetworks.Add("127.0.0.1/32"));
        Assert.That((await client.Api.Nodes.CheckHealthAsync()).Status, Is.EqualTo("ok"));
        Assert.That(inside.Pending(), Is.False);
        Assert.That(partner.Requests.Single()["Host"], Is.EqualTo($"{Inside}:{partner.Address.Port}"));
    }

    // The pool of the framework is one per host and port: what one call opened, another would take.
    [Test]
    public async Task N79_ConnectionOfACallToAConfiguredAddress_IsNotLentToOneThatIsChecked()
    {
        await using TestClient client = partner.Client(configure: Open, build: Resolve);
        Directory(client).Set(new Partner { NodeId = "trusted", Address = At("localhost") });
        Directory(client).Set(new Partner { NodeId = "stranger", Address = At("localhost"), IsAddressOffered = true });
        resolver.Answer(IPAddress.Loopback);
        InterconnClientFactory clients = client.Services.GetRequiredService<InterconnClientFactory>();
        await clients.Create("trusted").Nodes.CheckHealthAsync();
        Assert.ThrowsAsync<InterconnTransportException>(() => clients.Create("stranger").Nodes.CheckHealthAsync());
        Assert.That(partner.Requests.Select(request => request["x-target-node-id"]), Is.EqualTo(new[] { "trusted" }));
        await clients.Create("trusted").Nodes.CheckHealthAsync();
        Assert.That(partner.Connections, Is.EqualTo(1), "The connection was there to be taken.");
    }

    [Test]
    public async Task Call_ToAnAddressOfTheHosts_IsNotChecked([Values] bool isGivenToTheFactory)
    {
        await using TestClient client = partner.Client(configure: Open, build: Resolve);
        Directory(client).Set(new Partner { NodeId = "node", Address = At("localhost"), IsAddressOffered = isGivenToTheFactory });
        InterconnClientFactory clients = client.Services.GetRequiredService<InterconnClientFactory>();
        InterconnClient node = isGivenToTheFactory ? clients.Create("node", At("localhost")) : clients.Create("node");
        Assert.That((await node.Nodes.CheckHealthAsync()).Status, Is.EqualTo("ok"));
        Assert.That(resolver.Asked, Is.Empty);
    }

    [TestCase("http://partner.example")]
    [TestCase("http://10.0.0.1")]
    [TestCase("http://93.184.216.34")]
    public async Task N79_PlainHttpBeyondLoopback_IsRefusedBeforeAnythingIsLookedUp(string address)
    {
        await using TestClient client = partner.Client(build: Resolve);
        Directory(client).Set(new Partner { NodeId = TestNode.HolderId, Address = new Uri(address), IsAddressOffered = true });
        Assert.That(
            Assert.ThrowsAsync<InvalidOperationException>(() => client.Api.Nodes.CheckHealthAsync())!.Message, Does.Contain("AllowPlainHttp"));
        Assert.That(resolver.Asked, Is.Empty);
    }

    [Test]
    public async Task Call_NameThatIsNotFound_IsATransportException([Values] bool throws)
    {
        if (!throws)
        {
            resolver.Answer();
        }

        await using TestClient client = Client(Inside);
        Assert.ThrowsAsync<InterconnTransportException>(() => client.Api.Nodes.CheckHealthAsync());
        Assert.That(resolver.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task N80_RedirectOfACheckedCall_IsNotFollowed()
    {
        await using var elsewhere = ScriptedPartner.Start(ScriptedAnswer.Json("{}"));
        await using var turning = ScriptedPartner.Start(ScriptedAnswer.Of(307, [], $"Location: {elsewhere.Address}"));
        resolver.Answer(IPAddress.Loopback);
        await using TestClient client = Client(Inside, AllowLoopback, turning);
        Assert.That(
            Assert.ThrowsAsync<InterconnProtocolException>(() => client.Api.Nodes.CheckHealthAsync())!.HttpStatus, Is.EqualTo(307));
        Assert.That(elsewhere.Connections, Is.Zero);
    }

    private static void AllowLoopback(InterconnOptions options) => options.OfferedAddresses.PrivateNetworks.Add("127.0.0.1/32");

    private static void Open(InterconnOptions options) => options.AllowPlainHttp = true;

    private static TcpListener Listen(IPAddress address, int port = 0)
    {
        var listener = new TcpListener(address, port);
        listener.Start();
        return listener;
    }

    private static InMemoryPartnerDirectory Directory(TestClient client) => client.Services.GetRequiredService<InMemoryPartnerDirectory>();

    private Uri At(string host, ScriptedPartner? at = null) => new($"http://{host}:{(at ?? partner).Address.Port}");

    private void Resolve(InterconnBuilder builder) => builder.Services.Replace(ServiceDescriptor.Singleton<IHostResolver>(resolver));

    /// <summary>A client of a partner that says of itself that it is at a host.</summary>
    private TestClient Client(string host, Action<InterconnOptions>? configure = null, ScriptedPartner? at = null)
    {
        TestClient client = partner.Client(
            options =>
            {
                Open(options);
                configure?.Invoke(options);
            },
            Resolve);
        Directory(client).Set(new Partner { NodeId = TestNode.HolderId, Address = At(host, at), IsAddressOffered = true });
        return client;
    }

    private sealed class ScriptedResolver : IHostResolver
    {
        private readonly ConcurrentQueue<IPAddress[]> answers = new();
        private readonly ConcurrentQueue<string> asked = new();

        public IReadOnlyCollection<string> Asked => asked;

        public ScriptedResolver Answer(params IPAddress[] addresses)
        {
            answers.Enqueue(addresses);
            return this;
        }

        public void Clear()
        {
            answers.Clear();
            asked.Clear();
        }

        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
        {
            asked.Enqueue(host);
            return answers.TryDequeue(out IPAddress[]? addresses)
                ? Task.FromResult(addresses)
                : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));
        }
    }
}
