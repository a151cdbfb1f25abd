using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Interconn.Sdk.Client;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Tests.Client;

/// <summary>Connections that fail, hang, lie or lead elsewhere; all on real sockets.</summary>
public sealed class TransportTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly NodeQuery Query = new() { NodeId = TestNode.HolderId };

    [Test]
    public async Task N80_Redirect_IsNotFollowedAndNothingIsSentOn()
    {
        await using var elsewhere = ScriptedPartner.Start(ScriptedAnswer.Json("{}"));
        foreach (int status in (int[])[301, 302, 303, 307, 308])
        {
            await using var partner = ScriptedPartner.Start(ScriptedAnswer.Of(status, [], $"Location: {elsewhere.Address}v1/interconn/node/health"));
            await using TestClient client = partner.Client();
            InterconnProtocolException fault =
                Assert.ThrowsAsync<InterconnProtocolException>(() => client.Api.With(WithPermit()).Nodes.CheckHealthAsync())!;
            Assert.That(fault.HttpStatus, Is.EqualTo(status));
            Assert.That(partner.Requests, Has.Count.EqualTo(1));
        }

        Assert.That(elsewhere.Connections, Is.Zero);
    }

    [Test]
    public async Task N80_AnswerAnnouncedTooLarge_IsGivenUpBeforeItIsRead()
    {
        // The head alone: a client that waited for the body would wait for ever.
        await using var partner = ScriptedPartner.Start("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n\r\n"u8.ToArray());
        await using TestClient client = partner.Client(options => options.MaxAnswer = 2048);
        InterconnProtocolException fault = Assert.ThrowsAsync<InterconnProtocolException>(() => client.Api.Nodes.CheckHealthAsync())!;
        Assert.That(fault.Message, Does.Contain("2048").And.Contain("MaxAnswer"));
    }

    [TestCase(2048, true)]
    [TestCase(2049, false)]
    public async Task N80_AnswerAtTheLimit_IsReadAndOneByteMoreIsNot(int size, bool isRead)
    {
        byte[] body = Padded(size);
        await using var announced = ScriptedPartner.Start(ScriptedAnswer.Of(200, body, "Content-Type: application/json"));
        await using var chunked = ScriptedPartner.Start(Chunked([body[..1000], body[1000..], []]));
        foreach (ScriptedPartner partner in (ScriptedPartner[])[announced, chunked])
        {
            await using TestClient client = partner.Client(options => options.MaxAnswer = 2048);
            Assert.That(
                () => client.Api.Nodes.CheckHealthAsync(), isRead ? Throws.Nothing : Throws.InstanceOf<InterconnProtocolException>());
        }
    }

    [Test]
    public async Task N80_ChunksWithoutEnd_AreGivenUpAtTheLimit()
    {
        var stopped = new TaskCompletionSource();
        await using var partner = ScriptedPartner.StartOnStream(async (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), token);
            byte[] chunk = Encoding.ASCII.GetBytes("400\r\n" + new string(' ', 0x400) + "\r\n");
            try
            {
                while (true)
                {
                    await stream.WriteAsync(chunk, token);
                }
            }
            catch (IOException)
            {
                stopped.SetResult();
                throw;
            }
        });
        await using TestClient client = partner.Client(options => options.MaxAnswer = 4096);
        Assert.ThrowsAsync<InterconnProtocolException>(() => client.Api.Nodes.CheckHealthAsync());
        await stopped.Task.WaitAsync(Patience);
    }

    [Test]
    public async Task Cancel_WhileThePartnerIsSilent_ReachesTheSocket()
    {
        var asked = new TaskCompletionSource();
        var closed = new TaskCompletionSource();
        await using ScriptedPartner partner = Silent(asked, closed);
        await using TestClient client = partner.Client();
        using var cancellation = new CancellationTokenSource();
        Task call = client.Api.Nodes.CheckHealthAsync(cancellation.Token);
        await asked.Task.WaitAsync(Patience);
        await cancellation.CancelAsync();
        OperationCanceledException ended = Assert.CatchAsync<OperationCanceledException>(() => call)!;
        Assert.That(ended.CancellationToken, Is.EqualTo(cancellation.Token), "A caller knows its own cancellation by its token.");
        await closed.Task.WaitAsync(Patience);
    }

    [Test]
    public async Task CallTimeout_WhileThePartnerIsSilent_IsATransportExceptionAndReachesTheSocket()
    {
        var clock = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var asked = new TaskCompletionSource();
        var closed = new TaskCompletionSource();
        await using ScriptedPartner partner = Silent(asked, closed);
        await using TestClient client = partner.Client(
            options => options.CallTimeout = TimeSpan.FromSeconds(7), builder => builder.Services.AddSingleton<TimeProvider>(clock));
        Task call = client.Api.Nodes.CheckHealthAsync();
        await asked.Task.WaitAsync(Patience);
        clock.Advance(TimeSpan.FromSeconds(7) - TimeSpan.FromMilliseconds(1));
        Assert.That(call.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        InterconnTransportException fault = Assert.ThrowsAsync<InterconnTransportException>(() => call)!;
        Assert.That(fault.Message, Does.Contain("CallTimeout"));
        Assert.That((fault.Code, fault.HttpStatus), Is.EqualTo((InterconnCodes.Unavailable, (int?)null)));
        await closed.Task.WaitAsync(Patience);
    }

    // The limit is for the call, not for each attempt.
    [Test]
    public async Task CallTimeout_RunningOutInTheSecondAttempt_EndsTheCall()
    {
        var clock = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var askedAgain = new TaskCompletionSource();
        int calls = 0;
        await using var partner = ScriptedPartner.StartOnStream(async (_, stream, token) =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                clock.Advance(TimeSpan.FromSeconds(6));
                await stream.WriteAsync(ScriptedAnswer.Failure(40101), token);
                return;
            }

            askedAgain.SetResult();
        });
        await using TestClient client = partner.Client(
            options => options.CallTimeout = TimeSpan.FromSeconds(7), builder => builder.Services.AddSingleton<TimeProvider>(clock));
        Task call = client.Api.Nodes.CheckHealthAsync();
        await askedAgain.Task.WaitAsync(Patience);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.ThrowsAsync<InterconnTransportException>(() => call);
    }

    [Test]
    public async Task CallTimeout_WhileTheBodyTrickles_EndsTheCall()
    {
        var clock = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var begun = new TaskCompletionSource();
        await using var partner = ScriptedPartner.StartOnStream(async (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"u8.ToArray(), token);
            begun.SetResult();
        });
        await using TestClient client = partner.Client(build: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        Task call = client.Api.Nodes.CheckHealthAsync();
        await begun.Task.WaitAsync(Patience);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.ThrowsAsync<InterconnTransportException>(() => call);
    }

    [Test]
    public async Task Cancel_BeforeTheCall_SendsNothing()
    {
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Json("{}"));
        await using TestClient client = partner.Client();
        Assert.CatchAsync<OperationCanceledException>(() => client.Api.Nodes.CheckHealthAsync(new CancellationToken(canceled: true)));
        Assert.That(partner.Requests, Is.Empty);
    }

    [Test]
    public async Task Call_NobodyListens_IsATransportException()
    {
        Uri nowhere;
        using (var taken = new TcpListener(IPAddress.Loopback, 0))
        {
            taken.Start();
            nowhere = new Uri($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");
        }

        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Json("{}"));
        await using TestClient client = partner.Client(options => options.Partners[0].Address = nowhere);
        InterconnTransportException fault = Assert.ThrowsAsync<InterconnTransportException>(() => client.Api.Nodes.CheckHealthAsync())!;
        Assert.That(fault.Message, Does.Contain("ConnectionError"));
        Assert.That((fault.PartnerNodeId, fault.Endpoint), Is.EqualTo((TestNode.HolderId, "GET /v1/interconn/node/health")));
        Assert.That(fault.TraceId, Is.Not.Null);
    }

    [TestCase("", TestName = "Call_ConnectionClosedWithoutAnswer_IsATransportException")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", TestName = "Call_ConnectionClosedWithinTheBody_IsATransportException")]
    public async Task Call_ConnectionBreaks_IsATransportExceptionAndNotRepeated(string sent)
    {
        await using var partner = ScriptedPartner.StartOnStream(async (_, stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(sent), token);
            throw new IOException("Hung up on purpose.");
        });
        await using TestClient client = partner.Client();
        Assert.ThrowsAsync<InterconnTransportException>(() => client.Api.Nodes.TerminateContractAsync(new() { ContractId = "c-01" }));
        Assert.That(partner.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task L85_AnswerThatIsNoHttp_IsQuotedShortAndOnOneLine()
    {
        byte[] garbage = Encoding.Latin1.GetBytes("\u001b[31mINFO forged " + new string('x', 5000) + "\r\n\r\n");
        await using var partner = ScriptedPartner.Start(garbage);
        await using TestClient client = partner.Client();
        InterconnTransportException fault = Assert.ThrowsAsync<InterconnTransportException>(() => client.Api.Nodes.CheckHealthAsync())!;
        Assert.That(fault.Message.Any(char.IsControl), Is.False);
        Assert.That(fault.Message, Has.Length.LessThan(600));
        Assert.That(fault.ToString(), Does.Not.Contain('\u001b').And.Not.Contain(new string('x', 600)), "A logger writes the causes too.");
    }

    [Test]
    public async Task L90_CertificateThatDoesNotValidate_IsATransportExceptionAndNothingIsRepeated()
    {
        using X509Certificate2 certificate = SelfSigned();
        await using var partner = ScriptedPartner.Start(_ => ScriptedAnswer.Json("""{"code":0,"data":{"status":"ok"}}"""), certificate);
        await using TestClient client = partner.Client();
        InterconnTransportException fault = Assert.ThrowsAsync<InterconnTransportException>(() => client.Api.Nodes.CheckHealthAsync())!;
        Assert.That(fault.Message, Does.Contain("SecureConnectionError"));
        Assert.That(partner.Requests, Is.Empty, "Nothing of the request left.");
        Assert.That(partner.Connections, Is.EqualTo(1), "No second attempt, with TLS or without.");
    }

    // Shows that the refusal above is the certificate's and not the script's.
    [Test]
    public async Task L90_CertificateThatTheHostTrusts_IsServed()
    {
        using X509Certificate2 certificate = SelfSigned();
        await using var partner = ScriptedPartner.Start(_ => ScriptedAnswer.Json("""{"code":0,"data":{"status":"ok"}}"""), certificate);
        await using TestClient client = partner.Client(build: builder => builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() =>
        {
            var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
            handler.SslOptions.RemoteCertificateValidationCallback = (_, offered, _, _) =>
                offered?.GetCertHashString(HashAlgorithmName.SHA256) == certificate.GetCertHashString(HashAlgorithmName.SHA256);
            return handler;
        }));
        Assert.That((await client.Api.Nodes.CheckHealthAsync()).Status, Is.EqualTo("ok"));
    }

    [Test]
    public async Task L86_WhatIsThrownAndLogged_HoldsNoTokenAndNoSignature()
    {
        var logs = new LogCollector();
        InterconnCallOptions options = WithPermit();
        string token = options.Permits[0].Token;
        byte[][] answers =
        [
            ScriptedAnswer.Failure(40302, "bad permit"),
            ScriptedAnswer.Json("nonsense"),
            ScriptedAnswer.Json("""{"code":0,"data":{"status":5}}"""),
            "garbage\r\n\r\n"u8.ToArray(),
        ];
        foreach (byte[] answer in answers)
        {
            await using var partner = ScriptedPartner.Start(answer);
            await using TestClient client = partner.Client(build: builder => builder.Services.AddLogging(logging =>
                logging.AddProvider(logs).SetMinimumLevel(LogLevel.Trace)));
            var call = client.Api.With(options with { TraceId = "trace-7" });
            InterconnException fault = Assert.CatchAsync<InterconnException>(() => call.Nodes.CheckHealthAsync())!;
            Assert.Multiple(() =>
            {
                Assert.That(fault.TraceId, Is.EqualTo("trace-7"));
                Assert.That(fault.Endpoint, Is.EqualTo("GET /v1/interconn/node/health"));
                Assert.That(fault.PartnerNodeId, Is.EqualTo(TestNode.HolderId));
                Assert.That(fault.Message, Does.Contain("trace-7").And.Contain("/v1/interconn/node/health").And.Contain(TestNode.HolderId));
            });
            string signature = partner.Requests[0]["x-auth-sign"]!;
            Assert.That(partner.Requests[0]["x-mprac-token-set"], Does.EndWith(token));
            IEnumerable<string> texts = logs.Entries.Select(entry => $"{entry.Message} {entry.Exception}").Append(fault.ToString());
            Assert.That(texts, Has.None.Contains(token).And.None.Contains(signature).And.None.Contains(partner.Requests[0]["x-nonce"]!));
            Assert.That(logs.OwnEntries, Is.Not.Empty, "There is something to look through.");
        }
    }

    [Test]
    public async Task L86_RefusedByThePartner_TheExceptionSaysWhatItAnswered()
    {
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Failure(40301, "not today"));
        await using TestClient client = partner.Client();
        InterconnAnswerException refusal = Assert.ThrowsAsync<InterconnAnswerException>(() => client.Api.Nodes.QueryNodeAsync(Query))!;
        Assert.Multiple(() =>
        {
            Assert.That(refusal.Code, Is.EqualTo(40301));
            Assert.That(refusal.Msg, Is.EqualTo("not today"));
            Assert.That(refusal.HttpStatus, Is.EqualTo(403));
            Assert.That(refusal.TraceId, Is.EqualTo(partner.Requests[0]["x-trace-id"]));
            Assert.That(refusal.Endpoint, Is.EqualTo("GET /v1/interconn/node/query"));
            Assert.That(refusal.Message, Does.Contain("40301").And.Contain("not today").And.Contain(refusal.TraceId));
        });
    }

    private static ScriptedPartner Silent(TaskCompletionSource asked, TaskCompletionSource closed) =>
        ScriptedPartner.StartOnStream(async (_, stream, token) =>
        {
            asked.SetResult();
            int read = await stream.ReadAsync(new byte[1], token);
            if (read == 0)
            {
                closed.SetResult();
            }
        });

    private static byte[] Padded(int size)
    {
        const string Body = """{"code":0,"data":{"status":"ok"}}""";
        return Encoding.ASCII.GetBytes(Body + new string(' ', size - Body.Length));
    }

    private static byte[] Chunked(byte[][] chunks)
    {
        var wire = new MemoryStream();
        wire.Write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"u8);
        foreach (byte[] chunk in chunks)
        {
            wire.Write(Encoding.ASCII.GetBytes(chunk.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
            wire.Write(chunk);
            wire.Write("\r\n"u8);
        }

        return wire.ToArray();
    }

    private static InterconnCallOptions WithPermit() => new()
    {
        Permits =
        [
            new ResourcePermit
            {
                Token = "a-secret-token-" + RandomNumberGenerator.GetHexString(16),
                ResourceLevel = 1,
                ResourceType = ResourceType.Dataset,
                ResourceId = "d-01",
                ResourceNodeId = TestNode.HolderId,
                ResourceInstId = "LX01",
                RequestNodeId = TestNode.CallerId,
                RequestInstId = "JG01",
            },
        ],
    };

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
