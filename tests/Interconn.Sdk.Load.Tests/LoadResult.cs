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

    /// <summary>How many bytes each call left behind, from the first third of the points to the last.</summary>
    public double BytesPerCall
    {
        get
        {
            int third = Math.Max(1, Memory.Count / 3);
            double calls = Median(Memory.TakeLast(third).Select(static each => (double)each.Calls)) - Median(Memory.Take(third).Select(static each => (double)each.Calls));
            return Growth / calls;
        }
    }

    /// <summary>By how much the heap of the last third of the points is above that of the first, in bytes.</summary>
    public double Growth
    {
        get
        {
            int third = Math.Max(1, Memory.Count / 3);
            return Median(Memory.TakeLast(third).Select(static each => (double)each.Point.Heap)) - Median(Memory.Take(third).Select(static each => (double)each.Point.Heap));
        }
    }

    public static double Percentile(double[] values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }

    public static double Median(IEnumerable<double> values) => Percentile([.. values], 0.5);
}
