namespace Interconn.Sdk.TestHosting;

/// <summary>
/// A clock that stands still until a test moves it. <see cref="Advance"/> moves both the wall clock and the one that cannot be set, and fires the
/// timers that are due; <see cref="SetWallClock"/> moves only the wall clock, as an operator does.
/// </summary>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private long wallTicks = start.UtcTicks;
    private long elapsedTicks;

    public DateTimeOffset Now => GetUtcNow();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref wallTicks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref elapsedTicks);

    public void SetWallClock(DateTimeOffset time) => Interlocked.Exchange(ref wallTicks, time.UtcTicks);

    public void Advance(TimeSpan by)
    {
        Interlocked.Add(ref wallTicks, by.Ticks);
        Interlocked.Add(ref elapsedTicks, by.Ticks);
        ManualTimer[] due;
        lock (gate)
        {
            due = [.. timers.Where(timer => timer.DueTicks <= Interlocked.Read(ref elapsedTicks))];
        }

        foreach (ManualTimer timer in due)
        {
            timer.Fire(Interlocked.Read(ref elapsedTicks));
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        lock (gate)
        {
            timers.Add(timer);
        }

        return timer;
    }

    private void Forget(ManualTimer timer)
    {
        lock (gate)
        {
            timers.Remove(timer);
        }
    }

    private sealed class ManualTimer(ManualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public long DueTicks { get; private set; } = long.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            period = newPeriod;
            DueTicks = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : owner.GetTimestamp() + dueTime.Ticks;
            return true;
        }

        public void Fire(long now)
        {
            DueTicks = period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero ? long.MaxValue : now + period.Ticks;
            callback(state);
        }

        public void Dispose() => owner.Forget(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
