using System.Diagnostics;

namespace Interconn.Sdk.Benchmarks.Timing;

/// <summary>
/// Times several ways to do a thing, turn by turn: so many calls of the one, then of the next, and all again. What else happens on the machine meets them alike,
/// and what is compared was measured within the same second.
/// </summary>
internal static class Rounds
{
    /// <summary>One after the other, on one thread of calls.</summary>
    /// <param name="contenders">The ways.</param>
    /// <param name="rounds">How often all take their turn.</param>
    /// <param name="calls">How many calls make a turn.</param>
    /// <param name="warmUp">How many calls of each are made before, and not counted: the compiler must have come to its last word.</param>
    public static async Task<IReadOnlyDictionary<string, Timings>> TimeAsync(IReadOnlyList<Contender> contenders, int rounds, int calls, int warmUp)
    {
        foreach (Contender contender in contenders)
        {
            await TurnAsync(contender, warmUp);
        }

        return await TimeAsync(contenders, rounds, calls);
    }

    /// <summary>The same, warmed up for so long, turn by turn: where another process does a part of the work its compiler is not done after so many calls, but after a time.</summary>
    public static async Task<IReadOnlyDictionary<string, Timings>> TimeAsync(IReadOnlyList<Contender> contenders, int rounds, int calls, TimeSpan warmUp)
    {
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < warmUp;)
        {
            foreach (Contender contender in contenders)
            {
                await TurnAsync(contender, calls);
            }
        }

        return await TimeAsync(contenders, rounds, calls);
    }

    private static async Task<IReadOnlyDictionary<string, Timings>> TimeAsync(IReadOnlyList<Contender> contenders, int rounds, int calls)
    {
        var medians = contenders.ToDictionary(static contender => contender.Name, _ => new double[rounds]);
        for (int round = 0; round < rounds; round++)
        {
            // Who begins changes, so that nobody always follows the same one.
            for (int i = 0; i < contenders.Count; i++)
            {
                Contender contender = contenders[(i + round) % contenders.Count];
                medians[contender.Name][round] = await TurnAsync(contender, calls);
            }
        }

        return medians.ToDictionary(static each => each.Key, static each => new Timings(each.Value));
    }

    private static async Task<double> TurnAsync(Contender contender, int calls)
    {
        double[] times = new double[calls];
        for (int i = 0; i < calls; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await contender.RunAsync();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        return Timings.MedianOf(times);
    }
}
