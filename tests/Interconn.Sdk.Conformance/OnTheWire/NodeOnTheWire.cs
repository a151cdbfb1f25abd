using System.Text;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Conformance.OnTheWire;

/// <summary>
/// A node on Kestrel for the tests of a fixture, and what "nothing lost" means of a refused call: no handler ran, no nonce was recorded before the
/// signature held, one event was logged.
/// </summary>
public abstract class NodeOnTheWire
{
    protected const string Health = "/v1/interconn/node/health";
    protected const string DatasetList = "/v1/interconn/dataset/pub/list";
    protected const string DatasetApply = "/v1/interconn/dataset/audit/apply";
    protected const string DatasetConfirm = "/v1/interconn/dataset/audit/confirm";
    protected const string Application = """{"audit_id":"a-1","contract_id":"c-01","dataset_id":"d-1"}""";

    /// <summary>The event of a refusal.</summary>
    protected const int RefusedEvent = 201;

    /// <summary>The event of a caller that went away.</summary>
    protected const int GoneEvent = 203;

    protected TestNode Node { get; private set; } = null!;

    protected HandlerScript Script { get; } = new();

    private InMemoryReplayGuard Guard => (InMemoryReplayGuard)Node.Services.GetRequiredService<IReplayGuard>();

    [OneTimeSetUp]
    public async Task StartAsync() => Node = await TestNode.StartAsync(Configure, Script.Register, host: ConfigureHost);

    [OneTimeTearDown]
    public async Task StopAsync() => await Node.DisposeAsync();

    protected virtual void Configure(InterconnOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Partners.Add(TestNode.Partner());
        // The budget of failures has tests of its own; here hundreds of calls fail from one address.
        options.MaxFailuresPerMinute = int.MaxValue / 10;
    }

    protected virtual void ConfigureHost(WebApplicationBuilder builder)
    {
    }

    protected Task<WireAnswer> SendAsync(RequestDraft draft) => Wire.SendAsync(Node, draft);

    protected Task<Wire> ConnectAsync() => Wire.ConnectAsync(Node);

    protected Task<WireAnswer> RefusedAsync(RequestDraft draft, string verdict, bool verified = false)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return RefusedAsync(draft.ToWire(), verdict, verified);
    }

    protected async Task<WireAnswer> RefusedAsync(byte[] request, string verdict, bool verified = false)
    {
        await using Wire wire = await ConnectAsync();
        return await RefusedAsync(() => wire.ExchangeAsync(request), verdict, verified);
    }

    /// <summary>Sends a request and asserts that it is refused and that nothing is lost by it.</summary>
    /// <param name="exchange">Sends the request and reads the answer.</param>
    /// <param name="verdict">Status and code; a refusal by Kestrel itself has no envelope and no event of ours.</param>
    /// <param name="verified">Whether the signature holds, so that the nonce is spent and the refusal comes after it.</param>
    protected async Task<WireAnswer> RefusedAsync(Func<Task<WireAnswer>> exchange, string verdict, bool verified = false)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        Node.Logs.Clear();
        int nonces = Guard.Count;
        int handled = Script.Calls.Count;
        WireAnswer answer = await exchange();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(verdict), answer.Body);
            AssertNothingLost(nonces + (verified ? 1 : 0), handled, refusals: answer.Code is null ? 0 : 1);
        }

        return answer;
    }

    /// <summary>Sends a request that must be served.</summary>
    protected async Task<WireAnswer> ServedAsync(RequestDraft draft)
    {
        int handled = Script.Calls.Count;
        WireAnswer answer = await SendAsync(draft);
        Assert.That(answer.Verdict, Is.EqualTo("200/0"), answer.Body);
        Assert.That(Script.Calls, Has.Count.EqualTo(handled + 1));
        return answer;
    }

    /// <summary>Runs what must not reach a handler or the replay guard, whatever comes back.</summary>
    protected async Task UntouchedAsync(Func<Task> exchange, int? refusals)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        Node.Logs.Clear();
        int nonces = Guard.Count;
        int handled = Script.Calls.Count;
        await exchange();
        using (Assert.EnterMultipleScope())
        {
            AssertNothingLost(nonces, handled, refusals);
        }
    }

    /// <summary>The bytes of a request whose head is written by hand: lines as they are, nothing added.</summary>
    protected static byte[] Raw(string text) => Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n"));

    /// <summary>The head of a draft, with further header lines that no client would write, and whatever follows it.</summary>
    protected static byte[] WithLines(RequestDraft draft, string lines, string body = "")
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(lines);
        var text = new StringBuilder($"{draft.Method} {draft.Target} HTTP/1.1\r\n");
        foreach ((string name, string value) in draft.Headers)
        {
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        foreach (string line in lines.Split('|'))
        {
            text.Append(line).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.Append("\r\n").Append(body).ToString());
    }

    private void AssertNothingLost(int nonces, int handled, int? refusals)
    {
        Assert.That(Guard.Count, Is.EqualTo(nonces), "nonces recorded");
        Assert.That(Script.Calls, Has.Count.EqualTo(handled), "handlers run");
        if (refusals is int expected)
        {
            Assert.That(Node.Logs.OwnEntries.Count(entry => entry.EventId == RefusedEvent), Is.EqualTo(expected), "refusals logged");
        }

        // Kestrel cries out when it ends a connection that abuses HTTP/2, as it should; an exception that escapes the node shows elsewhere.
        Assert.That(
            Node.Logs.Entries.Where(entry => entry.Level >= LogLevel.Error && entry.Category != "Microsoft.AspNetCore.Server.Kestrel.Http2"),
            Is.Empty,
            "errors logged");
    }
}
