using Interconn.Sdk.Benchmarks.Reporting;

namespace Interconn.Sdk.Benchmarks;

/// <summary>Something that is measured, by a name that the command line takes.</summary>
internal interface IBenchmark
{
    /// <summary>One word.</summary>
    string Name { get; }

    /// <summary>What it measures, in a line.</summary>
    string Summary { get; }

    /// <summary>Measures. Bounded in time and count, on loopback only, and each figure next to one of the same run that it is held against.</summary>
    Task<IReadOnlyList<Figure>> RunAsync();
}
