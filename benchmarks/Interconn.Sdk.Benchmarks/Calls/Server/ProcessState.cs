namespace Interconn.Sdk.Benchmarks.Calls.Server;

/// <summary>What a process has used since it began.</summary>
/// <param name="AllocatedBytes">Bytes of the managed heap.</param>
/// <param name="ProcessorMicroseconds">Time of all its threads on a processor.</param>
internal sealed record ProcessState(long AllocatedBytes, double ProcessorMicroseconds)
{
    public static ProcessState OfThisProcess() => new(GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime.TotalMicroseconds);

    /// <summary>What came since an earlier state.</summary>
    public ProcessState Less(ProcessState earlier) => new(AllocatedBytes - earlier.AllocatedBytes, ProcessorMicroseconds - earlier.ProcessorMicroseconds);
}
