namespace Interconn.Sdk.Samples.Tests;

public sealed class NeighboursTests
{
    // The systems and how many endpoints the document of each has.
    private static readonly (string System, int Count)[] Systems = [("FUXI", 19), ("Huawei BCS", 1), ("GXB DES", 16), ("JKStack DPA", 8)];

    [Test]
    public async Task Neighbours_Run_ShowsEveryEndpointAsDocumented()
    {
        (int exitCode, string output) = await SampleProcess.RunAsync("Neighbours");

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Not.Contain("UNEXPECTED"));
        Assert.Multiple(() =>
        {
            foreach ((string system, int count) in Systems)
            {
                IEnumerable<string> sections = output.Split('\n')
                    .Where(line => line.Contains("  as documented  " + system, StringComparison.Ordinal))
                    .Select(line => line[line.IndexOf(system, StringComparison.Ordinal)..][system.Length..].TrimStart().Split(' ')[0])
                    .Distinct();
                Assert.That(sections.Count(), Is.EqualTo(count), $"{system}: {string.Join(' ', sections)}\n{output}");
            }
        });
    }
}
