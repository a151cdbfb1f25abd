using Interconn.Sdk.Benchmarks.Calls.Clients;
using Interconn.Sdk.Benchmarks.Calls.Joined;
using Interconn.Sdk.Benchmarks.Calls.Server;
using Interconn.Sdk.Benchmarks.Reporting;
using Interconn.Sdk.Benchmarks.Timing;

namespace Interconn.Sdk.Benchmarks.Calls;

/// <summary>What a call costs a processor, both sides together, without the kernel and without other threads.</summary>
internal sealed class JoinedBenchmark : IBenchmark
{
    private const int RoundCount = 400;
    private const int CallsPerTurn = 50;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    public string Name => "joined";

    public string Summary => "p50 of a call on one thread: HttpClient and Kestrel in one process, joined by pipes in the place of the network.";

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        await using JoinedServer server = await JoinedServer.StartAsync(MeasuredServer.BuildPipeline);
        await using var bare = new BareCaller(JoinedServer.Port, server.NewHandler());
        await using var withHeaders = new BareCaller(JoinedServer.Port, server.NewHandler(), hasHeaders: true);
        await using var restSharp = new RestSharpCaller(JoinedServer.Port, server.NewHandler());
        await using var restEase = new RestEaseCaller(JoinedServer.Port, server.NewHandler());
        await using var flurl = new FlurlCaller(JoinedServer.Port, server.NewHandler());
        await using var unsigned = new InterconnCaller(BenchmarkPartner.WithoutCrypto, JoinedServer.Port, server.NewHandler);
        IReadOnlyDictionary<string, Timings> times = await Rounds.TimeAsync(
            [
                new("a bare call", bare.CallAsync),
                new("a bare call that has the headers", withHeaders.CallAsync),
                new("a whole call without the signature's own crypto", unsigned.CallAsync),
                new("a call by RestSharp, unsigned", restSharp.CallAsync),
                new("a call by RestEase, unsigned", restEase.CallAsync),
                new("a call by Flurl.Http, unsigned", flurl.CallAsync),
            ],
            RoundCount,
            CallsPerTurn,
            WarmUp);
        Timings bareTimes = times["a bare call"];
        return
        [
            .. times.Where(each => each.Value != bareTimes).Select(each => new Figure(
                $"{each.Key} ({Figure.Text(each.Value.Median)} µs)", Figure.Text(each.Value.RatioTo(bareTimes)), $"a bare call, {Figure.Text(bareTimes.Median)} µs")),
        ];
    }
}
