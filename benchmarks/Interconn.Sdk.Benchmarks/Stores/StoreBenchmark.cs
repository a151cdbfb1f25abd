using System.Globalization;
using Interconn.Sdk.Benchmarks.Reporting;

namespace Interconn.Sdk.Benchmarks.Stores;

/// <summary>
/// Durable transitions a second, of each store and for each number of rows that are there before; with the bare commits of the same database in the same run, since
/// the disk has the greatest part in it.
/// </summary>
internal sealed class StoreBenchmark : IBenchmark
{
    private const string Variable = "INTERCONN_BENCHMARK_ROWS";
    private const string DefaultRows = "1000,1000000";

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan BareDuration = TimeSpan.FromSeconds(2);

    public string Name => "stores";

    public string Summary => $"Durable transitions a second of each store, with as many rows before as {Variable} names ({DefaultRows} by default).";

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var figures = new List<Figure>();
        foreach ((string name, Func<Task<IBenchmarkedStore>> makeAsync) in Stores())
        {
            foreach (int rows in Rows())
            {
                await using IBenchmarkedStore store = await makeAsync();
                await store.FillAsync(rows);
                double bare = await store.BareCommitsPerSecondAsync(BareDuration);
                await Workload.TransitionsPerSecondAsync(store.Instances, WarmUp);
                double made = await Workload.TransitionsPerSecondAsync(store.Instances, Duration);
                figures.Add(new Figure(
                    string.Create(CultureInfo.InvariantCulture, $"{name}: transitions a second, with {rows:N0} rows of each kind before"),
                    Figure.Text(made),
                    $"{Figure.Text(bare)} bare commits a second of the same database, one after the other: {Figure.Text(made / bare)} times"));
            }
        }

        return figures;
    }

    private static IEnumerable<int> Rows() =>
        (Environment.GetEnvironmentVariable(Variable) ?? DefaultRows).Split(',').Select(static text => int.Parse(text, CultureInfo.InvariantCulture));

    private static IEnumerable<(string Name, Func<Task<IBenchmarkedStore>> MakeAsync)> Stores()
    {
        yield return ("SQLite", SqliteStore.MakeAsync);
        if (PostgreSqlStore.IsThere)
        {
            yield return ("PostgreSQL, two instances", PostgreSqlStore.MakeAsync);
        }
    }
}
