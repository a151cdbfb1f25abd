using System.Globalization;
using System.Text;

namespace Interconn.Sdk.Load.Tests;

/// <summary>A run in a table that a person reads.</summary>
internal static class LoadReport
{
    private const double Mebi = 1024 * 1024;

    public static string Write(LoadResult result)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));

        double fullSeconds = result.FullLoads.Sum(static each => each.Time.TotalSeconds);
        Line($"calls                     {result.Tally.Total}, and {result.FloodCalls} of floods; answered wrong {result.Tally.WrongCount}");
        Line($"cost of this generator    {result.SigningCost:F0} microseconds to make and sign a request");
        Line($"full load with faults     {result.FullLoads.Sum(static each => each.Calls) / fullSeconds:F0} good calls/s over {fullSeconds:F0} s");
        Line($"latency at {LoadRun.Rate} calls/s    p50 ms   p99 ms  (median of the phases; calls a phase; calls of the flood/s)");
        Line($"  quiet                 {P(result.Quiet, 0.5),8:F2} {P(result.Quiet, 0.99),8:F2}  ({result.Quiet.Count} phases of {result.Quiet[0].Length})");
        foreach (var kind in result.Floods.GroupBy(static each => each.Kind))
        {
            double rate = kind.Sum(static each => each.Flood.Answers.Values.Sum()) / (result.Plan.Quiet.TotalSeconds * kind.Count());
            var phases = kind.Select(static each => each.Latencies).ToList();
            string answers = string.Join(", ", kind.SelectMany(static each => each.Flood.Answers).GroupBy(static each => each.Key)
                .Select(static each => $"{each.Sum(static one => one.Value)} × {each.Key}"));
            Line($"  flood, {kind.Key,-14} {P(phases, 0.5),8:F2} {P(phases, 0.99),8:F2}  ({phases.Count} phases; {rate:F0}/s: {answers})");
        }

        Line($"p99 of floods / quiet     {result.FloodP99 / result.QuietP99:F2}");
        Line($"heap MiB                  {string.Join(' ', result.Memory.Select(static each => Mib(each.Point.Heap)))}");
        Line($"working set MiB           {string.Join(' ', result.Memory.Select(static each => Mib(each.Point.WorkingSet)))}");
        Line($"threads of the pool       {string.Join(' ', result.Memory.Select(static each => each.Point.Threads))}");
        Line($"left behind by a call     {result.HeapGrowth / result.CallsBetween:F1} bytes, of {result.CallsBetween:F0} calls, those of floods included");
        foreach ((string kind, Verdict verdict, long count) in result.Tally.Counts)
        {
            Line($"  {kind,-28} {verdict,-10} {count,8}");
        }

        return text.ToString();
    }

    private static double P(List<double[]> phases, double share) => LoadResult.Median(phases.Select(phase => LoadResult.Percentile(phase, share)));

    private static string Mib(long bytes) => (bytes / Mebi).ToString("F1", CultureInfo.InvariantCulture);
}
