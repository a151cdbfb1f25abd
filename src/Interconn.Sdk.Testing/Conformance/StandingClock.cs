namespace Interconn.Sdk.Testing.Conformance;

/// <summary>A clock that stands until a check moves it: the wall clock and the one that cannot be set together. Its timers are the system's.</summary>
internal sealed class StandingClock(DateTimeOffset start) : TimeProvider
{
    private long elapsedTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start.AddTicks(Interlocked.Read(ref elapsedTicks));

    public override long GetTimestamp() => Interlocked.Read(ref elapsedTicks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref elapsedTicks, by.Ticks);
}
