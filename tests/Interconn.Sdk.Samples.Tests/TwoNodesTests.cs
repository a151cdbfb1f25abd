namespace Interconn.Sdk.Samples.Tests;

public sealed class TwoNodesTests
{
    [Test]
    public async Task TwoNodes_Run_PlaysTheWholeMainJob()
    {
        (int exitCode, string output) = await SampleProcess.RunAsync("TwoNodes");

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Not.Contain("UNEXPECTED"));
        foreach (string section in new[] { "3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7", "4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "5.1", "5.5", "5.6", "6.1", "6.2", "7.1", "8.1", "9.1" })
        {
            Assert.That(output, Does.Match($@"(?m)^ *\d+  as expected  .*\b{section.Replace(".", @"\.", StringComparison.Ordinal)} "), section);
        }
    }
}
