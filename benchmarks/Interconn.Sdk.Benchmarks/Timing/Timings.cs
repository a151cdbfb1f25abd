namespace Interconn.Sdk.Benchmarks.Timing;

/// <summary>What the rounds of one contender gave: the median of each, in microseconds.</summary>
internal sealed class Timings(double[] medians)
{
    /// <summary>The median of the rounds' medians, in microseconds.</summary>
    public double Median { get; } = MedianOf(medians);

    /// <summary>How many times as long this took as another. Taken round by round, since two rounds that follow each other met the same machine.</summary>
    public double RatioTo(Timings other) => MedianOf([.. medians.Zip(other.Rounds, static (own, others) => own / others)]);

    /// <summary>How much longer this took than another, in microseconds, round by round.</summary>
    public double ExcessOver(Timings other) => MedianOf([.. medians.Zip(other.Rounds, static (own, others) => own - others)]);

    private double[] Rounds => medians;

    public static double MedianOf(double[] values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
