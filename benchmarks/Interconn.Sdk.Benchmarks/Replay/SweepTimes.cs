using System.Diagnostics;
using Interconn.Sdk.Benchmarks.Reporting;
using Interconn.Sdk.Benchmarks.Timing;
using Interconn.Sdk.Signing;
using Interconn.Sdk.TestHosting;

namespace Interconn.Sdk.Benchmarks.Replay;

/// <summary>
/// How long a single add takes while a hundred thousand nonces expire beside nine hundred thousand that stay: the one that meets the moment takes them out, and another
/// thread goes on asking all the while.
/// </summary>
internal static class SweepTimes
{
    private const int Expiring = 100_000;
    private const int Asked = 60_000;
    private const int RoundCount = 9;
    private static readonly TimeSpan Long = TimeSpan.FromDays(1);
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(1);

    public static async Task<IEnumerable<Figure>> MeasureAsync(NoncePool pool)
    {
        var clock = new ManualTimeProvider(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
        var guard = new InMemoryReplayGuard(clock);
        for (int i = 0; i < NoncePool.Count - Expiring; i++)
        {
            await guard.TryAddAsync(pool.Entry(i, clock.Now, Long), CancellationToken.None);
        }

        double[] sweeping = new double[RoundCount];
        double[] adding = new double[RoundCount];
        double[] beside = new double[RoundCount];
        double[] quiet = new double[RoundCount];
        for (int round = 0; round < RoundCount; round++)
        {
            adding[round] = await AddExpiringAsync(guard, pool, clock);
            quiet[round] = await LongestOfOthersAsync(guard, pool, clock);
            Task<double> others = Task.Run(() => LongestOfOthersAsync(guard, pool, clock));
            clock.Advance(Short + Short);
            long start = Stopwatch.GetTimestamp();
            await guard.TryAddAsync(pool.Entry(0, clock.Now, Long), CancellationToken.None);
            double own = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            double other = await others;
            // Either may have come first: the one who did took longer.
            (sweeping[round], beside[round]) = (Math.Max(own, other), Math.Min(own, other));
            if (guard.Count != NoncePool.Count - Expiring)
            {
                throw new InvalidOperationException("What expired was not taken out, or more than that.");
            }
        }

        double ratio = Timings.MedianOf([.. sweeping.Zip(adding, static (one, other) => one / other)]);
        return
        [
            new($"the add that takes {Expiring:N0} out", $"{Figure.Text(Timings.MedianOf(sweeping))} µs", $"{Figure.Text(ratio)} × the time that it took to add them"),
            new(
                "the longest add of another thread meanwhile",
                $"{Figure.Text(Timings.MedianOf(beside))} µs",
                $"{Figure.Text(Timings.MedianOf(quiet))} µs the longest of {Asked:N0} where nothing expired; medians of {RoundCount} rounds"),
        ];
    }

    // In microseconds.
    private static async Task<double> AddExpiringAsync(InMemoryReplayGuard guard, NoncePool pool, ManualTimeProvider clock)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = NoncePool.Count - Expiring; i < NoncePool.Count; i++)
        {
            await guard.TryAddAsync(pool.Entry(i, clock.Now, Short), CancellationToken.None);
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    // Of nonces that are there already: the guard is asked, and is as full afterwards as before.
    private static async Task<double> LongestOfOthersAsync(InMemoryReplayGuard guard, NoncePool pool, ManualTimeProvider clock)
    {
        double longest = 0;
        for (int i = 0; i < Asked; i++)
        {
            ReplayEntry entry = pool.Entry(i, clock.Now, Long);
            long start = Stopwatch.GetTimestamp();
            await guard.TryAddAsync(entry, CancellationToken.None);
            longest = Math.Max(longest, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return longest;
    }
}
