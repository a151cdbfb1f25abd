namespace Interconn.Sdk.Benchmarks.Timing;

/// <summary>What the rounds of one contender gave: the median of each, in microseconds.</summary>
internal sealed class Timings(double[] medians)
{
    /// <summary>The median of the rounds' medians, in microseconds.</summary>
    public double Median { get; } = MedianOf(medians);

    /// <summary>
    /// How many times as long this took as another, by the two medians. All took their turns within the same milliseconds, so that both met the same machine; a ratio for each
    /// round would say less, since a thread that has gone to sleep makes one of two neighbours late, and not always the same.
    /// </summary>
    public double RatioTo(Timings other) => Median / other.Median;

    /// <summary>How much longer this took than another, in microseconds.</summary>
    public double ExcessOver(Timings other) => Median - other.Median;

    public static double MedianOf(double[] values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
