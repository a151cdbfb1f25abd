using Interconn.Sdk.Nodes;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace Interconn.Sdk.Tests.Client;

/// <summary>A call that was not authenticated is tried once more, freshly signed; nothing else is tried again.</summary>
public sealed class RetryTests
{
    private const string Done = """{"code":0,"msg":"success","data":{}}""";
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly ContractTermination Termination = new() { ContractId = "c-01" };

    [TestCase(401, 40101)]
    [TestCase(401, 40102)]
    [TestCase(401, 7)]
    [TestCase(200, 40101)]
    [TestCase(200, 40199)]
    public async Task R25_NotAuthenticated_IsTriedOnceMoreFreshlySigned(int status, int code)
    {
        var clock = new ManualTimeProvider(Start);
        int calls = 0;
        await using var partner = ScriptedPartner.Start(_ =>
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            return Interlocked.Increment(ref calls) == 1 ? ScriptedAnswer.Failure(code, status: status) : ScriptedAnswer.Json(Done);
        });
        await using TestClient client = partner.Client(build: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        await client.Api.Nodes.TerminateContractAsync(Termination);

        Assert.That(partner.Requests, Has.Count.EqualTo(2));
        ReceivedRequest first = partner.Requests[0];
        ReceivedRequest second = partner.Requests[1];
        Assert.Multiple(() =>
        {
            Assert.That(first["x-timestamp"], Is.EqualTo($"{Start.ToUnixTimeMilliseconds()}"));
            Assert.That(second["x-timestamp"], Is.EqualTo($"{Start.AddSeconds(2).ToUnixTimeMilliseconds()}"));
            Assert.That(second["x-nonce"], Is.Not.EqualTo(first["x-nonce"]));
            Assert.That(second["x-auth-sign"], Is.Not.EqualTo(first["x-auth-sign"]));
            Assert.That(second["x-trace-id"], Is.EqualTo(first["x-trace-id"]), "It is the same call to those who read the logs.");
            Assert.That(second.Body, Is.EqualTo(first.Body).And.Not.Empty);
            Assert.That(second.Target, Is.EqualTo(first.Target));
            Assert.That(first.IsSignedBy(TestKeys.CallerKey), Is.True);
            Assert.That(second.IsSignedBy(TestKeys.CallerKey), Is.True);
        });
    }

    [TestCase(401)]
    [TestCase(200)]
    public async Task R25_NotAuthenticatedTwice_IsTheAnswer(int status)
    {
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Failure(40101, status: status));
        await using TestClient client = partner.Client();
        InterconnAnswerException refusal = Assert.ThrowsAsync<InterconnAnswerException>(() => client.Api.Nodes.TerminateContractAsync(Termination))!;
        Assert.That((refusal.Code, refusal.HttpStatus), Is.EqualTo((40101, status)));
        Assert.That(partner.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task R25_StatusUnauthorizedWithoutEnvelope_IsTriedOnceMore()
    {
        byte[] gateway = ScriptedAnswer.Of(401, "<html>login</html>"u8.ToArray(), "Content-Type: text/html");
        await using var partner = ScriptedPartner.Start(gateway, ScriptedAnswer.Json(Done));
        await using TestClient client = partner.Client();
        await client.Api.Nodes.TerminateContractAsync(Termination);
        Assert.That(partner.Requests, Has.Count.EqualTo(2));
    }

    [TestCase(40301, 403)]
    [TestCase(40401, 404)]
    [TestCase(40903, 409)]
    [TestCase(42901, 429)]
    [TestCase(50001, 500)]
    [TestCase(50301, 503)]
    [TestCase(40301, 200)]
    [TestCase(50001, 200)]
    [TestCase(401, 200)]
    [TestCase(4010, 200)]
    [TestCase(401010, 200)]
    [TestCase(40101, 500)]
    public async Task Call_RefusedOtherwise_IsNotRepeated(int code, int status)
    {
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Failure(code, status: status));
        await using TestClient client = partner.Client();
        InterconnAnswerException refusal = Assert.ThrowsAsync<InterconnAnswerException>(() => client.Api.Nodes.TerminateContractAsync(Termination))!;
        Assert.That((refusal.Code, refusal.HttpStatus), Is.EqualTo((code, status)));
        Assert.That(partner.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task R25_HandlerOfTheHostThatResends_EachAttemptIsFreshlySigned()
    {
        var clock = new ManualTimeProvider(Start);
        int calls = 0;
        await using var partner = ScriptedPartner.Start(_ =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return Interlocked.Increment(ref calls) < 3 ? ScriptedAnswer.Failure(50301) : ScriptedAnswer.Json(Done);
        });
        await using TestClient client = partner.Client(build: builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.HttpClient.AddHttpMessageHandler(() => new ResendingHandler(attempts: 3));
        });
        await client.Api.Nodes.TerminateContractAsync(Termination);
        AssertFreshlySigned(partner, 3);
    }

