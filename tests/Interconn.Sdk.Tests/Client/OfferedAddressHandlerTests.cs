using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Client;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Tests.Client;

/// <summary>What the host does to the client of all partners holds for checked calls too, and does not undo the check.</summary>
public sealed class OfferedAddressHandlerTests
{
    private ScriptedPartner partner = null!;

    [SetUp]
    public void Start() => partner = ScriptedPartner.Start(ScriptedAnswer.Json("""{"code":0,"data":{"status":"ok"}}"""));

    [TearDown]
    public async Task StopAsync() => await partner.DisposeAsync();

    [Test]
    public async Task Check_HandlersOfTheHost_AreInBothClientsOnce()
    {
        await using TestClient client = Client(
            build: builder =>
            {
                builder.Services.ConfigureHttpClientDefaults(all => all.AddHttpMessageHandler(() => new MarkingHandler("x-all")));
                builder.HttpClient.AddHttpMessageHandler(() => new MarkingHandler("x-own"))
                    .ConfigureHttpClient(http => http.DefaultRequestHeaders.Add("x-client", "1"));
            },
            isAllowed: true);
        await CallBothAsync(client);
        Assert.That(partner.Requests, Has.Count.EqualTo(2));
        foreach (ReceivedRequest request in partner.Requests)
        {
            Assert.That((request["x-all"], request["x-own"], request["x-client"]), Is.EqualTo(("1", "1", "1")));
            Assert.That(request.IsSignedBy(TestKeys.CallerKey), Is.True);
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task N79_PrimaryHandlerOfTheHosts_IsCheckedToo(bool isWrapped)
    {
        Action<InterconnBuilder> build = builder => builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() =>
        {
            var sockets = new SocketsHttpHandler { AllowAutoRedirect = false };
            return isWrapped ? new MarkingHandler("x-own") { InnerHandler = sockets } : sockets;
        });
        await using TestClient client = Client(build);
        InterconnTransportException fault = Assert.ThrowsAsync<InterconnTransportException>(() => client.Api.Nodes.CheckHealthAsync())!;
        Assert.That(fault.Message, Does.Contain("OfferedAddresses.PrivateNetworks"));
        Assert.That(partner.Connections, Is.Zero);
        await using TestClient allowed = Client(build, isAllowed: true);
        Assert.That((await allowed.Api.Nodes.CheckHealthAsync()).Status, Is.EqualTo("ok"));
    }

    [Test]
    public async Task N79_PrimaryHandlerThatCannotBeChecked_IsNotUsed()
    {
        await using TestClient client = Client(
            builder => builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { AllowAutoRedirect = false }), isAllowed: true);
        Assert.That(
            Assert.ThrowsAsync<InvalidOperationException>(() => client.Api.Nodes.CheckHealthAsync())!.Message,
            Does.Contain(nameof(SocketsHttpHandler)).And.Contain(nameof(HttpClientHandler)).And.Contain("OfferedAddresses"));
        Assert.That(partner.Connections, Is.Zero);
    }

    [Test]
    public async Task N79_PrimaryHandlerThatIsInUseAlready_IsNotUsed()
    {
        using var shared = new SocketsHttpHandler { AllowAutoRedirect = false };
        await using TestClient client = Client(builder => builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => shared), isAllowed: true);
        await Configured(client).Nodes.CheckHealthAsync();
        Assert.That(
            Assert.ThrowsAsync<InvalidOperationException>(() => client.Api.Nodes.CheckHealthAsync())!.Message, Does.Contain("new handler"));
        Assert.That(partner.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Check_ConnectCallbackOfTheHosts_StaysWhatItIs()
    {
        int connected = 0;
        await using TestClient client = Client(builder => builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            ConnectCallback = async (context, token) =>
            {
                Interlocked.Increment(ref connected);
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        }));
        Assert.That((await client.Api.Nodes.CheckHealthAsync()).Status, Is.EqualTo("ok"));
        Assert.That(connected, Is.EqualTo(1));
    }

