namespace Interconn.Sdk.Benchmarks.Timing;

/// <summary>What a call leaves to the garbage collector.</summary>
internal static class Allocations
{
    private const int WarmUp = 200;
    private const int Calls = 200;

    /// <summary>Bytes for each call. Only of calls that never wait: what another thread allocates is not seen.</summary>
    public static double BytesPerCall(Func<Task> runAsync)
    {
        Repeat(runAsync, WarmUp);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(runAsync, Calls);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Calls;
    }

    private static void Repeat(Func<Task> runAsync, int times)
    {
        for (int i = 0; i < times; i++)
        {
            Task task = runAsync();
            if (!task.IsCompletedSuccessfully)
            {
                throw new InvalidOperationException("The call waited: its allocations cannot be counted on one thread.", task.Exception);
            }
        }
    }
}
