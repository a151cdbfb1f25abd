using Interconn.Sdk.Benchmarks;
using Interconn.Sdk.Benchmarks.Reporting;
using Interconn.Sdk.Benchmarks.Scale;
using Interconn.Sdk.Benchmarks.Stores;

IBenchmark[] all =
[
    new StoreBenchmark(),
    new ScaleBenchmark(),
];
return args switch
{
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

        PostgreSQL is measured where INTERCONN_TEST_POSTGRES names a server whose user may make schemas; SQLite in the folder for temporary files.
        """);
    return 2;
}