    // A client certificate, a trust of one's own: what is set on the host's handler serves the checked connections.
    [Test]
    public async Task Check_OverTls_KeepsTheSettingsOfTheHandler([Values] bool isTrusted)
    {
        using X509Certificate2 certificate = SelfSigned();
        await using var secure = ScriptedPartner.Start(_ => ScriptedAnswer.Json("""{"code":0,"data":{"status":"ok"}}"""), certificate);
        await using TestClient client = Client(
            builder => builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() =>
            {
                var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
                if (isTrusted)
                {
                    handler.SslOptions.RemoteCertificateValidationCallback = (_, offered, _, _) =>
                        offered?.GetCertHashString(HashAlgorithmName.SHA256) == certificate.GetCertHashString(HashAlgorithmName.SHA256);
                }

                return handler;
            }),
            isAllowed: true,
            secure.Address);
        Assert.That(
            () => client.Api.Nodes.CheckHealthAsync(), isTrusted ? Throws.Nothing : Throws.InstanceOf<InterconnTransportException>());
        Assert.That(secure.Requests, Has.Count.EqualTo(isTrusted ? 1 : 0));
    }

    [Test]
    public async Task N79_ProxyOfTheEnvironment_SeesNothing([Values] bool hasOwnHandler)
    {
        await using var proxy = ScriptedPartner.Start(ScriptedAnswer.Json("""{"code":0,"data":{"status":"ok"}}"""));
        IWebProxy before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(proxy.Address) { BypassProxyOnLocal = false };
        try
        {
            await using TestClient client = Client(
                builder =>
                {
                    if (hasOwnHandler)
                    {
                        builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
                    }
                },
                isAllowed: true);
            await client.Api.Nodes.CheckHealthAsync();
            if (!hasOwnHandler)
            {
                await Configured(client).Nodes.CheckHealthAsync();
            }

            Assert.That(proxy.Connections, Is.Zero);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    // HTTP/3 does not connect by the callback, and an answer (Alt-Svc) could name where to.
    [TestCase("3.0", HttpVersionPolicy.RequestVersionExact, "2.0", HttpVersionPolicy.RequestVersionExact)]
    [TestCase("3.0", HttpVersionPolicy.RequestVersionOrLower, "2.0", HttpVersionPolicy.RequestVersionOrLower)]
    [TestCase("1.1", HttpVersionPolicy.RequestVersionOrHigher, "1.1", HttpVersionPolicy.RequestVersionOrLower)]
    [TestCase("1.1", HttpVersionPolicy.RequestVersionExact, "1.1", HttpVersionPolicy.RequestVersionExact)]
    public async Task N79_RequestOfTheHostsForAnotherVersion_StaysOnCheckedConnections(
        string version, HttpVersionPolicy policy, string expectedVersion, HttpVersionPolicy expectedPolicy)
    {
        var seen = new List<(Version Version, HttpVersionPolicy Policy)>();
        await using TestClient client = Client(
            builder => builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => new VersionHandler(seen) { InnerHandler = new SocketsHttpHandler() }),
            isAllowed: true);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/data", UriKind.Relative)) { Version = new Version(version), VersionPolicy = policy };
        using HttpResponseMessage answer = await client.Api.SendAsync(request);
        Assert.That(seen, Is.EqualTo(new[] { (new Version(expectedVersion), expectedPolicy) }));
    }

    [Test]
    public async Task Check_Recipe_IsThatOfTheOtherClient()
    {
        await using TestClient client = Client(builder => builder.HttpClient.SetHandlerLifetime(TimeSpan.FromMinutes(7)));
        var options = client.Services.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>();
        Assert.That(options.Get(InterconnClientFactory.CheckedHttpClientName).HandlerLifetime, Is.EqualTo(TimeSpan.FromMinutes(7)));
    }

    private static InterconnClient Configured(TestClient client) => client.Services.GetRequiredService<InterconnClientFactory>().Create("configured");

    private static async Task CallBothAsync(TestClient client)
    {
        await client.Api.Nodes.CheckHealthAsync();
        await Configured(client).Nodes.CheckHealthAsync();
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    /// <summary>Two partners at one address: one whose own word it is, and one of the host's configuration.</summary>
    private TestClient Client(Action<InterconnBuilder>? build = null, bool isAllowed = false, Uri? address = null)
    {
        TestClient client = partner.Client(
            options =>
            {
                if (isAllowed)
                {
                    options.OfferedAddresses.PrivateNetworks.Add("127.0.0.0/8");
                }
            },
            build);
        InMemoryPartnerDirectory directory = client.Services.GetRequiredService<InMemoryPartnerDirectory>();
        directory.Set(new Partner { NodeId = TestNode.HolderId, Address = address ?? partner.Address, IsAddressOffered = true });
        directory.Set(new Partner { NodeId = "configured", Address = address ?? partner.Address });
        return client;
    }

    private sealed class MarkingHandler(string header) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add(header, "1");
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class VersionHandler(List<(Version Version, HttpVersionPolicy Policy)> seen) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add((request.Version, request.VersionPolicy));
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
