namespace Interconn.Sdk.Benchmarks.Reporting;

/// <summary>Writes the figures as Markdown, as they stand in results.md.</summary>
internal static class Report
{
    public static async Task WriteHeadAsync(TextWriter output)
    {
        await output.WriteLineAsync($"Machine: {Machine.Describe()}");
    }

    public static async Task WriteAsync(TextWriter output, IBenchmark benchmark, IReadOnlyList<Figure> figures)
    {
        await output.WriteLineAsync($"\n## {benchmark.Name}\n\n{benchmark.Summary}\n");
        await output.WriteLineAsync("| what | measured | against, in the same run | target | |");
        await output.WriteLineAsync("| --- | ---: | --- | --- | --- |");
        foreach (Figure figure in figures)
        {
            string verdict = figure.IsMet switch { true => "met", false => "**not met**", null => "" };
            await output.WriteLineAsync($"| {figure.What} | {figure.Measured} | {figure.Against} | {figure.Target} | {verdict} |");
        }

        await output.FlushAsync();
    }
}
