namespace Interconn.Sdk.Node.Tests.Contracts;

/// <summary>A clock that tells when somebody begins to wait for a certain time.</summary>
internal sealed class WatchedClock(ManualTimeProvider inner, TimeSpan watched) : TimeProvider
{
    private readonly TaskCompletionSource set = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ManualTimeProvider Inner => inner;

    public TimeSpan Watched => watched;

    /// <summary>Ends when a timer of that time was set.</summary>
    public Task Set => set.Task;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = inner.CreateTimer(callback, state, dueTime, period);
        if (dueTime == watched)
        {
            set.TrySetResult();
        }

        return timer;
    }
}
