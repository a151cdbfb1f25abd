using Interconn.Sdk.Benchmarks;
using Interconn.Sdk.Benchmarks.Calls;
using Interconn.Sdk.Benchmarks.Calls.Server;
using Interconn.Sdk.Benchmarks.Permits;
using Interconn.Sdk.Benchmarks.Replay;
using Interconn.Sdk.Benchmarks.Reporting;
using Interconn.Sdk.Benchmarks.Scale;
using Interconn.Sdk.Benchmarks.Sm2;
using Interconn.Sdk.Benchmarks.Stores;

IBenchmark[] all =
[
    new LatencyBenchmark(),
    new ServerBenchmark(),
    new ClientBenchmark(),
    new JoinedBenchmark(),
    new ThroughputBenchmark(),
    new NodeBenchmark(),
    new PermitBenchmark(),
    new Sm2Benchmark(),
    new ReplayBenchmark(),
    new StoreBenchmark(),
    new ScaleBenchmark(),
];
return args switch
{
    // What is called runs beside the one who calls; it ends with its standard input.
    [MeasuredServer.Role] => await MeasuredServer.RunAsync(Console.In, Console.Out),
    ["profile", string way, string seconds] => await ProfiledLoop.RunAsync(way, seconds),
    [] => await RunAsync(all),
    _ when args.All(word => all.Any(each => each.Name == word)) => await RunAsync([.. all.Where(each => args.Contains(each.Name))]),
    _ => Usage(),
};

async Task<int> RunAsync(IEnumerable<IBenchmark> benchmarks)
{
    await Report.WriteHeadAsync(Console.Out);
    foreach (IBenchmark benchmark in benchmarks)
    {
        await Report.WriteAsync(Console.Out, benchmark, await benchmark.RunAsync());
    }

    return 0;
}

int Usage()
{
    Console.Error.WriteLine(
        $"""
        Usage: dotnet run -c Release --project benchmarks/Interconn.Sdk.Benchmarks -- [name ...]

        Without a name all of these:
        {string.Join('\n', all.Select(static each => $"  {each.Name,-12} {each.Summary}"))}

        And by its name alone:
          profile      Calls for so many seconds in one way (bare, unsigned, signed, client, server, joined, node), for a profiler to look at.

        PostgreSQL is measured where INTERCONN_TEST_POSTGRES names a server whose user may make schemas; SQLite in the folder for temporary files.
        """);
    return 2;
}
