using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Conformance.OnTheWire;

/// <summary>B45: senders that take their time. They are cut off by the server's limits, and hold a connection meanwhile but no thread.</summary>
public sealed class SlowSenderTests : NodeOnTheWire
{
    private const int Senders = 100;

    [Test]
    public async Task B45_SlowBodies_AreTimedOutAndHoldNoThread()
    {
        Wire[] wires = await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => ConnectAsync()));
        try
        {
            int threads = ThreadPool.ThreadCount;
            await UntouchedAsync(
                async () =>
                {
                    foreach (Wire wire in wires)
                    {
                        RequestDraft draft = RequestDraft.Post(DatasetApply, Application);
                        await wire.WriteAsync(WithLines(draft, $"Host: node.test|Content-Length: {draft.Body.Length}|Expect: 100-continue"));
                        Assert.That((await wire.ReadHeadAsync())[0], Does.Contain("100 Continue"));
                        await wire.WriteAsync("{"u8.ToArray());
                    }

                    // All of them wait for bodies now, and the node has threads left for others.
                    Assert.That((await SendAsync(new RequestDraft { Target = Health })).Verdict, Is.EqualTo("400/40002"));
                    Assert.That(ThreadPool.ThreadCount - threads, Is.LessThan(Senders / 4));
                    foreach (Wire wire in wires)
                    {
                        WireAnswer answer = await wire.ReadAsync();
                        Assert.That(answer.Verdict, Is.EqualTo("408/40801"));
                        Assert.That(answer.Header("Connection"), Is.EqualTo("close"));
                    }
                },
                refusals: null);
            Assert.That(Node.Logs.OwnEntries.Count(entry => entry.EventId == RefusedEvent && entry.Level == LogLevel.Warning), Is.EqualTo(Senders + 1));
        }
        finally
        {
            foreach (Wire wire in wires)
            {
                await wire.DisposeAsync();
            }
        }
    }

    [Test]
    public async Task B45_SlowHeaders_AreTimedOutByTheServer()
    {
        byte[] head = RequestDraft.Get(Health).ToWire();
        await RefusedAsync(head[..^2], "408/none");
    }

    [Test]
    public async Task B45_ConnectionThatSaysNothing_IsClosedByTheServer()
    {
        await using Wire wire = await ConnectAsync();
        await UntouchedAsync(async () => Assert.That(await wire.IsClosedAsync(), Is.True), refusals: 0);
    }

    protected override void ConfigureHost(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(1.1));
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(1);
        });
    }
}
