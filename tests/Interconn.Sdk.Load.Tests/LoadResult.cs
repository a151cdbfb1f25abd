using Interconn.Sdk.Load.Tests.Node;
using Interconn.Sdk.Load.Tests.Traffic;

namespace Interconn.Sdk.Load.Tests;

/// <summary>What a run found.</summary>
internal sealed class LoadResult
{
    public required LoadPlan Plan { get; init; }

    /// <summary>All calls but those of the floods.</summary>
    public Tally Tally { get; } = new();

    /// <summary>How many calls went through, and in which time, at full load.</summary>
    public List<(long Calls, TimeSpan Time)> FullLoads { get; } = [];

    /// <summary>How much the node holds, and how many calls it had answered by then. The first point is from the end of the warm-up.</summary>
    public List<(long Calls, MemoryPoint Point)> Memory { get; } = [];

    /// <summary>The latencies of the good calls, in milliseconds, phase by phase.</summary>
    public List<double[]> Quiet { get; } = [];

    public List<(string Kind, double[] Latencies, FloodResult Flood)> Floods { get; } = [];

    public double QuietP99 => Median(Quiet.Select(static phase => Percentile(phase, 0.99)));

    public double FloodP99 => Median(Floods.Select(static phase => Percentile(phase.Latencies, 0.99)));

    /// <summary>The calls of the floods.</summary>
    public long FloodCalls => Floods.Sum(static phase => phase.Flood.Answers.Values.Sum());

    /// <summary>What it costs this generator to make and sign a request, in microseconds, ECDSA and RSA in their shares.</summary>
    public double SigningCost { get; set; }

    /// <summary>How many calls the node answered between the points that are compared.</summary>
    public double CallsBetween => Rise(static each => each.Calls);

    /// <summary>By how many bytes the heap of the last third of the points is above that of the first.</summary>
    public double HeapGrowth => Rise(static each => each.Point.Heap);

    /// <summary>The same of the working set.</summary>
    public double WorkingSetGrowth => Rise(static each => each.Point.WorkingSet);

    private double Rise(Func<(long Calls, MemoryPoint Point), double> of)
    {
        int third = Math.Max(1, Memory.Count / 3);
        return Median(Memory.TakeLast(third).Select(of)) - Median(Memory.Take(third).Select(of));
    }

    public static double Percentile(double[] values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }

    public static double Median(IEnumerable<double> values) => Percentile([.. values], 0.5);
}
