namespace Interconn.Sdk.Benchmarks.Calls.Server;

/// <summary>What a process has used since it began.</summary>
/// <param name="AllocatedBytes">Bytes of the managed heap.</param>
/// <param name="ProcessorMicroseconds">Time of all its threads on a processor.</param>
internal sealed record ServerState(long AllocatedBytes, double ProcessorMicroseconds)
{
    public static ServerState OfThisProcess() => new(GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime.TotalMicroseconds);
}
