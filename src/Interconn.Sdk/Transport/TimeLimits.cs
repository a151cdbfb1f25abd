using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Interconn.Sdk.Transport;

/// <summary>
/// The time limits of calls. One that was not signalled serves another call, as the web server does with the token of a request: a timer and its registrations are the
/// larger part of what a quick call leaves to the collector. Whoever still has the token of a call that has ended finds it never signalled, or by a later call.
/// </summary>
internal sealed class TimeLimits(TimeProvider timeProvider)
{
    private const int MostKept = 256;

    private readonly ConcurrentQueue<TimeLimit> kept = new();
    private TimeLimit? last;
    private int count;

    /// <summary>A time limit that runs. It must be disposed of when the call has ended, once.</summary>
    public TimeLimit Start(TimeSpan limit, CancellationToken caller)
    {
        if (!TryTake(out TimeLimit? time))
        {
            return new TimeLimit(limit, timeProvider, this, caller);
        }

        time.Restart(limit, caller);
        return time;
    }

    /// <summary>Keeps one for another call; false where there are enough.</summary>
    public bool TryKeep(TimeLimit time)
    {
        if (last is null && Interlocked.CompareExchange(ref last, time, null) is null)
        {
            return true;
        }

        if (Interlocked.Increment(ref count) > MostKept)
        {
            Interlocked.Decrement(ref count);
            return false;
        }

        kept.Enqueue(time);
        return true;
    }

    private bool TryTake([NotNullWhen(true)] out TimeLimit? time)
    {
        time = last;
        if (time is not null && Interlocked.CompareExchange(ref last, null, time) == time)
        {
            return true;
        }

        if (kept.TryDequeue(out time))
        {
            Interlocked.Decrement(ref count);
            return true;
        }

        return false;
    }
}
