using Interconn.Sdk.Client;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>R25: what the SDK's client sends again is signed anew, whoever sends it again.</summary>
[TestFixture(SignatureAlgorithmIds.Sha256Ecdsa)]
[TestFixture(SignatureAlgorithmIds.Sha256Rsa)]
public sealed class ClientRetryTests(string algorithm)
{
    private static readonly DatasetAuditApplication Application = new() { AuditId = "a-25", ContractId = TestNode.ContractId, DatasetId = "d-25" };

    private readonly SigningKey key = algorithm == SignatureAlgorithmIds.Sha256Rsa ? TestKeys.CallerRsaKey : TestKeys.CallerKey;
    private AttackedNode node = null!;

    [SetUp]
    public async Task StartAsync() => node = await AttackedNode.StartAsync(key);

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task R25_AnswerLost_ResentByAHandlerOutsideSigning_IsServedAgain()
    {
        var loss = new LosesAnswers(node.Clock, losses: 1);
        await using TestClient client = Client(loss, builder => builder.HttpClient.AddHttpMessageHandler(() => new Resends()));

        await client.Api.Datasets.ApplyAuditAsync(Application);

        AssertSignedAnew(loss.Sent);
        Assert.That(node.Handler.Calls.Select(call => ((DatasetAuditApplication)call.Request!).AuditId), Is.EqualTo(["a-25", "a-25"]));
        await AssertLoggedAsync(200, 200);
    }

    [Test]
    public async Task R25_AnswerLost_ResentByTheCaller_IsServedAgain()
    {
        var loss = new LosesAnswers(node.Clock, losses: 1);
        await using TestClient client = Client(loss);

        Assert.ThrowsAsync<InterconnTransportException>(() => client.Api.Datasets.ApplyAuditAsync(Application));
        await client.Api.Datasets.ApplyAuditAsync(Application);

        AssertSignedAnew(loss.Sent, sameTrace: false);
        Assert.That(node.Handler.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task R25_RequestToAHostRouteSentTwiceByAHandler_CarriesEachHeaderOnce()
    {
        var loss = new LosesAnswers(node.Clock, losses: 1);
        await using TestClient client = Client(loss, builder => builder.HttpClient.AddHttpMessageHandler(() => new Resends()));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/no/such/route") { Content = new StringContent("x") };

        using HttpResponseMessage answer = await client.Api.SendAsync(request);

        AssertSignedAnew(loss.Sent);
    }

    [Test]
    public async Task R25_AnswerOf401_IsAskedOnceMoreSignedAnew()
    {
        // The client's clock is behind by more than the tolerance, and right again before the second attempt.
        var clock = new ManualTimeProvider(node.Clock.Now - TimeSpan.FromMinutes(6));
        var loss = new LosesAnswers(clock, losses: 0) { AfterEach = () => clock.SetWallClock(node.Clock.Now) };
        await using TestClient client = Client(loss, clock: clock);

        DatasetDetail detail = await client.Api.Datasets.QueryAsync(new DatasetQuery { ContractId = TestNode.ContractId, DatasetId = "d-25" });

        Assert.That(detail.Name, Is.EqualTo("信贷样本"));
        AssertSignedAnew(loss.Sent);
        await AssertLoggedAsync(201, 200);
        Assert.That(node.Handler.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task R25_AnswerOf401Twice_IsNotAskedAThirdTime()
    {
        var clock = new ManualTimeProvider(node.Clock.Now - TimeSpan.FromMinutes(6));
        var loss = new LosesAnswers(clock, losses: 0);
        await using TestClient client = Client(loss, clock: clock);

        InterconnAnswerException? refusal = Assert.ThrowsAsync<InterconnAnswerException>(() => client.Api.Datasets.ApplyAuditAsync(Application));

        Assert.That(refusal.Code, Is.EqualTo(40102));
        AssertSignedAnew(loss.Sent);
        Assert.That(node.Handler.Calls, Is.Empty);
    }

    [Test]
    public async Task R25_RefusalOfAnotherKind_IsNotAskedAgain()
    {
        var loss = new LosesAnswers(node.Clock, losses: 0);
        await using TestClient client = Client(loss);
        DatasetAuditApplication foreign = Application with { ContractId = "c-99" };

        InterconnAnswerException? refusal = Assert.ThrowsAsync<InterconnAnswerException>(() => client.Api.Datasets.ApplyAuditAsync(foreign));

        Assert.That(refusal.Code, Is.EqualTo(40401));
        Assert.That(loss.Sent, Has.Count.EqualTo(1));
    }

    // A call is logged once its answer is written, which the client may have read by then.
    private async Task AssertLoggedAsync(params int[] events)
    {
        await node.Host.Logs.WaitForAsync(_ => node.Host.Logs.OwnEntries.Count >= events.Length);
        Assert.That(node.Host.Logs.OwnEntries.Select(entry => entry.EventId), Is.EqualTo(events));
    }

    private static void AssertSignedAnew(IReadOnlyList<IReadOnlyDictionary<string, string[]>> sent, bool sameTrace = true)
    {
        Assert.That(sent, Has.Count.EqualTo(2));
        foreach (IReadOnlyDictionary<string, string[]> headers in sent)
        {
            Assert.That(headers.Values, Has.All.Length.EqualTo(1));
        }

        foreach (string name in new[] { "x-nonce", "x-timestamp", "x-auth-sign" })
        {
            Assert.That(sent[1][name], Is.Not.EqualTo(sent[0][name]), name);
        }

        Assert.That(sent[1]["x-trace-id"], sameTrace ? Is.EqualTo(sent[0]["x-trace-id"]) : Is.Not.EqualTo(sent[0]["x-trace-id"]));
    }

    private TestClient Client(LosesAnswers loss, Action<InterconnBuilder>? build = null, ManualTimeProvider? clock = null) =>
        node.Host.ClientAs(key, build: builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock ?? node.Clock);
            builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => loss);
            build?.Invoke(builder);
        });

    /// <summary>A line that carries every request to the node, and loses the first answers.</summary>
    private sealed class LosesAnswers(ManualTimeProvider clock, int losses) : DelegatingHandler(new SocketsHttpHandler())
    {
        private readonly List<IReadOnlyDictionary<string, string[]>> sent = [];

        public IReadOnlyList<IReadOnlyDictionary<string, string[]>> Sent => sent;

        public Action AfterEach { get; init; } = () => clock.Advance(TimeSpan.FromMilliseconds(1));

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            sent.Add(request.Headers.ToDictionary(header => header.Key, header => header.Value.ToArray()));
            HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
            AfterEach();
            if (sent.Count > losses)
            {
                return answer;
            }

            answer.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "the answer was lost");
        }
    }

    /// <summary>A host's own retries: the same message again.</summary>
    private sealed class Resends : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException)
            {
                return await base.SendAsync(request, cancellationToken);
            }
        }
    }
}
