using System.Threading.Channels;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.AspNetCore.Tests;

/// <summary>What comes of a handler: its answer, its refusal, its faults, its slowness.</summary>
public sealed class HandlerAnswerTests
{
    private const string Health = "/v1/interconn/node/health";
    private const string Secret = "sesame";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly HandlerScript script = new();
    private TestNode node = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => node = await TestNode.StartAsync(
        options => options.Partners.Add(TestNode.Partner()),
        builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            script.Register(builder);
        });

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [SetUp]
    public void Forget()
    {
        script.Answer = null;
        node.Logs.Clear();
    }

    [TestCase(InterconnCodes.NotFound, "404/40401", "not found")]
    [TestCase(InterconnCodes.ContentConflict, "409/40902", "same id, other content")]
    [TestCase(InterconnCodes.NotServed, "501/50101", "not served here")]
    [TestCase(InterconnCodes.Unavailable, "503/50301", "temporarily unavailable")]
    public async Task InterconnException_OfAHandler_AnswersItsCodeWithTheFixedText(int code, string verdict, string msg)
    {
        script.Answer = _ => throw new InterconnException(code, Secret);
        WireAnswer answer = await SendAsync();
        Assert.That(answer.Verdict, Is.EqualTo(verdict));
        Assert.That(answer.Msg, Is.EqualTo(msg));
        Assert.That(node.Logs.OwnEntries.Single(entry => entry.Level >= LogLevel.Warning).Message, Does.Contain(Secret), "the host reads the reason");
    }

    [Test]
    public async Task InterconnException_ForAField_NamesTheField()
    {
        script.Answer = _ => throw InterconnException.ForField("dataset_id", Secret);
        WireAnswer answer = await SendAsync();
        Assert.That(answer.Verdict, Is.EqualTo("400/40004"));
        Assert.That(answer.Msg, Is.EqualTo("field rule violated: dataset_id"));
    }

    [TestCase(0)]
    [TestCase(200)]
    public async Task InterconnException_ThatMeansSuccess_DoesNot(int code)
    {
        script.Answer = _ => throw new InterconnException(code, Secret);
        WireAnswer answer = await SendAsync();
        Assert.That(answer.Status, Is.EqualTo(500));
        Assert.That(answer.Body, Does.Not.Contain(Secret));
    }

    private static IEnumerable<TestCaseData> Unexpected()
    {
        yield return new TestCaseData(new InvalidOperationException(Secret)).SetArgDisplayNames("any");
        yield return new TestCaseData(new IOException(Secret)).SetArgDisplayNames("of files");
        yield return new TestCaseData(new OperationCanceledException(Secret)).SetArgDisplayNames("a cancellation of its own");
        yield return new TestCaseData(new TimeoutException(Secret)).SetArgDisplayNames("a timeout of its own");
        yield return new TestCaseData(new InterconnAnswerException(InterconnCodes.NotFound, Secret)).SetArgDisplayNames("another partner's answer");
        yield return new TestCaseData(new InterconnTransportException(Secret, new IOException())).SetArgDisplayNames("another partner's silence");
        yield return new TestCaseData(new InterconnProtocolException(Secret, null)).SetArgDisplayNames("another partner's nonsense");
        yield return new TestCaseData(new InterconnRequestException(Secret)).SetArgDisplayNames("a call that it got wrong");
    }

    [TestCaseSource(nameof(Unexpected))]
    public async Task UnexpectedException_OfAHandler_IsAnErrorLoggedOnceAndToldToNobody(Exception exception)
    {
        script.Answer = async _ =>
        {
            await Task.Yield();
            throw exception;
        };
        WireAnswer answer = await SendAsync();
        Assert.That(answer.Verdict, Is.EqualTo("500/50001"));
        Assert.That(answer.Body, Is.EqualTo("""{"code":50001,"msg":"internal error","data":{}}"""));
        LogEntry failure = node.Logs.Entries.Single(entry => entry.Level >= LogLevel.Warning);
        Assert.That((failure.EventId, failure.Exception), Is.EqualTo((202, exception)));
    }

    [Test]
    public async Task NullAnswer_OfAHandler_IsAnError()
    {
        script.Answer = _ => Task.FromResult<object?>(null);
        Assert.That((await SendAsync()).Verdict, Is.EqualTo("500/50001"));
        Assert.That(node.Logs.Entries.Single(entry => entry.Level >= LogLevel.Warning).Exception!.Message, Does.Contain("returned null"));
    }

    [Test]
    public async Task RequiredFieldLeftNull_IsAnErrorAndNotHalfAnAnswer()
    {
        script.Answer = _ => Task.FromResult<object?>(new NodeHealth { Status = null! });
        Assert.That((await SendAsync()).Verdict, Is.EqualTo("500/50001"));
        Assert.That(node.Logs.Entries.Single(entry => entry.Level >= LogLevel.Warning).Exception!.Message, Does.Contain("'status'"));
    }

    [Test]
    public async Task AnswerThatCannotBeWritten_IsAnErrorAndNotHalfAnAnswer()
    {
        // No word of the standard stands for it.
        script.Answer = _ => Task.FromResult<object?>(new ContractState { Status = (ApprovalStatus)99 });
        WireAnswer answer = await Wire.SendAsync(node, RequestDraft.Get("/v1/interconn/node/contract/query?contract_id=c-01", clock.Now));
        Assert.That(answer.Status, Is.EqualTo(500));
        Assert.That(answer.Body, Is.EqualTo("""{"code":50001,"msg":"internal error","data":{}}"""));
    }

    [Test]
    public async Task Timeout_HandlerThatHeedsIt_IsAnsweredUnavailable()
    {
        using var entered = new SemaphoreSlim(0);
        script.Answer = async call =>
        {
            entered.Release();
            await Task.Delay(Timeout.Infinite, call.Token);
            return null;
        };
        await TimesOutAsync(entered);
    }

    [Test]
    public async Task Timeout_HandlerThatIgnoresIt_IsAnsweredUnavailableAndItsLateFaultIsLogged()
    {
        using var entered = new SemaphoreSlim(0);
        var late = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        script.Answer = _ =>
        {
            entered.Release();
            return late.Task;
        };
        await TimesOutAsync(entered);
        late.SetException(new InvalidOperationException(Secret));
        LogEntry failure = await node.Logs.WaitForAsync(eventId: 204);
        Assert.That(failure.Exception!.ToString(), Does.Contain(Secret));
    }

    [Test]
    public async Task Timeout_JustNotReached_IsServed()
    {
        using var entered = new SemaphoreSlim(0);
        var answer = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        script.Answer = _ =>
        {
            entered.Release();
            return answer.Task;
        };
        Task<WireAnswer> sending = SendAsync();
        Assert.That(await entered.WaitAsync(Patience), Is.True);
        clock.Advance(TimeSpan.FromSeconds(29));
        answer.SetResult(NodeHealth.Ok);
        Assert.That((await sending).Verdict, Is.EqualTo("200/0"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task CallerGone_WhileItsHandlerRuns_IsNoError(bool heedsIt)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var entered = new SemaphoreSlim(0);
        script.Answer = async call =>
        {
            using CancellationTokenRegistration told = call.Token.Register(gone.SetResult);
            entered.Release();
            await gone.Task;
            return heedsIt ? throw new OperationCanceledException(call.Token) : NodeHealth.Ok;
        };
        await using Wire wire = await Wire.ConnectAsync(node);
        await wire.WriteAsync(Draft().ToWire());
        Assert.That(await entered.WaitAsync(Patience), Is.True);
        wire.Reset();
        await gone.Task.WaitAsync(Patience);
        await node.Logs.WaitForAsync(eventId: 203);
        await node.Logs.WaitForAsync(entry => entry.Message.StartsWith("Request finished", StringComparison.Ordinal));
        Assert.That(node.Logs.Entries.Where(entry => entry.Level >= LogLevel.Warning), Is.Empty);
    }

    [Test]
    public async Task ScopedServices_OfAHandler_AreMadeForEachCallAndDisposedAfterIt()
    {
        var disposed = Channel.CreateUnbounded<ScopedThing>();
        await using TestNode scoped = await TestNode.StartAsync(
            options => options.Partners.Add(TestNode.Partner()),
            builder =>
            {
                builder.Services.AddSingleton(disposed.Writer);
                builder.Services.AddScoped<ScopedThing>();
                builder.AddHandler<ScopedHandler>();
            });
        var seen = new List<ScopedThing>();
        foreach (int _ in Enumerable.Range(0, 2))
        {
            Assert.That((await Wire.SendAsync(scoped, RequestDraft.Get(Health))).Verdict, Is.EqualTo("200/0"));
            seen.Add(await disposed.Reader.ReadAsync().AsTask().WaitAsync(Patience));
        }

        Assert.That(seen[0], Is.Not.SameAs(seen[1]));
        Assert.That(disposed.Reader.TryRead(out ScopedThing? more), Is.False, $"{more}");
    }

    [Test]
    public async Task PartnerDirectory_ThatFails_IsAnsweredUnavailable([Values(Health, "/v1/interconn/node/contract/query?contract_id=c")] string target)
    {
        await using TestNode failing = await TestNode.StartAsync(
            build: builder => builder.Services.AddSingleton<IPartnerDirectory>(new FailingDirectory()));
        WireAnswer answer = await Wire.SendAsync(failing, RequestDraft.Get(target));
        Assert.That(answer.Body, Is.EqualTo("""{"code":50301,"msg":"temporarily unavailable","data":{}}"""));
        LogEntry failure = failing.Logs.Entries.Single(entry => entry.Level >= LogLevel.Warning);
        Assert.That(failure.EventId, Is.EqualTo(205));
        Assert.That(failure.Message, Does.Contain("the partner directory could not be asked"));
    }

    private async Task TimesOutAsync(SemaphoreSlim entered)
    {
        Task<WireAnswer> sending = SendAsync();
        Assert.That(await entered.WaitAsync(Patience), Is.True);
        clock.Advance(TimeSpan.FromSeconds(30));
        WireAnswer answer = await sending;
        Assert.That(answer.Verdict, Is.EqualTo("503/50301"));
        Assert.That(node.Logs.Entries.Where(entry => entry.Level >= LogLevel.Warning), Has.Exactly(1).Items);
    }

    private RequestDraft Draft() => RequestDraft.Get(Health, clock.Now);

    private Task<WireAnswer> SendAsync() => Wire.SendAsync(node, Draft());

    private sealed class FailingDirectory : IPartnerDirectory
    {
        public ValueTask<Partner?> FindAsync(string nodeId, CancellationToken cancellationToken) => throw new TimeoutException("the database does not answer");
    }

    private sealed class ScopedThing(ChannelWriter<ScopedThing> disposed) : IDisposable
    {
        public void Dispose() => disposed.TryWrite(this);
    }

    private sealed class ScopedHandler(ScopedThing thing, IServiceProvider services) : INodeHandler
    {
        public Task<NodeHealth> CheckHealthAsync(InterconnContext context, CancellationToken cancellationToken)
        {
            Assert.That(services.GetRequiredService<ScopedThing>(), Is.SameAs(thing), "one for all of a call");
            return Task.FromResult(NodeHealth.Ok);
        }
    }
}
