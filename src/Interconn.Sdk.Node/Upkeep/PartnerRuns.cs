using System.Collections.Concurrent;

namespace Interconn.Sdk.Node.Upkeep;

/// <summary>
/// The work for partners that a loop has under way, one run of each partner at a time; and the loop's sleep, which the end of a run ends. Other processes have
/// runs of their own.
/// </summary>
internal sealed class PartnerRuns(Alarm alarm)
{
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, Task> runs = new(StringComparer.Ordinal);

    public int Count => runs.Count;

    public ICollection<string> Partners => runs.Keys;

    public bool Contains(string partnerNodeId) => runs.ContainsKey(partnerNodeId);

    /// <summary>Starts a run for a partner that has none. It must not throw.</summary>
    public void Start(string partnerNodeId, Func<Task> runAsync)
    {
        // Known before it starts, so that it can say that it has ended.
        runs[partnerNodeId] = Task.CompletedTask;
        Task run = Task.Run(() => RunAsync(partnerNodeId, runAsync), CancellationToken.None);
        runs.TryUpdate(partnerNodeId, run, Task.CompletedTask);
    }

    /// <summary>Sleeps until a time, until a run ends, or until the alarm is rung.</summary>
    /// <param name="until">The time.</param>
    /// <param name="isIdle">Whether nothing is under way, and nothing has happened that lets the sleep end at once.</param>
    /// <param name="cancellationToken">Ends the sleep.</param>
    public Task SleepAsync(DateTimeOffset until, out bool isIdle, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            Task sleep = alarm.SleepAsync(until, cancellationToken);
            isIdle = runs.IsEmpty && !sleep.IsCompleted;
            return sleep;
        }
    }

    /// <summary>Waits for the runs under way.</summary>
    public Task EndAsync() => Task.WhenAll(runs.Values);

    private async Task RunAsync(string partnerNodeId, Func<Task> runAsync)
    {
        try
        {
            await runAsync().ConfigureAwait(false);
        }
        finally
        {
            lock (gate)
            {
                runs.TryRemove(partnerNodeId, out _);
                alarm.Ring();
            }
        }
    }
}
