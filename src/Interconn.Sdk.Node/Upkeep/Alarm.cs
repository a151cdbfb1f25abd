namespace Interconn.Sdk.Node.Upkeep;

/// <summary>Wakes one sleeper at a time, or earlier when it is rung. Rung while nobody sleeps, it lets the next one sleep not at all.</summary>
internal sealed class Alarm(TimeProvider timeProvider)
{
    private readonly Lock gate = new();
    private TaskCompletionSource rung = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Ring()
    {
        lock (gate)
        {
            rung.TrySetResult();
        }
    }

    /// <summary>Sleeps. The clock is set when this returns.</summary>
    public async Task SleepAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        Task bell;
        lock (gate)
        {
            bell = rung.Task;
        }

        TimeSpan time = until - timeProvider.GetUtcNow();
        if (!bell.IsCompleted && time > TimeSpan.Zero)
        {
            Task sleep = bell.WaitAsync(time, timeProvider, cancellationToken);
            if (timeProvider.GetUtcNow() >= until)
            {
                // The clock went on before it was set.
                Ring();
            }

            await sleep.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            if (rung.Task.IsCompleted)
            {
                rung = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
