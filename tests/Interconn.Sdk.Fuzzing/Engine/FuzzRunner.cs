using System.Globalization;

namespace Interconn.Sdk.Fuzzing.Engine;

/// <summary>
/// Tries inputs for a while. A run fails where an input breaks its oracle, where one takes too long, and where the heap has grown since the warm-up.
/// </summary>
internal sealed class FuzzRunner(FuzzSettings settings, TimeProvider time)
{
    /// <summary>
    /// The most bytes by which the heap may grow between the warm-up and the end, both after a full collection. What keeps a kilobyte of each input breaks it within
    /// 4,000 inputs; the pools and caches of the framework, filled in the warm-up, stay far below.
    /// </summary>
    public const long MaxGrowth = 4 * 1024 * 1024;

    private const int WarmUpShare = 3;

    private static readonly TimeSpan Watch = TimeSpan.FromMilliseconds(100);

    /// <summary>How long one input may take. Inputs take microseconds; this leaves room for a machine that is busy with other things.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Runs a target; the text that comes back says what was done.</summary>
    /// <exception cref="BrokenOracleException">The run failed. The message names the seed, the iteration and the input.</exception>
    public async Task<string> RunAsync(FuzzTarget target)
    {
        long start = time.GetTimestamp();
        long warmUp = await RunAsync(target, start, settings.Duration / WarmUpShare, first: 0);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long count = settings.OnlyIteration is null ? await RunAsync(target, start, settings.Duration, warmUp) : 1;
        long growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        string summary = string.Create(
            CultureInfo.InvariantCulture,
            $"seed {settings.Seed}: {count} inputs in {time.GetElapsedTime(start).TotalSeconds:F1} s, the heap grew by {growth / 1024} KiB");
        BrokenOracleException.Unless(growth <= MaxGrowth, $"Something keeps what it was given. {summary}.");
        return summary;
    }

    /// <summary>Tries one input as it is.</summary>
    public async Task TryAsync(FuzzTarget target, byte[] input, string name)
    {
        using var stop = new CancellationTokenSource();
        var attempts = new Attempt?[1];
        await WatchAsync(Task.Run(() => TryAsync(target, new Attempt(name, input, time.GetTimestamp()), attempts, 0, stop)), attempts, stop);
    }

    /// <summary>Runs from an iteration on until the time is up, and says with which one to go on.</summary>
    private async Task<long> RunAsync(FuzzTarget target, long start, TimeSpan until, long first)
    {
        using var stop = new CancellationTokenSource();
        var attempts = new Attempt?[target.Parallel];
        long[] next = [.. Enumerable.Range(0, target.Parallel).Select(lane => first + lane)];
        Task[] lanes = [.. Enumerable.Range(0, settings.OnlyIteration is null ? target.Parallel : 1).Select(lane => Task.Run(async () =>
        {
            do
            {
                long iteration = settings.OnlyIteration ?? next[lane];
                var dice = new Dice(settings.Seed, iteration);
                byte[] input = target.Mutate(dice.Pick(target.Seeds), dice, iteration);
                string name = string.Create(CultureInfo.InvariantCulture, $"INTERCONN_FUZZ_SEED={settings.Seed} INTERCONN_FUZZ_ITERATION={iteration}, input");
                await TryAsync(target, new Attempt(name, input, time.GetTimestamp()), attempts, lane, stop);
                next[lane] += target.Parallel;
            }
            while (settings.OnlyIteration is null && !stop.IsCancellationRequested && time.GetElapsedTime(start) < until);
        }))];
        await WatchAsync(Task.WhenAll(lanes), attempts, stop);
        return next.Max() - target.Parallel + 1;
    }

    private static async Task TryAsync(FuzzTarget target, Attempt attempt, Attempt?[] attempts, int lane, CancellationTokenSource stop)
    {
        attempts[lane] = attempt;
        try
        {
            await target.TryAsync(attempt.Input, stop.Token);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            await stop.CancelAsync();
            throw new BrokenOracleException($"{attempt}\n{exception}");
        }
        finally
        {
            attempts[lane] = null;
        }
    }

    // An input that hangs its thread cannot be stopped, only told of; so the thread that tells is another one.
    private async Task WatchAsync(Task work, Attempt?[] attempts, CancellationTokenSource stop)
    {
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(Watch, time));
            foreach (Attempt? attempt in attempts)
            {
                if (attempt is not null && time.GetElapsedTime(attempt.StartedAt) > Patience)
                {
                    await stop.CancelAsync();
                    throw new BrokenOracleException($"An input took longer than {Patience.TotalSeconds} s. {attempt}");
                }
            }
        }

        await work;
    }
}
