using System.Globalization;

namespace Interconn.Sdk.Node.Tests.Upkeep;

/// <summary>
/// Moves the clock of a test from one thing that a background loop wakes up for to the next. The loop logs that it sleeps, and until when, once it has nothing
/// under way and its timer is set.
/// </summary>
internal sealed class LoopWatch(ManualTimeProvider clock, LogCollector logs, int sleepsEvent)
{
    private readonly List<LogEntry> kept = [];

    /// <summary>What was logged since the start of the test.</summary>
    public IReadOnlyList<LogEntry> AllEntries => [.. kept, .. logs.Entries];

    /// <summary>Waits until the loop has nothing left to do at this time.</summary>
    /// <returns>When it wakes up.</returns>
    public async Task<DateTimeOffset> AsleepAsync()
    {
        await logs.WaitForAsync(sleepsEvent);
        string message = logs.Entries.Last(entry => entry.EventId == sleepsEvent).Message;
        return DateTimeOffset.ParseExact(message[(message.LastIndexOf(' ') + 1)..], "O", CultureInfo.InvariantCulture);
    }

    /// <summary>Does something that wakes the loop, and waits until it sleeps again.</summary>
    public async Task WakeAsync(Func<Task> wakeAsync)
    {
        await AsleepAsync();
        Forget();
        await wakeAsync();
        await AsleepAsync();
    }

    /// <summary>Lets the loop work until a time, with every stop on the way.</summary>
    public async Task RunUntilAsync(DateTimeOffset end)
    {
        while (true)
        {
            DateTimeOffset wakesAt = await AsleepAsync();
            if (wakesAt > end)
            {
                clock.Advance(end - clock.Now);
                return;
            }

            Forget();
            if (wakesAt > clock.Now)
            {
                clock.Advance(wakesAt - clock.Now);
            }
        }
    }

    /// <summary>Lets what was logged so far count no more as a sign that the loop sleeps.</summary>
    public void Forget()
    {
        kept.AddRange(logs.Entries);
        logs.Clear();
    }
}
