namespace Interconn.Sdk.Benchmarks.Timing;

/// <summary>One of several ways to do a thing.</summary>
/// <param name="Name">What it is called in the report.</param>
/// <param name="RunAsync">Does it once.</param>
/// <param name="BeforeAsync">What is done before each time and not timed; null for nothing.</param>
internal sealed record Contender(string Name, Func<Task> RunAsync, Func<Task>? BeforeAsync = null);
