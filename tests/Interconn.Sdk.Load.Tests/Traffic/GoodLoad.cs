using System.Diagnostics;

namespace Interconn.Sdk.Load.Tests.Traffic;

/// <summary>The good partners' calls, over connections that stay open: as many as go through, or at a rate.</summary>
internal sealed class GoodLoad(IReadOnlyList<Caller> callers, int port, Tally tally)
{
    private const int LifecycleEvery = 300;

    private readonly TimeProvider time = TimeProvider.System;

    /// <summary>As many calls as go through, each when the one before it was answered. Gives the number of calls.</summary>
    public async Task<long> RunClosedAsync(int connectionsPerCaller, CancellationToken end)
    {
        long[] counts = await Task.WhenAll(callers.SelectMany(caller => Enumerable.Range(0, connectionsPerCaller).Select(_ => Task.Run(async () =>
        {
            await using KeepAliveConnection connection = await KeepAliveConnection.OpenAsync(caller.Address, port);
            long count = 0;
            while (!end.IsCancellationRequested && connection.IsOpen)
            {
                IEnumerable<PlannedCall> calls = ++count % LifecycleEvery == 0 ? GoodCalls.Lifecycle(caller) : [GoodCalls.Next(caller)];
                await SendAllAsync(connection, calls);
            }

            return count;
        }))));
        return counts.Sum();
    }

    public async Task PrepareAsync()
    {
        foreach (Caller caller in callers)
        {
            await using KeepAliveConnection connection = await KeepAliveConnection.OpenAsync(caller.Address, port);
            await SendAllAsync(connection, GoodCalls.Prelude(caller));
        }
    }

    /// <summary>
    /// Calls at times that were fixed before, whatever the answers to others take: where a connection is not free at such a time, the wait counts. Only how late the timer
    /// of this generator wakes does not. The requests are signed beforehand.
    /// </summary>
    public async Task<double[]> RunOpenAsync(int perSecond, int connectionsPerCaller, TimeSpan duration)
    {
        int workers = callers.Count * connectionsPerCaller;
        int calls = (int)(perSecond * duration.TotalSeconds);
        long start = time.GetTimestamp() + TimeProvider.System.TimestampFrequency / 50;
        double[][] latencies = await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            Caller caller = callers[worker % callers.Count];
            var measured = new List<double>((calls / workers) + 1);
            await using KeepAliveConnection connection = await KeepAliveConnection.OpenAsync(caller.Address, port);
            for (int i = worker; i < calls && connection.IsOpen; i += workers)
            {
                PlannedCall call = GoodCalls.Next(caller);
                long due = start + (i * time.TimestampFrequency / perSecond);
                long from = await WaitAsync(due);
                Verdict answer = await connection.ExchangeAsync(call.Request);
                measured.Add(Stopwatch.GetElapsedTime(from, time.GetTimestamp()).TotalMilliseconds);
                tally.Add(call.Kind, answer, call.Due);
            }

            return measured.ToArray();
        })));
        return [.. latencies.SelectMany(static each => each)];
    }

    /// <summary>Waits for a moment. Gives the moment itself where it had passed before the wait, and otherwise that of waking.</summary>
    private async Task<long> WaitAsync(long due)
    {
        if (time.GetTimestamp() >= due)
        {
            return due;
        }

        while (time.GetElapsedTime(time.GetTimestamp(), due) is { Ticks: > 0 } left)
        {
            await Task.Delay(left < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : left, time);
        }

        return time.GetTimestamp();
    }

    private async Task SendAllAsync(KeepAliveConnection connection, IEnumerable<PlannedCall> calls)
    {
        foreach (PlannedCall call in calls)
        {
            tally.Add(call.Kind, await connection.ExchangeAsync(call.Request), call.Due);
        }
    }
}
