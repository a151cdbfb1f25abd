using Interconn.Sdk.Benchmarks.Calls.Clients;
using Interconn.Sdk.Benchmarks.Reporting;
using Interconn.Sdk.Benchmarks.Timing;

namespace Interconn.Sdk.Benchmarks.Calls;

/// <summary>What the client adds to a call, with an answer made up in the place of the network.</summary>
internal sealed class ClientBenchmark : IBenchmark
{
    private const int RoundCount = 40;
    private const int CallsPerTurn = 200;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    // So many in a row make one time: a single one is too short for the clock.
    private const int Batch = 20;

    public string Name => "client";

    public string Summary => "Time of the client's own part of a call, with an answer made up in the place of the network, over HttpClient with the same.";

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        await using var bare = new BareCaller(port: 1, new CannedHandler());
        await using var unsigned = new InterconnCaller(BenchmarkPartner.WithoutCrypto, port: 1, static () => new CannedHandler());
        await using var signed = new InterconnCaller(BenchmarkPartner.WithEcdsa, port: 1, static () => new CannedHandler());
        IReadOnlyDictionary<string, Timings> times = await Rounds.TimeAsync(
            [Batched("bare", bare), Batched("without crypto", unsigned), Batched("signed with ECDSA", signed)], RoundCount, CallsPerTurn, WarmUp);
        return
        [
            .. times.Where(static each => each.Key != "bare").Select(each => new Figure(
                each.Key,
                $"{Figure.Text(each.Value.ExcessOver(times["bare"]) / Batch)} µs",
                $"HttpClient, {Figure.Text(times["bare"].Median / Batch)} µs")),
        ];
    }

    private static Contender Batched(string name, ICaller caller) => new(name, async () =>
    {
        for (int i = 0; i < Batch; i++)
        {
            await caller.CallAsync();
        }
    });
}
