using Interconn.Sdk.Benchmarks.Stores;

// One benchmark a word; what it measures and how is said by the class that it starts.
return args switch
{
    ["stores", .. string[] sizes] => await StoreBenchmark.RunAsync(sizes),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        Usage: dotnet run -c Release --project benchmarks/Interconn.Sdk.Benchmarks -- stores [rows ...]

          stores   Durable transitions a second of each store, with as many rows stored before as are named (1000 and 1000000 by default).
                   PostgreSQL where INTERCONN_TEST_POSTGRES names a server whose user may make schemas; SQLite in the folder for temporary files.
        """);
    return 2;
}
