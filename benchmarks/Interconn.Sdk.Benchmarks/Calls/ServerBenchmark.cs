using Interconn.Sdk.Benchmarks.Calls.Clients;
using Interconn.Sdk.Benchmarks.Reporting;
using Interconn.Sdk.Benchmarks.Timing;

namespace Interconn.Sdk.Benchmarks.Calls;

/// <summary>What the pipeline adds to an answer: the caller sends ready-made bytes, to a bare route and to those of the protocol.</summary>
internal sealed class ServerBenchmark : IBenchmark
{
    private const int RoundCount = 800;
    private const int CallsPerTurn = 25;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private const double MostMicroseconds = 5;
    private const string Stale = "1500000000000";

    public string Name => "server";

    public string Summary => "p50 of an answer to ready-made bytes over one connection, as microseconds more than the bare route takes.";

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        await using ServerProcess server = await ServerProcess.StartAsync();
        using var connection = new RawConnection(server.PipelinePort);
        IReadOnlyDictionary<string, Timings> times = await Rounds.TimeAsync(
            [
                Of("bare", RawCall.Bare(connection, headers: false)),
                Of("the bare route, with the headers of the protocol", RawCall.Bare(connection, headers: true)),
                Of("served, without crypto", RawCall.Interconn(connection, 200)),
                Of("refused for a bad header", RawCall.Interconn(connection, 400, "x-trace-id", "no id")),
                Of("refused for an old timestamp", RawCall.Interconn(connection, 401, "x-timestamp", Stale)),
                Of("refused as an unknown node", RawCall.Interconn(connection, 401, "x-source-node-id", "JG0100001199999999")),
            ],
            RoundCount,
            CallsPerTurn,
            WarmUp);
        Timings bare = times["bare"];
        return
        [
            .. times.Where(static each => each.Key != "bare").Select(each => each.Key.StartsWith("refused", StringComparison.Ordinal)
                ? Figure.AtMost(each.Key, each.Value.ExcessOver(bare), MostMicroseconds, Against(bare), " µs")
                : new(each.Key, $"{Figure.Text(each.Value.ExcessOver(bare))} µs", Against(bare))),
        ];
    }

    private static string Against(Timings bare) => $"the bare route, {Figure.Text(bare.Median)} µs";

    private static Contender Of(string name, RawCall call) => new(name, call.CallAsync);
}
