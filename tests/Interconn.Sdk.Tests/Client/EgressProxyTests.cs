using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Interconn.Sdk.Client;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Tests.Client;

/// <summary>Calls that leave through an egress proxy: what it is told, what it sees, and what it can do to a call.</summary>
public sealed class EgressProxyTests
{
    private const string Name = "partner.example";
    private const string Public = "93.184.216.34";
    private static readonly byte[] Ok = ScriptedAnswer.Json("""{"code":0,"data":{"status":"ok"}}""");

    private readonly LogCollector logs = new();
    private ScriptedPartner partner = null!;

    [SetUp]
    public void Start()
    {
        logs.Clear();
        partner = ScriptedPartner.Start(Ok);
    }

    [TearDown]
    public async Task StopAsync() => await partner.DisposeAsync();

    [OneTimeTearDown]
    public void DropLogs() => logs.Dispose();

    // The proxy would look a name up anew, and find what nobody has checked.
    [TestCase(Public, Public)]
    [TestCase("2606:2800:220:1:248:1893:25c8:1946", "[2606:2800:220:1:248:1893:25c8:1946]")]
    [TestCase("::ffff:" + Public, Public)]
    public async Task N79_CheckedCall_GivesTheProxyTheAddressThatWasCheckedAndNotTheName(string found, string told)
    {
        await using var proxy = ScriptedProxy.To(partner.Address);
        await using TestClient client = Client(proxy, found);
        Assert.That((await client.Api.Nodes.CheckHealthAsync()).Status, Is.EqualTo("ok"));
        Assert.That(proxy.Requests, Is.EqualTo(new[] { $"CONNECT {told}:8443 HTTP/1.1\r\nHost: {told}:8443\r\n\r\n" }));
        Assert.That(partner.Requests.Single()["Host"], Is.EqualTo($"{Name}:8443"));
        Assert.That(partner.Requests.Single().IsSignedBy(TestKeys.CallerKey), Is.True);
    }

    [TestCase("127.0.0.1")]
    [TestCase("169.254.169.254")]
    [TestCase("::1")]
    [TestCase("::ffff:10.0.0.1")]
    [TestCase("64:ff9b::7f00:1")]
    [TestCase("0.0.0.0")]
    public async Task N79_CheckedCallToAnAddressInside_DoesNotReachTheProxy(string found)
    {
        await using var proxy = ScriptedProxy.To(partner.Address);
        await using TestClient client = Client(proxy, found);
        Assert.That(FaultOf(client).Message, Does.Contain("OfferedAddresses.PrivateNetworks"));
        Assert.That(proxy.Requests, Is.Empty);
    }

    [Test]
    public async Task N79_OfSeveralAddresses_TheProxyIsAskedForTheAllowedOnesInTurn()
    {
        await using var proxy = ScriptedProxy.Start(target => target == "192.0.79.33:8443" ? partner.Address : null);
        await using TestClient client = Client(proxy, "10.0.0.1", Public, "192.0.79.33");
        Assert.That((await client.Api.Nodes.CheckHealthAsync()).Status, Is.EqualTo("ok"));
        Assert.That(proxy.Targets, Is.EqualTo(new[] { Public + ":8443", "192.0.79.33:8443" }));
    }

    [TestCase("partner.example", "partner.example:8443")]
    [TestCase("10.0.0.1", "10.0.0.1:8443")]
    [TestCase("[fd00::1]", "[fd00::1]:8443")]
    public async Task Call_ToAnAddressOfTheHosts_GivesTheProxyWhatTheHostWrote(string host, string told)
    {
        await using var proxy = ScriptedProxy.To(partner.Address);
        await using TestClient client = partner.Client(options => Use(proxy, options), Resolve());
        client.Services.GetRequiredService<InMemoryPartnerDirectory>().Set(new Partner { NodeId = TestNode.HolderId, Address = new Uri($"http://{host}:8443") });
        Assert.That((await client.Api.Nodes.CheckHealthAsync()).Status, Is.EqualTo("ok"));
        Assert.That(proxy.Targets, Is.EqualTo(new[] { told }));
    }

