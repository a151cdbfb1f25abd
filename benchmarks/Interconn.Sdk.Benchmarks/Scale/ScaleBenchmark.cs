using System.Globalization;
using Interconn.Sdk.Benchmarks.Reporting;
using Interconn.Sdk.Benchmarks.Timing;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Benchmarks.Scale;

/// <summary>
/// Whether a node with a million partners, contracts and permits is as quick as one with one. The nodes stand beside each other in one process, and the same is asked of
/// each in turn.
/// </summary>
internal sealed class ScaleBenchmark : IBenchmark
{
    private const int One = 1;
    private const int Thousand = 1000;
    private const int Million = 1_000_000;

    private const double MostInMemory = 1.5;
    private const double MostInDatabase = 2;
    private const double MostSeconds = 1;

    // As many as the directory of a node keeps.
    private const int KeptPartners = 100_000;

    private readonly List<Figure> figures = [];

    public string Name => "scale";

    public string Summary => "What look-ups, transitions and calls cost with a million partners, each with a contract, an audit and a permit, over what they cost with one; start-up; bytes.";

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        await MeasureAsync("memory", static () => Task.FromResult<IScaledStore>(new MemoryScale()), MostInMemory, repeats: 32);
        await MeasureAsync("SQLite", static () => Task.FromResult<IScaledStore>(new SqliteScale()), MostInDatabase, repeats: 1);
        if (PostgreSqlScale.IsThere)
        {
            await MeasureAsync("PostgreSQL", PostgreSqlScale.MakeAsync, MostInDatabase, repeats: 1);
        }

