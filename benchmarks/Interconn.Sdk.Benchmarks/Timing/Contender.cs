namespace Interconn.Sdk.Benchmarks.Timing;

/// <summary>One of several ways to do a thing.</summary>
/// <param name="Name">What it is called in the report.</param>
/// <param name="RunAsync">Does it once.</param>
internal sealed record Contender(string Name, Func<Task> RunAsync);
