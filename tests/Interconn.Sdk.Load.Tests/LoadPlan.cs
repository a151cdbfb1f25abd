namespace Interconn.Sdk.Load.Tests;

/// <summary>How the time of a run is spent: a warm-up, then rounds of full load with faults, quiet and flood.</summary>
/// <param name="WarmUp">Until everything is compiled and every pool is filled.</param>
/// <param name="Rounds">A multiple of three: each flood is of another kind.</param>
/// <param name="FullLoad">How long as many calls as go through, in each round.</param>
/// <param name="Quiet">How long calls at a rate, in each round; and as long again beside a flood.</param>
internal sealed record LoadPlan(TimeSpan WarmUp, int Rounds, TimeSpan FullLoad, TimeSpan Quiet)
{
    /// <summary>The variable that says how many seconds a run may take: 300 by hand, 20 in CI. Anything set means that the machine is quiet.</summary>
    public const string Variable = "INTERCONN_LOAD_SECONDS";

    private const int ShortSeconds = 4;
    private const int MaxRounds = 48;

    // What a round takes beside: the last calls of its faults, a collection, the start of a flood.
    private static readonly TimeSpan Overhead = TimeSpan.FromSeconds(0.7);

    /// <summary>What the variable says; null where it is not set.</summary>
    public static int? Asked =>
        int.TryParse(Environment.GetEnvironmentVariable(Variable), out int seconds) ? Math.Clamp(seconds, ShortSeconds, 3600) : null;

    public static int Seconds => Asked ?? ShortSeconds;

    public static LoadPlan Of(int seconds)
    {
        double warmUp = Math.Clamp(seconds / 6.0, 0.5, 15);
        double left = seconds - warmUp;
        int rounds = seconds < 2 * ShortSeconds ? 3 : Math.Clamp((int)(left / 8) * 3, 6, MaxRounds);
        double round = Math.Max(0.6, (left / rounds) - Overhead.TotalSeconds);
        return new LoadPlan(TimeSpan.FromSeconds(warmUp), rounds, TimeSpan.FromSeconds(round / 3), TimeSpan.FromSeconds(round / 3));
    }
}
