using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Interconn.Sdk.Conformance.OnTheWire;

/// <summary>
/// D83: connections that say nothing, or half of something. They cost a socket each and no thread, and the node answers beside them; how many there may be, and for how
/// long, are limits of the server, which the host sets.
/// </summary>
public sealed class IdleConnectionTests
{
    private const int Idle = 1000;
    private const int MaxConnections = 10;

    [Test]
    public async Task D83_AThousandIdleConnections_HoldNoThreadAndTheNodeAnswers([Values] bool isHalfARequest)
    {
        await using TestNode node = await StartAsync(maxConnections: null);
        var wires = new List<Wire>();
        try
        {
            int threads = ThreadPool.ThreadCount;
            byte[] half = RequestDraft.Get("/v1/interconn/node/health").ToWire()[..^2];
            for (int i = 0; i < Idle; i++)
            {
                Wire wire = await Wire.ConnectAsync(node);
                wires.Add(wire);
                if (isHalfARequest)
                {
                    await wire.WriteAsync(half);
                }
            }

            Assert.That(await HealthAsync(node), Is.EqualTo("200/0"));
            Assert.That(ThreadPool.ThreadCount - threads, Is.LessThan(Idle / 20));
        }
        finally
        {
            await CloseAsync(wires);
        }
    }

    [Test]
    public async Task D83_ConnectionsBeyondTheServersLimit_AreClosedAndOneThatIsFreeIsServed()
    {
        await using TestNode node = await StartAsync(MaxConnections);
        var wires = new List<Wire>();
        try
        {
            for (int i = 0; i < MaxConnections; i++)
            {
                // An answer to each shows that the server has taken it.
                wires.Add(await Wire.ConnectAsync(node));
                Assert.That((await wires[i].ExchangeAsync(RequestDraft.Get("/v1/interconn/node/health").ToWire())).Verdict, Is.EqualTo("200/0"));
            }

            await using (Wire refused = await Wire.ConnectAsync(node))
            {
                Assert.That(await refused.IsClosedAsync(), Is.True);
            }

            wires[0].Reset();

            // The one that was refused stops too, and its place was never taken.
            var stopped = new ConcurrentDictionary<string, bool>();
            await node.Logs.WaitForAsync(entry => IsStop(entry) && stopped.TryAdd(entry.Message, true) && stopped.Count == 2);
            Assert.That(await HealthAsync(node), Is.EqualTo("200/0"));
        }
        finally
        {
            await CloseAsync(wires);
        }
    }

    // The line names the connection.
    private static bool IsStop(LogEntry entry) =>
        entry.Message.Contains("stopped", StringComparison.Ordinal) && entry.Category.EndsWith("Connections", StringComparison.Ordinal);

    private static Task<TestNode> StartAsync(int? maxConnections) => TestNode.StartAsync(
        options => options.Partners.Add(TestNode.Partner()),
        new HandlerScript().Register,
        host: builder => builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxConcurrentConnections = maxConnections));

    private static async Task<string> HealthAsync(TestNode node) => (await Wire.SendAsync(node, RequestDraft.Get("/v1/interconn/node/health"))).Verdict;

    private static async Task CloseAsync(List<Wire> wires)
    {
        foreach (Wire wire in wires)
        {
            await wire.DisposeAsync();
        }
    }
}
