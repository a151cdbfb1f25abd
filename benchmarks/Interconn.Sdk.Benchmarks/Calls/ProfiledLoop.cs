using System.Diagnostics;
using System.Globalization;
using Interconn.Sdk.Benchmarks.Calls.Clients;
using Interconn.Sdk.Benchmarks.Calls.Joined;
using Interconn.Sdk.Benchmarks.Calls.Server;

namespace Interconn.Sdk.Benchmarks.Calls;

/// <summary>One way to call, again and again, for a profiler to look at both processes.</summary>
internal static class ProfiledLoop
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(string way, string seconds)
    {
        await using ServerProcess server = await ServerProcess.StartAsync();
        await using JoinedServer joined = await JoinedServer.StartAsync(way == "node" ? MeasuredServer.BuildNode : MeasuredServer.BuildPipeline);
        int number = 0;
        await using ICaller caller = way switch
        {
            "bare" => new BareCaller(server.PipelinePort),
            "unsigned" => new InterconnCaller(BenchmarkPartner.WithoutCrypto, server.PipelinePort),
            "signed" => new InterconnCaller(BenchmarkPartner.WithEcdsa, server.PipelinePort),
            "client" => new InterconnCaller(BenchmarkPartner.WithoutCrypto, server.PipelinePort, static () => new CannedHandler()),
            "server" => RawCall.Interconn(new RawConnection(server.PipelinePort), 200),
            "joined" => new InterconnCaller(BenchmarkPartner.WithoutCrypto, JoinedServer.Port, joined.NewHandler),
            "node" => new InterconnCaller(
                BenchmarkPartner.WithoutCrypto,
                JoinedServer.Port,
                joined.NewHandler,
                client => client.Datasets.ApplyAuditAsync(Exchange.Application with { AuditId = $"a-{++number:D32}" })),
            _ => throw new ArgumentException("A way to call is bare, unsigned, signed, client, server, joined or node.", nameof(way)),
        };
        await LoopAsync(caller, WarmUp);
        var duration = TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));
        Console.WriteLine($"process {Environment.ProcessId} calls process {server.Id} for {duration}");
        int calls = await LoopAsync(caller, duration < Longest ? duration : Longest);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{calls / duration.TotalSeconds:N0} calls a second"));
        return 0;
    }

    private static async Task<int> LoopAsync(ICaller caller, TimeSpan duration)
    {
        int calls = 0;
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < duration; calls++)
        {
            await caller.CallAsync();
        }

        return calls;
    }
}
