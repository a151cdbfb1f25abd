namespace Interconn.Sdk.Fuxi.Tests.Seed;

/// <summary>An example of the document, and the call of the client that means the same.</summary>
/// <param name="Section">The section.</param>
/// <param name="Example">The line of the document.</param>
/// <param name="Status">The documented status of success.</param>
/// <param name="Answer">An answer of success that can be read.</param>
/// <param name="Failures">The documented statuses of failure.</param>
/// <param name="CallAsync">The call.</param>
public sealed record SeedCall(string Section, string Example, int Status, string Answer, int[] Failures, Func<FuxiClient, Task<object?>> CallAsync)
{
    public override string ToString() => Section + (Variant is null ? "" : " " + Variant);

    /// <summary>Which of several examples of a section it is.</summary>
    public string? Variant { get; init; }
}
