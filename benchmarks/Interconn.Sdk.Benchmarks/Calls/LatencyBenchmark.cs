using Interconn.Sdk.Benchmarks.Calls.Clients;
using Interconn.Sdk.Benchmarks.Reporting;
using Interconn.Sdk.Benchmarks.Timing;

namespace Interconn.Sdk.Benchmarks.Calls;

/// <summary>How long one call takes after the other, over one connection.</summary>
internal sealed class LatencyBenchmark : IBenchmark
{
    private const int RoundCount = 800;
    private const int CallsPerTurn = 25;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(25);
    private const double MostOverBare = 1.15;
    private const double MostOverCrypto = 1.3;

    public string Name => "latency";

    public string Summary => "p50 of a call with a body of 200 bytes over one connection: HTTP/1.1, loopback, Kestrel in a process of its own.";

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        await using ServerProcess server = await ServerProcess.StartAsync();
        int port = server.PipelinePort;
        await using var bare = new BareCaller(port);
        await using var withHeaders = new BareCaller(port, hasHeaders: true);
        await using var extensions = new JsonExtensionsCaller(port);
        await using var restSharp = new RestSharpCaller(port);
        await using var restEase = new RestEaseCaller(port);
        await using var flurl = new FlurlCaller(port);
        await using var unsigned = new InterconnCaller(BenchmarkPartner.WithoutCrypto, port);
        await using var signed = new InterconnCaller(BenchmarkPartner.WithEcdsa, port);
        IReadOnlyDictionary<string, Timings> times = await Rounds.TimeAsync(
            [
                new("bare", bare.CallAsync),
                new("no crypto", unsigned.CallAsync),
                new("bare with headers", withHeaders.CallAsync),
                new("System.Net.Http.Json", extensions.CallAsync),
                new("RestSharp", restSharp.CallAsync),
                new("RestEase", restEase.CallAsync),
                new("Flurl.Http", flurl.CallAsync),
                new("ECDSA", signed.CallAsync),
                CryptoCost.Ecdsa(),
            ],
            RoundCount,
            CallsPerTurn,
            WarmUp);
        Timings ours = times["no crypto"];
        double crypto = times[CryptoCost.EcdsaName].Median;
        double due = times["bare"].Median + (MostOverCrypto * crypto);
        string bareText = $"a bare call, {Figure.Text(times["bare"].Median)} µs";
        return
        [
            Figure.AtMost($"a whole call without the signature's own crypto ({Figure.Text(ours.Median)} µs)", ours.RatioTo(times["bare"]), MostOverBare, bareText),
            new("of that, what the headers cost HttpClient and Kestrel: a bare call that has them", Figure.Text(times["bare with headers"].RatioTo(times["bare"])), bareText),
            Peer("RestSharp"),
            Peer("RestEase"),
            Peer("Flurl.Http"),
            new("PostAsJsonAsync and ReadFromJsonAsync, unsigned", Figure.Text(times["System.Net.Http.Json"].RatioTo(times["bare"])), bareText),
            Figure.AtMost(
                $"a call signed with ECDSA ({Figure.Text(times["ECDSA"].Median)} µs), over what is due",
                times["ECDSA"].Median / due,
                1,
                $"{Figure.Text(due)} µs: bare + {Figure.Text(MostOverCrypto)} × {Figure.Text(crypto)} µs (one sign and one verify)"),
        ];

        Figure Peer(string name)
        {
            double ratio = ours.RatioTo(times[name]);
            return new($"the same, over {name}, unsigned ({Figure.Text(times[name].Median)} µs)", Figure.Text(ratio), $"a call by {name}", "below 1.00", ratio < 1);
        }
    }
}
