using System.Threading.Channels;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Lifecycles;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Tests.Stores;

public sealed class ChangeFeedTests
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);
    private static readonly NodeChange Change = new() { At = NodeFixture.Start, Contracts = [StoredRecords.Contract()] };

    private CountingClock clock = null!;
    private ChangeFeed feed = null!;

    [SetUp]
    public void SetUp()
    {
        clock = new CountingClock();
        feed = new ChangeFeed();
    }

    [Test]
    public void Publish_ToSubscribers_ReachesEachUntilItIsDisposed()
    {
        var heard = new List<string>();
        IDisposable one = feed.Subscribe(_ => heard.Add("one"));
        using IDisposable two = feed.Subscribe(change => heard.Add(change == Change ? "two" : "another change"));

        feed.Publish(Change);
        one.Dispose();
        one.Dispose();
        feed.Publish(Change);

        Assert.That(heard, Is.EqualTo(new[] { "one", "two", "two" }));
    }

    [Test]
    public async Task HoldBack_WhatTheFlowPublishes_IsHeardOnlyFromWhoEndsIt()
    {
        var heard = new List<NodeChange>();
        using IDisposable subscription = feed.Subscribe(heard.Add);

        HeldChanges held = feed.HoldBack();
        feed.Publish(Change);
        await Task.Run(() => feed.Publish(Change with { At = NodeFixture.Start.AddSeconds(1) }));
        Assert.That((heard.Count, feed.IsHeldBack), Is.EqualTo((0, true)));

        Assert.That(held.End().Select(change => change.At), Is.EqualTo(new[] { NodeFixture.Start, NodeFixture.Start.AddSeconds(1) }));
        Assert.That((heard.Count, feed.IsHeldBack), Is.EqualTo((0, false)));

        feed.Publish(Change);
        Assert.That(heard, Is.EqualTo(new[] { Change }));
    }

    [Test]
    public async Task HoldBack_WhatOthersPublish_IsHeardAtOnce()
    {
        var heard = new List<NodeChange>();
        using IDisposable subscription = feed.Subscribe(heard.Add);

        feed.HoldBack();
        Task elsewhere;
        using (ExecutionContext.SuppressFlow())
        {
            elsewhere = Task.Run(() => feed.Publish(Change));
        }

        await elsewhere;
        Assert.That(heard, Is.EqualTo(new[] { Change }));
    }

    [Test]
    public void WaitAsync_WhileHeldBack_IsRefused()
    {
        feed.HoldBack();
        Assert.That(
            () => feed.WaitAsync(static _ => true, static _ => ValueTask.FromResult(true), static _ => true, clock, CancellationToken.None),
            Throws.InvalidOperationException);
    }

    [Test]
    public void Publish_WithoutSubscribers_DoesNothing() => Assert.That(() => feed.Publish(Change), Throws.Nothing);

    [Test]
    public async Task Publish_ASubscriberThatThrows_HarmsNeitherTheOthersNorWhoPublishes()
    {
        using var logs = new LogCollector();
        using var loggers = new LoggerFactory([logs]);
        var fault = new InvalidOperationException("broken listener");
        var logged = new ChangeFeed(loggers.CreateLogger<ChangeFeed>());
        int heard = 0;
        using IDisposable broken = logged.Subscribe(_ => throw fault);
        using IDisposable sound = logged.Subscribe(_ => heard++);

        logged.Publish(Change);

        Assert.That(heard, Is.EqualTo(1));
        Assert.That((await logs.WaitForAsync(501)).Exception, Is.SameAs(fault));
    }

    [Test]
    public async Task WaitAsync_WhereItIsSoAlready_ReadsOnceAndSetsNoTimer()
    {
        int reads = 0;
        int read = await feed.WaitAsync(_ => true, _ => ValueTask.FromResult(++reads), value => value == 1, clock, default);
        Assert.That((read, clock.Made), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task WaitAsync_AfterAChangeThatConcernsIt_ReadsAgain()
    {
        int state = 0;
        var reads = new Reads(() => state);
        Task<int> waiting = feed.WaitAsync(change => change == Change, reads.ReadAsync, value => value == 2, clock, default);
        await reads.CountAsync(1);

        feed.Publish(new NodeChange { At = NodeFixture.Start });
        Assert.That(reads.Count, Is.EqualTo(1));
        state = 1;
        feed.Publish(Change);
        await reads.CountAsync(2);
        state = 2;
        await PublishUntilAsync(waiting);

        Assert.That(await waiting, Is.EqualTo(2));
        Assert.That(clock.Open, Is.Zero);
    }

    [Test]
    public async Task WaitAsync_AChangeWhileItReads_IsNotMissed()
    {
        int state = 0;
        Task<int> waiting = feed.WaitAsync(
            _ => true,
            _ =>
            {
                int read = state;
                if (read == 0)
                {
                    // After what is read, and before the reader waits.
                    state = 1;
                    feed.Publish(Change);
                }

                return ValueTask.FromResult(read);
            },
            value => value == 1,
            clock,
            default);
        Assert.That(await waiting.WaitAsync(TimeSpan.FromSeconds(30)), Is.EqualTo(1));
        Assert.That(clock.Open, Is.Zero);
    }

    [Test]
    public async Task WaitAsync_AChangeThatAnotherProcessMade_IsReadEveryNowAndThen()
    {
        int state = 0;
        var reads = new Reads(() => state);
        Task<int> waiting = feed.WaitAsync(_ => true, reads.ReadAsync, value => value == 1, clock, default);
        for (int polls = 1; polls <= 3; polls++)
        {
            await reads.CountAsync(polls);
            await clock.OpenAsync(1);
            clock.Advance(PollInterval - TimeSpan.FromMilliseconds(1));
            Assert.That(reads.Count, Is.EqualTo(polls));
            state = polls / 3;
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.That(await waiting, Is.EqualTo(1));
        Assert.That(clock.Open, Is.Zero);
    }

    [Test]
    public async Task WaitAsync_Cancelled_EndsItsTimerAndItsSubscription()
    {
        using var source = new CancellationTokenSource();
        var reads = new Reads(() => 0);
        Task<int> waiting = feed.WaitAsync(_ => true, reads.ReadAsync, value => value == 1, clock, source.Token);
        await reads.CountAsync(1);
        await source.CancelAsync();

        Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => waiting);
        Assert.That(clock.Open, Is.Zero);
        feed.Publish(Change);
        Assert.That(reads.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task WaitAsync_ManyChangesOneAfterTheOther_LeaveNoTimersBehind()
    {
        int state = 0;
        var reads = new Reads(() => Volatile.Read(ref state));
        Task<int> waiting = feed.WaitAsync(_ => true, reads.ReadAsync, value => value == 100, clock, default);
        for (int i = 1; i <= 100; i++)
        {
            await reads.CountAsync(i);
            Volatile.Write(ref state, i);
            feed.Publish(Change);
        }

        Assert.That(await waiting, Is.EqualTo(100));
        Assert.That(clock.Open, Is.Zero);
    }

    private async Task PublishUntilAsync(Task done)
    {
        feed.Publish(Change);
        await done.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>What is read, and a way to wait until it was read so often.</summary>
    private sealed class Reads(Func<int> read)
    {
        private readonly Lock gate = new();
        private readonly Dictionary<int, TaskCompletionSource> awaited = [];

        public int Count { get; private set; }

        public ValueTask<int> ReadAsync(CancellationToken cancellationToken)
        {
            lock (gate)
            {
                int value = read();
                Of(++Count).TrySetResult();
                return ValueTask.FromResult(value);
            }
        }

        public Task CountAsync(int count)
        {
            lock (gate)
            {
                return Of(count).Task.WaitAsync(TimeSpan.FromSeconds(30));
            }
        }

        private TaskCompletionSource Of(int count) => awaited.TryGetValue(count, out TaskCompletionSource? source)
            ? source
            : awaited[count] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>A clock of a test that knows which of its timers were not disposed.</summary>
    private sealed class CountingClock : TimeProvider
    {
        private readonly ManualTimeProvider clock = new(NodeFixture.Start);
        private readonly Channel<bool> created = Channel.CreateUnbounded<bool>();
        private int open;

        public int Made { get; private set; }

        public int Open => Volatile.Read(ref open);

        public override long TimestampFrequency => clock.TimestampFrequency;

        public void Advance(TimeSpan by) => clock.Advance(by);

        public async Task OpenAsync(int count)
        {
            while (Open < count)
            {
                await created.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
            }
        }

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new CountedTimer(clock.CreateTimer(callback, state, dueTime, period), () => Interlocked.Decrement(ref open));
            Made++;
            Interlocked.Increment(ref open);
            created.Writer.TryWrite(true);
            return timer;
        }
    }

    private sealed class CountedTimer(ITimer timer, Action disposed) : ITimer
    {
        private int isDisposed;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            timer.Dispose();
            if (Interlocked.Exchange(ref isDisposed, 1) == 0)
            {
                disposed();
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
