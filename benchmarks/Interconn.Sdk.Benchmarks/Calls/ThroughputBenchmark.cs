using Interconn.Sdk.Benchmarks.Calls.Clients;
using Interconn.Sdk.Benchmarks.Reporting;
using Interconn.Sdk.Benchmarks.Timing;

namespace Interconn.Sdk.Benchmarks.Calls;

/// <summary>How many calls a second get through where the two processes have the machine for themselves, and what each costs.</summary>
internal sealed class ThroughputBenchmark : IBenchmark
{
    private const int RoundCount = 25;
    private const int WarmUpRounds = 12;
    private const double LeastOverBare = 0.88;
    private const double LeastOverDue = 0.85;
    private const double MostBytes = 1536;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(0.5);

    public string Name => "throughput";

    public string Summary => $"Calls a second by {Throughput.Connections} connections, and what a call costs both processes: HTTP/1.1, loopback, a body of 200 bytes.";

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        await using ServerProcess server = await ServerProcess.StartAsync();
        int port = server.PipelinePort;
        await using var bareCaller = new BareCaller(port, Throughput.Connections);
        await using var unsignedCaller = new InterconnCaller(BenchmarkPartner.WithoutCrypto, port, Throughput.Connections);
        await using var signedCaller = new InterconnCaller(BenchmarkPartner.WithEcdsa, port, Throughput.Connections);
        await using var headersCaller = new BareCaller(port, Throughput.Connections, hasHeaders: true);
        Timings crypto = (await Rounds.TimeAsync([CryptoCost.Ecdsa()], RoundCount, calls: 2000, warmUp: 2000))[CryptoCost.EcdsaName];
        Throughput[][] rounds = await RoundsOf(server, [bareCaller, unsignedCaller, signedCaller, headersCaller]);
        double busyCrypto = CryptoCost.EcdsaOnAllCores();
        Throughput bare = MedianOf(rounds, 0);
        Throughput unsigned = MedianOf(rounds, 1);
        Throughput signed = MedianOf(rounds, 2);
        Throughput headers = MedianOf(rounds, 3);
        double overBare = Timings.MedianOf([.. rounds.Select(static round => round[1].PerSecond / round[0].PerSecond)]);
        return
        [
            Figure.AtLeast($"calls without crypto ({Figure.Text(unsigned.PerSecond)}/s)", overBare, LeastOverBare, $"bare calls, {Figure.Text(bare.PerSecond)}/s"),
            OverDue(crypto.Median, "to sign and verify, one core at work and the other idle"),
            OverDue(busyCrypto, "to sign and verify, all cores at work as they are in the turn"),
            new("bare calls that have the headers", Figure.Text(Timings.MedianOf([.. rounds.Select(static round => round[3].PerSecond / round[0].PerSecond)])), $"bare calls, {Figure.Text(bare.PerSecond)}/s"),
            new("processor time of a call without crypto", $"{Figure.Text(unsigned.Microseconds)} µs", $"a bare call, {Figure.Text(bare.Microseconds)} µs"),
            new("processor time of a call signed with ECDSA", $"{Figure.Text(signed.Microseconds)} µs", $"a bare call, {Figure.Text(bare.Microseconds)} µs"),
            Figure.AtMost("allocated by the client for a call, more than for a bare one", unsigned.ClientBytes - bare.ClientBytes, MostBytes, $"a bare call, {Figure.Text(bare.ClientBytes)} bytes", " bytes"),
            Figure.AtMost("allocated by the server for a call, more than for a bare one", unsigned.ServerBytes - bare.ServerBytes, MostBytes, $"a bare call, {Figure.Text(bare.ServerBytes)} bytes", " bytes"),
            new("of that, what Kestrel makes of the headers alone", $"{Figure.Text(headers.ServerBytes - bare.ServerBytes)} bytes", "a bare call, less one that has the headers"),
            new("the same for a call signed with ECDSA, client", $"{Figure.Text(signed.ClientBytes - bare.ClientBytes)} bytes", $"a bare call, {Figure.Text(bare.ClientBytes)} bytes"),
            new("the same for a call signed with ECDSA, server", $"{Figure.Text(signed.ServerBytes - bare.ServerBytes)} bytes", $"a bare call, {Figure.Text(bare.ServerBytes)} bytes"),
        ];

        Figure OverDue(double cryptoMicroseconds, string how)
        {
            double due = Environment.ProcessorCount * 1e6 / (bare.Microseconds + cryptoMicroseconds);
            return Figure.AtLeast(
                $"calls signed with ECDSA ({Figure.Text(signed.PerSecond)}/s)",
                signed.PerSecond / due,
                LeastOverDue,
                $"{Figure.Text(due)}/s: {Environment.ProcessorCount} cores over {Figure.Text(bare.Microseconds)} µs of processor for a bare call and {Figure.Text(cryptoMicroseconds)} µs {how}");
        }
    }

    /// <summary>Rounds of all callers, each in its turn, after all are warm.</summary>
    internal static async Task<Throughput[][]> RoundsOf(ServerProcess server, IReadOnlyList<ICaller> callers)
    {
        await RoundsOf(server, callers, WarmUpRounds);
        return await RoundsOf(server, callers, RoundCount);
    }

    private static async Task<Throughput[][]> RoundsOf(ServerProcess server, IReadOnlyList<ICaller> callers, int count)
    {
        var rounds = new Throughput[count][];
        for (int round = 0; round < count; round++)
        {
            rounds[round] = new Throughput[callers.Count];
            for (int i = 0; i < callers.Count; i++)
            {
                int turn = (i + round) % callers.Count;
                rounds[round][turn] = await Throughput.MeasureAsync(server, callers[turn], Turn);
            }
        }

        return rounds;
    }

    internal static Throughput MedianOf(Throughput[][] rounds, int caller)
    {
        return new Throughput(Of(static each => each.PerSecond), Of(static each => each.Microseconds), Of(static each => each.ClientBytes), Of(static each => each.ServerBytes));

        double Of(Func<Throughput, double> part) => Timings.MedianOf([.. rounds.Select(round => part(round[caller]))]);
    }
}
