using System.Globalization;

namespace Interconn.Sdk.Benchmarks.Stores;

/// <summary>
/// Durable transitions a second, of each store and for each number of rows that are there before; with the bare commits of the same database in the same run, since
/// the disk has the greatest part in it.
/// </summary>
internal static class StoreBenchmark
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BareDuration = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(string[] sizes)
    {
        int[] rows = sizes.Length == 0 ? [1000, 1_000_000] : [.. sizes.Select(static size => int.Parse(size, CultureInfo.InvariantCulture))];
        Console.WriteLine($"{"store",-12} {"rows before",12} {"transitions/s",14} {"bare commits/s",15} {"ratio",7}");
        foreach ((string name, Func<Task<IBenchmarkedStore>> makeAsync) in Stores())
        {
            foreach (int count in rows)
            {
                await using IBenchmarkedStore store = await makeAsync();
                await store.FillAsync(count);
                double bare = await store.BareCommitsPerSecondAsync(BareDuration);
                await Workload.TransitionsPerSecondAsync(store.Instances, WarmUp);
                double made = await Workload.TransitionsPerSecondAsync(store.Instances, Duration);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-12} {count,12:N0} {made,14:N0} {bare,15:N0} {made / bare,7:F2}"));
            }
        }

        return 0;
    }

    private static IEnumerable<(string Name, Func<Task<IBenchmarkedStore>> MakeAsync)> Stores()
    {
        yield return ("sqlite", SqliteStore.MakeAsync);
        if (PostgreSqlStore.IsThere)
        {
            yield return ("postgres x2", PostgreSqlStore.MakeAsync);
        }
        else
        {
            Console.WriteLine("PostgreSQL is left out: INTERCONN_TEST_POSTGRES is not set.");
        }
    }
}
