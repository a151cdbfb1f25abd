using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;

namespace Interconn.Sdk.Benchmarks.Reporting;

/// <summary>On what the figures were measured.</summary>
internal static class Machine
{
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor()}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30)} GiB; {RuntimeInformation.OSDescription} "
        + $"({RuntimeInformation.OSArchitecture}); {RuntimeInformation.FrameworkDescription}, {(GCSettings.IsServerGC ? "server" : "workstation")} garbage collection; "
        + $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}");

    private static string Processor()
    {
        const string Label = "model name";
        string? line = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(each => each.StartsWith(Label, StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown processor";
    }
}
