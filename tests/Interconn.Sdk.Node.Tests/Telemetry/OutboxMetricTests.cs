using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Interconn.Sdk.Diagnostics;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Upkeep;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Interconn.Sdk.Node.Tests.Telemetry;

/// <summary>What a collector of metrics and a health check say of the outbox.</summary>
public sealed class OutboxMetricTests
{
    private const string NodeId = "outbox-metric-node";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private InMemoryNodeStore store = null!;

    [SetUp]
    public void SetUp() => store = UpkeepWorld.NewStore();

    [TearDown]
    public void TearDown() => store.Dispose();

    [Test]
    public async Task Metric_OfTheOutbox_FollowsWhatWaitsAndWhatWasGivenUp()
    {
        var measured = Channel.CreateUnbounded<(string? State, int Count)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, self) =>
            {
                if (instrument.Meter.Name == InterconnDiagnostics.Name && instrument.Name == "interconn.outbox.messages")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, count, tags, _) =>
        {
            var all = new Dictionary<string, object?>(tags.ToArray());
            if (NodeId.Equals(all["interconn.node"]))
            {
                measured.Writer.TryWrite((all["interconn.outbox.state"] as string, count));
            }
        });
        listener.Start();
        var clock = new ManualTimeProvider(NodeFixture.Start);
        await using TestNode node = await NodeFixture.StartAsync(NodeId, clock, build: builder =>
        {
            NodeFixture.WithoutBackgroundWorkBut<OutboxWatch>(builder);
            builder.Services.AddSingleton<INodeStore>(store);
        });
        Assert.That(await NextAsync(), Is.EqualTo((("pending", 0), ("dead", 0))), "at the start");
        await WriteAsync("m-1", OutboxState.Pending);
        await WriteAsync("m-2", OutboxState.Pending);
        await WriteAsync("m-3", OutboxState.Dead);
        await WriteAsync("m-4", OutboxState.Delivered);
        using var limit = new CancellationTokenSource(Patience);
        while (!measured.Reader.TryPeek(out _))
        {
            // When the wait for the next time began, nothing says.
            limit.Token.ThrowIfCancellationRequested();
            clock.Advance(OutboxWatch.Interval);
            await Task.Yield();
        }

        Assert.That(await NextAsync(), Is.EqualTo((("pending", 2), ("dead", 1))), "half a minute later");

        async Task<((string?, int), (string?, int))> NextAsync() => (
            await measured.Reader.ReadAsync().AsTask().WaitAsync(Patience), await measured.Reader.ReadAsync().AsTask().WaitAsync(Patience));
    }

    [Test]
    public async Task HealthCheck_OfTheOutbox_IsDegradedWhileMessagesAreGivenUp()
    {
        await using TestNode node = await NodeFixture.StartAsync(build: builder =>
        {
            NodeFixture.WithoutBackgroundWork(builder);
            builder.Services.AddSingleton<INodeStore>(store);
            builder.Services.AddHealthChecks().AddInterconnOutbox();
        });
        HealthCheckService checks = node.Services.GetRequiredService<HealthCheckService>();
        await WriteAsync("m-1", OutboxState.Pending);
        HealthReportEntry healthy = (await checks.CheckHealthAsync()).Entries["interconn-outbox"];
        Assert.That((healthy.Status, healthy.Description), Is.EqualTo((HealthStatus.Healthy, "1 messages wait in the outbox.")));

        await WriteAsync("m-2", OutboxState.Dead);
        HealthReportEntry degraded = (await checks.CheckHealthAsync()).Entries["interconn-outbox"];
        Assert.That(degraded.Status, Is.EqualTo(HealthStatus.Degraded));
        Assert.That(degraded.Description, Does.StartWith("1 messages of the outbox were given up").And.Contain("resend"));
    }

    private async Task WriteAsync(string messageId, OutboxState state)
    {
        OutboxMessage message = OutboxMessages.OwnKey(Records.Contract(), NodeFixture.Start) with
        {
            MessageId = messageId,
            State = state,
            EndedAt = state == OutboxState.Pending ? null : NodeFixture.Start,
        };
        Assert.That(await store.TryCommitAsync(new NodeChange { At = NodeFixture.Start, Messages = [message] }, default), Is.True);
    }
}