    [Test]
    public async Task N79_OverTls_TheCertificateIsHeldAgainstTheNameAndTheProxySeesNothing([Values] bool isTheName)
    {
        using X509Certificate2 certificate = TestTls.Server(isTheName ? Name : "other.example");
        await using var secure = ScriptedPartner.Start(_ => Ok, certificate);
        await using var proxy = ScriptedProxy.To(secure.Address);
        await using TestClient client = Client(proxy, [Public], "https", builder => builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => TestTls.Trusting(certificate)));
        Assert.That(() => client.Api.Nodes.CheckHealthAsync(), isTheName ? Throws.Nothing : Throws.InstanceOf<InterconnTransportException>());
        Assert.That(secure.Requests, Has.Count.EqualTo(isTheName ? 1 : 0));
        Assert.That(proxy.Targets, Is.EqualTo(new[] { Public + ":8443" }));
    }

    // The proxy's own certificate is judged by the machine's roots, and this one is under none of them.
    [Test]
    public async Task L88_ProxyWhoseCertificateDoesNotValidate_IsToldNothing()
    {
        using X509Certificate2 certificate = TestTls.Server("localhost");
        await using var proxy = ScriptedProxy.To(partner.Address, certificate);
        await using TestClient client = Client(proxy, [Public], change: options => Authenticate(options));
        Assert.That(FaultOf(client).Message, Does.Contain("egress proxy localhost"));
        Assert.That(proxy.Requests, Is.Empty);
        Assert.That(partner.Connections, Is.Zero);
    }

    [Test]
    public async Task L86_CredentialsOfTheProxy_GoToTheProxyOnly()
    {
        await using var proxy = ScriptedProxy.To(partner.Address);
        await using TestClient client = Client(proxy, [Public], change: options => Authenticate(options));
        await client.Api.Nodes.CheckHealthAsync();
        string basic = Convert.ToBase64String("node:p\u00e4ss:word"u8);
        Assert.That(proxy.Requests.Single(), Does.Contain($"\r\nProxy-Authorization: Basic {basic}\r\n"));
        Assert.That(partner.Requests.Single().Headers.Select(header => header.Key + header.Value), Has.None.Contains("roxy").And.None.Contains(basic));
        Assert.That(logs.Entries.Select(entry => $"{entry.Message} {entry.Exception}"), Has.None.Contains(basic).And.None.Contains("ss:word"));
    }

    public static IEnumerable<TestCaseData> HostileAnswers()
    {
        yield return Case("AsksForCredentials", "HTTP/1.1 407 Secret reason\r\nProxy-Authenticate: Basic realm=\"x\"\r\n\r\n", "407");
        yield return Case("BadGateway", "HTTP/1.1 502 Bad Gateway\r\n\r\n", "502");
        yield return Case("Redirect", "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\n\r\n", "302");
        yield return Case("Interim", "HTTP/1.1 100 Continue\r\n\r\n", "100");
        yield return Case("OtherSuccess", "HTTP/1.1 204 No Content\r\n\r\n", "204");
        yield return Case("Html", "<html><body>Please sign in</body></html>\r\n\r\n", "something else than HTTP/1.1");
        yield return Case("FourDigits", "HTTP/1.1 2000 OK\r\n\r\n", "something else than HTTP/1.1");
        yield return Case("OtherVersion", "HTTP/2.0 200 OK\r\n\r\n", "something else than HTTP/1.1");
        yield return Case("BytesBehind", "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "more than the header");
        yield return Case("HeaderWithoutEnd", "HTTP/1.1 200 OK\r\nX: " + new string('x', 9000), "more than 8192 bytes");

        static TestCaseData Case(string name, string answer, string fault) => new TestCaseData(answer, fault).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(HostileAnswers))]
    public async Task N80_ProxyThatOpensNoTunnel_IsATransportExceptionAndNothingLeaves(string answer, string fault)
    {
        await using var proxy = ScriptedProxy.Answering(Encoding.ASCII.GetBytes(answer));
        await using TestClient client = Client(proxy, [Public], change: options => Authenticate(options));
        InterconnTransportException thrown = FaultOf(client);
        Assert.That(thrown.Message, Does.Contain("egress proxy localhost").And.Contain(fault));
        Assert.That(thrown.ToString(), Does.Not.Contain("Secret").And.Not.Contain("ss:word").And.Not.Contain("sign in"));
        Assert.That(proxy.Requests, Has.Count.EqualTo(1), "Not asked again.");
        Assert.That(proxy.Requests[0], Does.Not.Contain("x-auth-sign"));
    }

    [Test]
    public async Task N80_ProxyThatHangsUp_IsATransportException()
    {
        await using var proxy = ScriptedProxy.StartOnStream((_, _, _) => Task.CompletedTask);
        await using TestClient client = Client(proxy, Public);
        Assert.That(FaultOf(client).Message, Does.Contain("egress proxy localhost"));
        Assert.That(proxy.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task N80_ProxyThatAnswersNothing_EndsWithTheCallTimeout()
    {
        var clock = new ManualTimeProvider(NowIsh);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var proxy = ScriptedProxy.StartOnStream((_, _, token) =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        });
        await using TestClient client = Client(proxy, [Public], build: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        Task call = client.Api.Nodes.CheckHealthAsync();
        await asked.Task;
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.That(async () => await call, Throws.InstanceOf<InterconnTransportException>());
    }

    [Test]
    public async Task N79_HandlerOfTheHostsWithAWayOfItsOwn_IsNotMixedWithTheProxy([Values] bool isChecked)
    {
        await using var proxy = ScriptedProxy.To(partner.Address);
        foreach (HttpMessageHandler handler in new HttpMessageHandler[]
        {
            new HttpClientHandler { AllowAutoRedirect = false },
            new SocketsHttpHandler { Proxy = new WebProxy(proxy.Address), AllowAutoRedirect = false },
        })
        {
            await using TestClient client = Client(proxy, [Public], build: builder => builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => handler), isOffered: isChecked);
            Assert.ThrowsAsync<InvalidOperationException>(() => client.Api.Nodes.CheckHealthAsync());
        }

        Assert.That(proxy.Requests, Is.Empty);
    }

    private static DateTimeOffset NowIsh => new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static InterconnTransportException FaultOf(TestClient client) =>
        Assert.ThrowsAsync<InterconnTransportException>(() => client.Api.Nodes.CheckHealthAsync())!;

    private static void Use(ScriptedProxy proxy, InterconnOptions options)
    {
        options.AllowPlainHttp = true;
        options.EgressProxy = new EgressProxyOptions { Address = proxy.Address };
    }

    private static void Authenticate(InterconnOptions options) => (options.EgressProxy!.UserName, options.EgressProxy.Password) = ("node", "p\u00e4ss:word");

    private TestClient Client(ScriptedProxy proxy, params string[] found) => Client(proxy, found, "http");

    /// <summary>A client of a partner that says of itself that it is at a name, which resolves to these addresses.</summary>
    private TestClient Client(
        ScriptedProxy proxy,
        string[] found,
        string scheme = "http",
        Action<InterconnBuilder>? build = null,
        Action<InterconnOptions>? change = null,
        bool isOffered = true)
    {
        TestClient client = partner.Client(
            options =>
            {
                Use(proxy, options);
                change?.Invoke(options);
            },
            Resolve(build, found));
        client.Services.GetRequiredService<InMemoryPartnerDirectory>().Set(
            new Partner { NodeId = TestNode.HolderId, Address = new Uri($"{scheme}://{Name}:8443"), IsAddressOffered = isOffered });
        return client;
    }

    private Action<InterconnBuilder> Resolve(Action<InterconnBuilder>? build = null, params string[] found) => builder =>
    {
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostResolver>(new FixedResolver([.. found.Select(IPAddress.Parse)])));
        builder.Services.AddLogging(logging => logging.AddProvider(logs).SetMinimumLevel(LogLevel.Trace));
        build?.Invoke(builder);
    };

    private sealed class FixedResolver(IPAddress[] found) : IHostResolver
    {
        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => Task.FromResult(host == Name ? found : []);
    }
}