    // Whatever else the host puts in front, by whatever means: a filter that was registered before ours adds its handlers after ours did.
    [Test]
    public async Task R25_FilterOfTheHostThatAddsAResendingHandler_EachAttemptIsFreshlySigned()
    {
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Failure(50301), ScriptedAnswer.Json(Done));
        await using TestClient client = partner.Client(build: builder => builder.Services.Insert(
            0,
            ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter>(
                new LateFilter(() => new ResendingHandler(attempts: 2)))));
        await client.Api.Nodes.TerminateContractAsync(Termination);
        AssertFreshlySigned(partner, 2);
    }

    // What a handler of the host adds or changes before the signature is what is signed.
    [Test]
    public async Task Send_HandlerOfTheHostWritesOurHeaders_TheyAreReplaced()
    {
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Json(Done));
        await using TestClient client = partner.Client(build: builder => builder.HttpClient
            .ConfigureHttpClient(http => http.DefaultRequestHeaders.Add("x-nonce", "ffffffffffffffffffff"))
            .AddHttpMessageHandler(() => new HeaderWritingHandler()));
        await client.Api.Nodes.TerminateContractAsync(Termination);
        AssertFreshlySigned(partner, 1);
        Assert.That(partner.Requests[0]["x-source-node-id"], Is.EqualTo(TestNode.CallerId));
        Assert.That(partner.Requests[0]["x-mprac-token-set"], Is.Null);
    }

    private static void AssertFreshlySigned(ScriptedPartner partner, int times)
    {
        Assert.That(partner.Requests, Has.Count.EqualTo(times));
        Assert.Multiple(() =>
        {
            Assert.That(partner.Requests.Select(request => request["x-nonce"]), Is.Unique);
            Assert.That(partner.Requests.Select(request => request["x-auth-sign"]), Is.Unique);
            Assert.That(partner.Requests, Has.All.Matches<ReceivedRequest>(request => request.IsSignedBy(TestKeys.CallerKey)));
            foreach (ReceivedRequest request in partner.Requests)
            {
                Assert.That(request.Headers.Select(header => header.Key.ToLowerInvariant()), Is.Unique);
            }
        });
    }

    private sealed class ResendingHandler(int attempts) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
            for (int attempt = 1; attempt < attempts && !answer.IsSuccessStatusCode; attempt++)
            {
                answer.Dispose();
                answer = await base.SendAsync(request, cancellationToken);
            }

            return answer;
        }
    }

    private sealed class HeaderWritingHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("x-source-node-id", "someone-else");
            request.Headers.Add("x-auth-sign", "AAAA");
            request.Headers.Add("x-mprac-token-set", "urn/1/t");
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class LateFilter(Func<DelegatingHandler> make) : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) =>
            builder =>
            {
                next(builder);
                builder.AdditionalHandlers.Add(make());
            };
    }
}