        return figures;
    }

    private async Task MeasureAsync(string name, Func<Task<IScaledStore>> makeAsync, double most, int repeats)
    {
        await using IScaledStore one = await makeAsync();
        await using IScaledStore thousand = await makeAsync();
        await using IScaledStore million = await makeAsync();
        (IScaledStore Store, int Partners)[] all = [(one, One), (thousand, Thousand), (million, Million)];
        foreach ((IScaledStore store, int partners) in all)
        {
            await store.FillAsync(partners);
        }

        await MeasureStartUpAsync(name, one, million);
        var nodes = new List<ScaledNode>();
        using var caller = new SignedCaller();
        try
        {
            var probes = new List<Probes>();
            foreach ((IScaledStore store, int partners) in all)
            {
                ScaledNode node = await ScaledNode.StartAsync(store, partners);
                nodes.Add(node);
                if (store is MemoryScale)
                {
                    await FillMemoryAsync(node);
                }

                probes.Add(await Probes.MakeAsync(node, caller, repeats));
            }

            await MeasureProbesAsync(name, probes, most, repeats);
            if (await million.SizeAsync() is > 0 and long size)
            {
                figures.Add(new Figure($"{name}: bytes on disk, of a partner's contract, audit and permit", Figure.Text((double)size / Million), "a million of each, indexes and all"));
            }
        }
        finally
        {
            foreach (ScaledNode node in nodes)
            {
                await node.DisposeAsync();
            }
        }
    }

    private async Task MeasureStartUpAsync(string name, IScaledStore one, IScaledStore million)
    {
        const int Times = 3;
        double[] withOne = new double[Times];
        double[] withMillion = new double[Times];
        bool isFilled = one is not MemoryScale;
        for (int i = 0; i < Times; i++)
        {
            withOne[i] = await ScaledNode.StartUpSecondsAsync(one, One);
            withMillion[i] = isFilled ? await ScaledNode.StartUpSecondsAsync(million, Million) : withOne[i];
        }

        string against = isFilled ? $"with one {Listed(withOne)}" : "there is nothing yet; the first is the first of the process";
        figures.Add(Figure.AtMost(
            $"{name}: start-up {(isFilled ? "with a million, " : "")}from building the host to the first answer", withMillion.Max(), MostSeconds, $"the longest of {Listed(withMillion)}; {against}", " s"));
    }

    private static string Listed(double[] seconds) => string.Join(", ", seconds.Select(Figure.Text)) + " s";

    private async Task FillMemoryAsync(ScaledNode node)
    {
        static IReadOnlyList<T> Some<T>(int first, int count, Func<int, T> make) => [.. Enumerable.Range(first, count).Select(make)];
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        (string What, Func<int, int, NodeChange> Change)[] parts =
        [
            ("contract", (first, count) => new NodeChange { At = now, Contracts = Some(first, count, Population.Contract) }),
            ("audit", (first, count) => new NodeChange { At = now, Audits = Some(first, count, Population.Audit) }),
            ("permit", (first, count) => new NodeChange { At = now, NewPermits = Some(first, count, Population.Permit) }),
        ];
        foreach ((string what, Func<int, int, NodeChange> change) in parts)
        {
            long before = GC.GetTotalMemory(forceFullCollection: true);
            await node.AddAsync(change);
            if (node.Partners == Million)
            {
                figures.Add(new Figure(
                    $"memory: bytes of a partner's {what}",
                    Figure.Text((double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Million),
                    "a million, its texts and indexes and all"));
            }
        }
    }

    private async Task MeasureProbesAsync(string name, IReadOnlyList<Probes> probes, double most, int repeats)
    {
        IReadOnlyList<Probes> crowded = [.. probes.Skip(1)];
        await MeasureAsync("look-up of a partner that was asked about before", probes, static each => each.LookUpRegularAsync, repeats);
        await MeasureAsync("look-up of a partner that was not", crowded, static each => each.LookUpFreshAsync, 1);
        await MeasureAsync("find of a contract", probes, static each => each.FindContractAsync, repeats);
        await MeasureAsync("find of an audit", probes, static each => each.FindAuditAsync, repeats);
        await MeasureAsync("find of a permit", probes, static each => each.FindPermitAsync, repeats);
        await MeasureAsync("use of a permit", probes, static each => each.UsePermitAsync, repeats);
        await MeasureAsync("an audit's three transitions", probes, static each => each.CommitAuditAsync, 1);
        await MeasureAsync("call 3.5 of a partner that called before", probes, static each => each.CallAsRegularAsync, 1);
        await MeasureAsync("call 3.5 of a partner that did not", crowded, static each => each.CallAsFreshAsync, 1);
        await MeasureAsync("call that uses a permit", probes, static each => each.CallWithPermitAsync, 1);
        if (repeats > 1)
        {
            await probes[^1].LookUpManyAsync(KeptPartners);
            await MeasureAsync($"look-up of a partner that was not, after {KeptPartners:N0} others", crowded, static each => each.LookUpFreshAsync, 1);
        }

        async Task MeasureAsync(string what, IReadOnlyList<Probes> asked, Func<Probes, Func<Task>> probe, int times)
        {
            Contender[] contenders = [.. asked.Select(each => each.Named(what, probe))];
            IReadOnlyDictionary<string, Timings> measured = await Rounds.TimeAsync(contenders, rounds: 9, calls: 15, warmUp: 30);
            Timings[] timings = [.. contenders.Select(contender => measured[contender.Name])];
            Timings million = timings[^1];
            string against = $"{Figure.Text(million.Median / times)} µs, and " + string.Join(", ", timings.SkipLast(1).Select((timing, index) => string.Create(
                CultureInfo.InvariantCulture, $"{Figure.Text(timing.Median / times)} µs with {(asked.Count == 3 && index == 0 ? One : Thousand):N0}")));

            // Of what takes less than a microsecond where all of it is in the processor's cache the ratio alone says nothing of a call.
            string excess = $"{Figure.Text(million.ExcessOver(timings[0]) / times)} µs more";
            figures.Add(Figure.AtMost($"{name}: {what}, with a million", million.RatioTo(timings[0]), most, $"{against}: {excess}", " times"));
        }
    }
}
