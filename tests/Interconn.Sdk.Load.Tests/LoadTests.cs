using Interconn.Sdk.Load.Tests.Traffic;

namespace Interconn.Sdk.Load.Tests;

/// <summary>
/// A node at full signed load, with everything going wrong beside it. Some seconds where all projects are tested together; as many as INTERCONN_LOAD_SECONDS says
/// where this one has the machine for itself, and only then is the latency compared.
/// </summary>
[NonParallelizable]
public sealed class LoadTests
{
    private const double Mebi = 1024 * 1024;

    /// <summary>Half of a leak that would be worth to find. One call in three hundred makes a record of an audit, which is kept for good: some ten bytes of it.</summary>
    private const double BytesPerCall = 100;

    /// <summary>What the heap may differ by from one collection to the next, and the working set from one moment to another.</summary>
    private const double HeapNoise = Mebi;

    private const double WorkingSetNoise = 32 * Mebi;

    /// <summary>How often a kind of flood must have been seen for its latency to be judged by itself.</summary>
    private const int EnoughPhases = 10;

    [TestCaseSource(nameof(Durations))]
    public async Task Node_UnderLoadFaultsAndFloods_AnswersAllKeepsItsMemoryAndServesTheGoodInTime(int seconds)
    {
        await using var run = new LoadRun();
        LoadResult result = await run.RunAsync(LoadPlan.Of(seconds));
        await TestContext.Out.WriteLineAsync(LoadReport.Write(result));

        Assert.That(result.Tally.WrongCount, Is.Zero, string.Join('\n', result.Tally.Wrong));
        Assert.That(
            result.Floods.SelectMany(static flood => flood.Flood.Answers.Keys).Distinct(),
            Is.SubsetOf(new[] { Verdict.Served, Verdict.NotAuthenticated, Verdict.Replayed, Verdict.TooMany }.Select(static each => each.ToString())));
        Assert.That(IsFlat(result), Is.True);
        Assert.That(result.WorkingSetGrowth, Is.LessThan(WorkingSetNoise + Allowed(result)));
        if (LoadPlan.Asked is null)
        {
            await TestContext.Out.WriteLineAsync($"The latencies are not compared: other tests may share the machine. Set {LoadPlan.Variable} where none do.");
            return;
        }

        Assert.That(result.FloodP99, Is.LessThanOrEqualTo(2 * result.QuietP99));
        foreach (var kind in result.Floods.GroupBy(static flood => flood.Kind).Where(static kind => kind.Count() >= EnoughPhases))
        {
            Assert.That(
                LoadResult.Median(kind.Select(static flood => LoadResult.Percentile(flood.Latencies, 0.99))), Is.LessThanOrEqualTo(2 * result.QuietP99), kind.Key);
        }
    }

    [TestCase(0, true)]
    [TestCase(200, false)]
    public async Task Memory_OfANodeThatKeepsBytesOfEachCall_IsNotFlat(int bytes, bool isFlat)
    {
        await using var run = new LoadRun();
        LoadResult result = await run.RunLeakingAsync(calls: 20_000, bytes);
        Assert.That(IsFlat(result), Is.EqualTo(isFlat), $"{result.HeapGrowth} bytes of {result.CallsBetween} calls");
    }

    private static IEnumerable<TestCaseData> Durations() => [new TestCaseData(LoadPlan.Seconds)];

    private static bool IsFlat(LoadResult result) => result.HeapGrowth < HeapNoise + Allowed(result);

    private static double Allowed(LoadResult result) => BytesPerCall * result.CallsBetween;
}
