using Interconn.Sdk.Node.Upkeep;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Tests.Upkeep;

/// <summary>When a loop says that its store fails: at once, but for a store that is disposed of with a host that ends.</summary>
public sealed class StoreOutageLogTests
{
    private const int StoreFails = 560;

    [TestCase(false, 1, 1)]
    [TestCase(false, 3, 1)]
    [TestCase(true, 1, 0)]
    [TestCase(true, 2, 1)]
    [TestCase(true, 3, 1)]
    public async Task SitOut_OfAStoreThatFailsInARow_IsSaidOnce(bool isDisposed, int failures, int said)
    {
        using var logs = new LogCollector();
        using var loggers = new LoggerFactory([logs]);
        var clock = new ManualTimeProvider(NodeFixture.Start);
        var outage = new StoreOutage("outbox", clock, loggers.CreateLogger<StoreOutage>());
        Exception cause = isDisposed ? new ObjectDisposedException("container") : new IOException();
        for (int i = 0; i < failures; i++)
        {
            Task waiting = outage.SitOutAsync(new InterconnException(InterconnCodes.Unavailable, "The store failed.", cause), default);
            clock.Advance(TimeSpan.FromMinutes(1));
            await waiting;
        }

        Assert.That(logs.Entries.Count(static entry => entry.EventId == StoreFails), Is.EqualTo(said));
    }
}
