using System.Diagnostics;
using Interconn.Sdk.Benchmarks.Calls.Clients;
using Interconn.Sdk.Benchmarks.Calls.Server;

namespace Interconn.Sdk.Benchmarks.Calls;

/// <summary>Calls by many connections at once, for a time.</summary>
/// <param name="PerSecond">How many were answered in a second.</param>
/// <param name="Microseconds">Time on a processor that a call took, in both processes.</param>
/// <param name="ClientBytes">What the client allocated for a call.</param>
/// <param name="ServerBytes">What the server allocated for a call.</param>
internal sealed record Throughput(double PerSecond, double Microseconds, double ClientBytes, double ServerBytes)
{
    public const int Connections = 16;

    /// <summary>Calls for so long.</summary>
    public static async Task<Throughput> MeasureAsync(ServerProcess server, ICaller caller, TimeSpan duration, int connections = Connections)
    {
        ProcessState serverBefore = await server.StateAsync();
        ProcessState clientBefore = ProcessState.OfThisProcess();
        long start = Stopwatch.GetTimestamp();
        int[] made = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            int calls = 0;
            for (; Stopwatch.GetElapsedTime(start) < duration; calls++)
            {
                await caller.CallAsync();
            }

            return calls;
        })));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        ProcessState client = ProcessState.OfThisProcess().Less(clientBefore);
        ProcessState served = (await server.StateAsync()).Less(serverBefore);
        double all = made.Sum();
        return new Throughput(
            all / seconds, (client.ProcessorMicroseconds + served.ProcessorMicroseconds) / all, client.AllocatedBytes / all, served.AllocatedBytes / all);
    }
}
