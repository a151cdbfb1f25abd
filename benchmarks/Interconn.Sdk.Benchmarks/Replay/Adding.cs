using Interconn.Sdk.Benchmarks.Timing;

namespace Interconn.Sdk.Benchmarks.Replay;

/// <summary>Adds the nonces of a pool, a turn at a time, and begins with an empty store again when all are in: every turn finds the stores of the others as full as its own.</summary>
/// <param name="name">Which way of adding.</param>
/// <param name="threads">How many add at once.</param>
/// <param name="empty">Makes an empty store, and gives what adds the nonce of a number to it.</param>
internal sealed class Adding(string name, int threads, Func<Func<int, ValueTask>> empty)
{
    public const int EachTurn = 50_000;

    /// <summary>How many turns fill a store.</summary>
    public const int Turns = NoncePool.Count / EachTurn;

    private readonly List<double> processorTimes = [];
    private Func<int, ValueTask> add = empty();
    private int added;

    public string Name { get; } = $"{name}, {threads}";

    /// <summary>The processor time of an add, in nanoseconds: the median of all turns. What neighbours take of the clock is not in it.</summary>
    public double ProcessorTime => Timings.MedianOf([.. processorTimes]);

    public Contender AsContender() => new(Name, RunAsync);

    private async Task RunAsync()
    {
        if (added == NoncePool.Count)
        {
            add = empty();
            added = 0;
        }

        int first = added;
        added += EachTurn;
        TimeSpan before = Environment.CpuUsage.TotalTime;
        await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(async () =>
        {
            for (int i = first + thread; i < first + EachTurn; i += threads)
            {
                await add(i);
            }
        })));
        processorTimes.Add((Environment.CpuUsage.TotalTime - before).TotalNanoseconds / EachTurn);
    }
}
