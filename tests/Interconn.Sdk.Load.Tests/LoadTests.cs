namespace Interconn.Sdk.Load.Tests;

/// <summary>
/// A node at full signed load, with everything going wrong beside it. Some seconds where the projects are tested together; as many as INTERCONN_LOAD_SECONDS says
/// where this one has the machine for itself, and only then is the latency compared.
/// </summary>
[NonParallelizable]
public sealed class LoadTests
{
    [TestCaseSource(nameof(Durations))]
    public async Task Node_UnderLoadFaultsAndFloods_AnswersAllKeepsItsMemoryAndServesTheGoodInTime(int seconds)
    {
        await using var run = new LoadRun();
        LoadResult result = await run.RunAsync(LoadPlan.Of(seconds));
        await TestContext.Out.WriteLineAsync(LoadReport.Write(result));
    }

    private static IEnumerable<TestCaseData> Durations() => [new TestCaseData(LoadPlan.Seconds)];
}
