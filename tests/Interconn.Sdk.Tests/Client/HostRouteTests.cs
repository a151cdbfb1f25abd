using System.Net;
using System.Net.Http.Json;
using System.Text;
using Interconn.Sdk.Client;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Tests.Client;

/// <summary>Requests to routes of a partner's own: <see cref="InterconnClient.SendAsync"/>, and what must not reach the HTTP client behind it.</summary>
public sealed class HostRouteTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private ScriptedPartner partner = null!;

    [SetUp]
    public void StartPartner() => partner = ScriptedPartner.Start(ScriptedAnswer.Of(418, "short and stout"u8.ToArray(), "Content-Type: text/plain"));

    [TearDown]
    public async Task StopPartner() => await partner.DisposeAsync();

    [Test]
    public async Task Send_RouteOfTheHost_IsSignedAndTheAnswerComesAsItIs()
    {
        await using TestClient client = partner.Client();
        using var request = new HttpRequestMessage(HttpMethod.Put, "/data/d-01/read?a=1&a=%2F")
        {
            Content = new StringContent("列,年龄\n", Encoding.UTF8, "text/csv"),
        };
        using HttpResponseMessage answer = await client.Api.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo((HttpStatusCode)418));
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("short and stout"));
        ReceivedRequest received = partner.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That((received.Method, received.Target, received.BodyText), Is.EqualTo(("PUT", "/data/d-01/read?a=1&a=%2F", "列,年龄\n")));
            Assert.That(received["content-type"], Is.EqualTo("text/csv; charset=utf-8"));
            Assert.That(received.IsSignedBy(TestKeys.CallerKey), Is.True);
            Assert.That(received["x-csrf-protection"], Is.Not.Null, "The server demands it on every method but GET and HEAD.");
        });
    }

    // JsonContent writes straight to the socket, in chunks, unless it is held first: what is signed must be what leaves.
    [Test]
    public async Task Send_ContentThatIsWrittenAsItGoes_IsHeldAndSigned()
    {
        await using TestClient client = partner.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/data") { Content = JsonContent.Create(new { name = "<数据>" }) };
        using HttpResponseMessage answer = await client.Api.SendAsync(request);
        Assert.That(partner.Requests.Single().Body, Is.Not.Empty);
        Assert.That(partner.Requests.Single().IsSignedBy(TestKeys.CallerKey), Is.True);
    }

    [TestCase("GET")]
    [TestCase("HEAD")]
    public async Task Send_ThatReads_CarriesNoCsrfHeader(string method)
    {
        partner = await ReplaceAsync(ScriptedAnswer.Of(200, []));
        await using TestClient client = partner.Client();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/data");
        using HttpResponseMessage answer = await client.Api.SendAsync(request);
        Assert.That(partner.Requests.Single()["x-csrf-protection"], Is.Null);
        Assert.That(partner.Requests.Single().IsSignedBy(TestKeys.CallerKey), Is.True);
    }

    [TestCase("")]
    [TestCase("/gw")]
    [TestCase("/gw/inner/")]
    [TestCase("/网关")]
    public async Task C41_PathBaseOfTheAddress_IsSentAndNotSigned(string pathBase)
    {
        await using TestClient client = partner.Client(pathBase: pathBase);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/data?x=1");
        using HttpResponseMessage answer = await client.Api.SendAsync(request);
        string sent = new Uri(partner.Address, pathBase).AbsolutePath.TrimEnd('/');
        Assert.That(partner.Requests[0].Target, Is.EqualTo(sent + "/data?x=1"));
        Assert.That(partner.Requests[0].IsSignedBy(TestKeys.CallerKey, sent), Is.True);

        Assert.CatchAsync<InterconnException>(() => client.Api.Nodes.CheckHealthAsync());
        Assert.That(partner.Requests[1].Target, Is.EqualTo(sent + "/v1/interconn/node/health"));
        Assert.That(partner.Requests[1].IsSignedBy(TestKeys.CallerKey, sent), Is.True);
    }

    [TestCase("data")]
    [TestCase("http://127.0.0.1/data")]
    [TestCase("https://elsewhere.example/data")]
    [TestCase("?x=1")]
    [TestCase("")]
    public async Task Send_AddressNotRelativeToThePartner_IsMisuse(string address)
    {
        await using TestClient client = partner.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        Assert.ThrowsAsync<ArgumentException>(() => client.Api.SendAsync(request));
        Assert.That(partner.Connections, Is.Zero);
    }

    [TestCase("/../data")]
    [TestCase("/a/../../data")]
    [TestCase("/%2e%2e/data")]
    [TestCase("/..")]
    public async Task Send_AddressThatLeavesThePathBase_IsMisuse(string address)
    {
        await using TestClient client = partner.Client(pathBase: "/gw");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        Assert.ThrowsAsync<ArgumentException>(() => client.Api.SendAsync(request));
        Assert.That(partner.Connections, Is.Zero);
    }

    // What looks like another host behind the slashes is a path at this one.
    [TestCase("//elsewhere.example/data")]
    [TestCase("/\\elsewhere.example/data")]
    [TestCase("/@elsewhere.example/data")]
    [TestCase("/:80@elsewhere.example/data")]
    public async Task Send_AddressThatNamesAnotherHost_StaysWithThePartner(string address)
    {
        await using TestClient client = partner.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        using HttpResponseMessage answer = await client.Api.SendAsync(request);
        Assert.That(partner.Requests.Single().IsSignedBy(TestKeys.CallerKey), Is.True);
    }

    [Test]
    public async Task Send_WithPermits_AttachesThemToThisClientOnly()
    {
        await using TestClient client = partner.Client();
        InterconnClient permitted = client.Api.With(new InterconnCallOptions { Permits = [Permit(1, "low"), Permit(3, "high")] });
        foreach (InterconnClient each in (InterconnClient[])[permitted, client.Api])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/data");
            using HttpResponseMessage answer = await each.SendAsync(request);
        }

        string urn = $"urn:interconn:DATASET:{TestNode.HolderId}:d-01";
        Assert.That(partner.Requests[0]["x-mprac-token-set"], Is.EqualTo($"{urn}/3/high,{urn}/1/low"));
        Assert.That(partner.Requests[0].IsSignedBy(TestKeys.CallerKey), Is.True);
        Assert.That(partner.Requests[1]["x-mprac-token-set"], Is.Null);
    }

    [Test]
    public async Task Send_NotAuthenticated_IsNotRepeated()
    {
        partner = await ReplaceAsync(ScriptedAnswer.Failure(40101));
        await using TestClient client = partner.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/data") { Content = new ByteArrayContent([1]) };
        using HttpResponseMessage answer = await client.Api.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(partner.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Send_ConnectionBroken_IsATransportExceptionWithoutTheQuery()
    {
        partner = await ReplaceAsync((_, _, _) => throw new IOException("Hung up on purpose."));
        await using TestClient client = partner.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/data?secret=1") { Content = new ByteArrayContent([1]) };
        InterconnTransportException fault = Assert.ThrowsAsync<InterconnTransportException>(() => client.Api.SendAsync(request))!;
        Assert.That((fault.Endpoint, fault.PartnerNodeId), Is.EqualTo(("POST /data", TestNode.HolderId)));
        Assert.That(fault.TraceId, Is.EqualTo(partner.Requests.Single()["x-trace-id"]));
        Assert.That(fault.ToString(), Does.Not.Contain("secret"));
    }

    [Test]
    public async Task Send_PartnerSilent_EndsByTheCallTimeout()
    {
        var clock = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var asked = new TaskCompletionSource();
        partner = await ReplaceAsync((_, _, _) =>
        {
            asked.SetResult();
            return Task.CompletedTask;
        });
        await using TestClient client = partner.Client(build: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/data");
        Task call = client.Api.SendAsync(request);
        await asked.Task.WaitAsync(Patience);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.That(Assert.ThrowsAsync<InterconnTransportException>(() => call)!.Message, Does.Contain("CallTimeout"));
    }

    [Test]
    public async Task Send_BodyAfterTheTimeLimit_IsStillRead()
    {
        var clock = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var rest = new TaskCompletionSource();
        partner = await ReplaceAsync(async (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab"u8.ToArray(), token);
            await rest.Task;
            await stream.WriteAsync("cd"u8.ToArray(), token);
        });
        await using TestClient client = partner.Client(build: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/data");
        using HttpResponseMessage answer = await client.Api.SendAsync(request);
        clock.Advance(TimeSpan.FromHours(1));
        rest.SetResult();
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("abcd"));
    }

    [Test]
    public async Task Send_Cancelled_EndsWithTheCallersToken()
    {
        var asked = new TaskCompletionSource();
        partner = await ReplaceAsync((_, _, _) =>
        {
            asked.SetResult();
            return Task.CompletedTask;
        });
        await using TestClient client = partner.Client();
        using var cancellation = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/data");
        Task call = client.Api.SendAsync(request, cancellation.Token);
        await asked.Task.WaitAsync(Patience);
        await cancellation.CancelAsync();
        Assert.That(Assert.CatchAsync<OperationCanceledException>(() => call)!.CancellationToken, Is.EqualTo(cancellation.Token));
    }

    [Test]
    public async Task NamedHttpClient_RequestWithoutPartner_IsRefused()
    {
        await using TestClient client = partner.Client();
        HttpClient http = client.Services.GetRequiredService<IHttpClientFactory>().CreateClient("Interconn.Sdk");
        Assert.That(
            Assert.ThrowsAsync<InvalidOperationException>(() => http.GetAsync(partner.Address))!.Message, Does.Contain("InterconnClient"));
        using var request = new HttpRequestMessage(HttpMethod.Get, partner.Address);
        Assert.That(() => http.Send(request), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("asynchronous"));
        Assert.That(partner.Connections, Is.Zero);
    }

    [TestCase("http://127.0.0.2:{0}/data")]
    [TestCase("http://localhost:{0}/data")]
    [TestCase("https://127.0.0.1:{0}/data")]
    [TestCase("http://127.0.0.1:1/data")]
    [TestCase("http://127.0.0.1:{0}/other/data")]
    public async Task N79_HandlerOfTheHostThatTurnsARequestAside_IsRefused(string elsewhere)
    {
        var target = new Uri(elsewhere.Replace("{0}", $"{partner.Address.Port}", StringComparison.Ordinal));
        await using TestClient client = partner.Client(
            pathBase: "/gw", build: builder => builder.HttpClient.AddHttpMessageHandler(() => new TurningHandler(target)));
        InterconnClient permitted = client.Api.With(new InterconnCallOptions { Permits = [Permit(1, "token")] });
        Assert.That(
            Assert.ThrowsAsync<InvalidOperationException>(() => permitted.Nodes.CheckHealthAsync())!.Message, Does.Contain(TestNode.HolderId));
        Assert.That(partner.Connections, Is.Zero);
    }

    private async Task<ScriptedPartner> ReplaceAsync(byte[] answer)
    {
        await partner.DisposeAsync();
        return ScriptedPartner.Start(answer);
    }

    private async Task<ScriptedPartner> ReplaceAsync(Func<ReceivedRequest, Stream, CancellationToken, Task> serveAsync)
    {
        await partner.DisposeAsync();
        return ScriptedPartner.StartOnStream(serveAsync);
    }

    private static ResourcePermit Permit(int level, string token) => new()
    {
        Token = token,
        ResourceLevel = level,
        ResourceType = ResourceType.Dataset,
        ResourceId = "d-01",
        ResourceNodeId = TestNode.HolderId,
        ResourceInstId = "LX01",
        RequestNodeId = TestNode.CallerId,
        RequestInstId = "JG01",
    };

    private sealed class TurningHandler(Uri target) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = target;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
