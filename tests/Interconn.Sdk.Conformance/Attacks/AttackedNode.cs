using System.Collections.Frozen;
using Interconn.Sdk.Conformance.RoundTrips;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>
/// A node that serves all endpoints, on a clock that stands still, and that says of each request what became of it: served, with the handler run
/// once, or refused, with the handler not run and exactly one refusal in the log.
/// </summary>
internal sealed class AttackedNode : IAsyncDisposable
{
    /// <summary>A dataset's detail, asked for under the contract of the tests.</summary>
    public const string Read = "/v1/interconn/dataset/pub/query?contract_id=c-01&dataset_id=d-01";

    /// <summary>The target of <see cref="Written"/>.</summary>
    public const string Write = "/v1/interconn/dataset/audit/terminate";

    /// <summary>The body that goes with <see cref="Write"/>.</summary>
    public const string Written = """{"audit_id":"a-01"}""";

    private const int Refused = 201;
    private const int Failed = 202;
    private const int StoreFailed = 205;

    private readonly FrozenDictionary<string, EndpointSample> samples;
    private readonly ISigningKey key;

    private AttackedNode(TestNode host, HandlerRecorder handler, ManualTimeProvider clock, ISigningKey key, FrozenDictionary<string, EndpointSample> samples)
    {
        Host = host;
        Handler = handler;
        Clock = clock;
        this.key = key;
        this.samples = samples;
    }

    public TestNode Host { get; }

    public HandlerRecorder Handler { get; }

    public ManualTimeProvider Clock { get; }

    /// <summary>The reasons in the log of the refusals since the last request.</summary>
    public string RefusalReason => Host.Logs.OwnEntries.Single(entry => entry.EventId == Refused).Message;

    /// <summary>Starts a node that has a contract with the caller of the tests, under the given key.</summary>
    public static async Task<AttackedNode> StartAsync(
        ISigningKey? key = null,
        Action<InterconnOptions>? configure = null,
        Action<InterconnBuilder>? build = null,
        Action<WebApplication>? map = null,
        ManualTimeProvider? clock = null)
    {
        key ??= TestKeys.CallerKey;
        clock ??= new ManualTimeProvider(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero));
        var handler = new HandlerRecorder();
        FrozenDictionary<string, EndpointSample> samples = EndpointSamples.For(key);
        foreach (EndpointSample sample in samples.Values.Where(sample => sample.Answer is not null))
        {
            handler.Answer(sample.Section, sample.Answer!);
        }

        TestNode host = await TestNode.StartAsync(
            options =>
            {
                options.Partners.Add(TestNode.Partner(key));
                // The attacks come by the hundred, and the clock of the budgets stands still.
                options.MaxFailuresPerMinute = 1_000_000;
                options.MaxUnsignedCallsPerMinute = 1_000_000;
                configure?.Invoke(options);
            },
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(clock);
                handler.Serve(builder);
                build?.Invoke(builder);
            },
            map);
        return new AttackedNode(host, handler, clock, key, samples);
    }

    /// <summary>A signed GET of the caller, of the present.</summary>
    public RequestDraft Get(string target = Read, ISigningKey? with = null) => RequestDraft.Get(target, Clock.Now, with ?? key);

    /// <summary>A signed POST of the caller, of the present.</summary>
    public RequestDraft Post(string target = Write, string json = Written, ISigningKey? with = null) =>
        RequestDraft.Post(target, json, Clock.Now, with ?? key);

    /// <summary>The sample of an endpoint as a signed request of the caller, of the present.</summary>
    public RequestDraft Sample(string section) => samples[section].ToDraft(Clock.Now, key);

    /// <summary>Changes what the node knows of the caller.</summary>
    public void SetContracts(params PartnerContract[] contracts) =>
        Host.Services.GetRequiredService<InMemoryPartnerDirectory>().Set(new Partner { NodeId = TestNode.CallerId, Contracts = contracts });

    /// <summary>What the node reads a key as when a partner offers it.</summary>
    public PartnerCredential Credential(ISigningKey of) =>
        Host.Services.GetRequiredService<CredentialReader>().Read(AuthTypes.PublicKey, of.PublicKey.ToPem());

    public Task<WireAnswer> RefusesAsync(RequestDraft draft, string verdict, string? because = null) =>
        RefusesAsync(draft.ToWire(), verdict, because);

    /// <summary>Sends a request that must be refused by the pipeline: nothing but the log may change.</summary>
    public async Task<WireAnswer> RefusesAsync(byte[] request, string verdict, string? because = null)
    {
        int handled = Handler.Calls.Count;
        Host.Logs.Clear();
        WireAnswer answer = await Wire.SendAsync(Host, request);
        Assert.That(answer.Verdict, Is.EqualTo(verdict), () => $"{because} {answer.Body}");
        Assert.That(Handler.Calls, Has.Count.EqualTo(handled), because);
        Assert.That(answer.Envelope?.GetProperty("data").GetRawText(), Is.EqualTo("{}"), because);
        Assert.That(Events(), Is.EqualTo(new[] { answer.Code switch { 50001 => Failed, 50301 when !IsRefused() => StoreFailed, _ => Refused } }), because);
        return answer;
    }

    /// <summary>Sends a request that the server itself must refuse, before the pipeline sees it: no envelope, nothing logged by the SDK.</summary>
    public async Task RejectsAsync(RequestDraft draft, int status)
    {
        int handled = Handler.Calls.Count;
        Host.Logs.Clear();
        WireAnswer answer = await Wire.SendAsync(Host, draft);
        Assert.That(answer.Verdict, Is.EqualTo($"{status}/none"));
        Assert.That(Handler.Calls, Has.Count.EqualTo(handled));
        Assert.That(Host.Logs.OwnEntries, Is.Empty);
    }

    /// <summary>Sends a request that must be served.</summary>
    public async Task<HandledCall> ServesAsync(RequestDraft draft, string? because = null)
    {
        int handled = Handler.Calls.Count;
        Host.Logs.Clear();
        WireAnswer answer = await Wire.SendAsync(Host, draft);
        Assert.That(answer.Verdict, Is.EqualTo("200/0"), () => $"{because} {answer.Body} {string.Join(' ', Host.Logs.OwnEntries.Select(entry => entry.Message))}");
        Assert.That(Handler.Calls, Has.Count.EqualTo(handled + 1), because);
        Assert.That(Events(), Is.Empty, because);
        return Handler.LastCall;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private IEnumerable<int> Events() =>
        Host.Logs.OwnEntries.Select(entry => entry.EventId).Where(id => id is Refused or Failed or StoreFailed);

    private bool IsRefused() => Host.Logs.OwnEntries.Any(entry => entry.EventId == Refused);
}
