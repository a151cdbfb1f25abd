using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Interconn.Sdk.Benchmarks.Reporting;
using Interconn.Sdk.Benchmarks.Timing;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Benchmarks.Replay;

/// <summary>The replay guard in memory: how many nonces it takes a second, what each costs in memory, and how long a call waits while others expire.</summary>
internal sealed class ReplayBenchmark : IBenchmark
{
    private const double AddsASecond = 1_000_000;
    private const int BytesAnEntry = 64;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(6);
    private readonly NoncePool pool = new();

    public string Name => "replay";

    public string Summary => "The replay guard in memory, with up to a million nonces in it.";

    public async Task<IReadOnlyList<Figure>> RunAsync() => [.. await SpeedAsync(1), .. await SpeedAsync(2), .. await MemoryAsync(), .. await SweepTimes.MeasureAsync(pool)];

    private async Task<IEnumerable<Figure>> SpeedAsync(int threads)
    {
        var guard = new Adding("guard", threads, EmptyGuard);
        var digest = new Adding("digest", threads, () => DigestAsync);
        var usual = new Adding("usual", threads, EmptyDictionary);
        IReadOnlyDictionary<string, Timings> timings = await Rounds.TimeAsync(
            [guard.AsContender(), digest.AsContender(), usual.AsContender()], rounds: 2 * Adding.Turns, calls: 1, warmUp: Adding.Turns);
        Timings own = timings[guard.Name];
        string by = threads == 1 ? "one thread" : $"{threads} threads";
        double Each(string name) => timings[name].Median * 1000 / Adding.EachTurn;
        return
        [
            Figure.AtLeast($"adds a second, {by}, median while a million go in", Adding.EachTurn * 1e6 / own.Median, AddsASecond, $"{Each(guard.Name):N0} ns of the clock each"),
            new($"processor time of an add, {by}", $"{guard.ProcessorTime:N0} ns", $"{digest.ProcessorTime:N0} ns SHA-256 of the same text, {usual.ProcessorTime:N0} ns the dictionary below"),
            new($"time of an add, {by}", $"{Figure.Text(own.RatioTo(timings[digest.Name]))} ×", $"SHA-256 of the same text: {Each(digest.Name):N0} ns each"),
            new(
                $"time of an add, {by}",
                $"{Figure.Text(own.RatioTo(timings[usual.Name]))} ×",
                $"a ConcurrentDictionary with sender and nonce as its key, which forgets nothing: {Each(usual.Name):N0} ns each"),
        ];
    }

    private async Task<IEnumerable<Figure>> MemoryAsync()
    {
        List<Figure> figures = [];
        foreach (int count in (int[])[100_000, 600_000, NoncePool.Count])
        {
            figures.AddRange(await KeptMemory.MeasureAsync(pool, count, BytesAnEntry));
        }

        figures.Add(await KeptMemory.MeasureSendersAsync());
        return figures;
    }

    private Func<int, ValueTask> EmptyGuard()
    {
        var guard = new InMemoryReplayGuard(TimeProvider.System);
        return async number =>
        {
            if (await guard.TryAddAsync(pool.Entry(number, TimeProvider.System.GetUtcNow(), Kept), CancellationToken.None) != ReplayVerdict.Fresh)
            {
                throw new InvalidOperationException("A nonce that was not added before was refused.");
            }
        };
    }

    private Func<int, ValueTask> EmptyDictionary()
    {
        var seen = new ConcurrentDictionary<string, DateTimeOffset>();
        return number =>
        {
            seen.TryAdd($"{pool.SenderOf(number)}\n{pool.NonceOf(number)}", TimeProvider.System.GetUtcNow() + Kept);
            return ValueTask.CompletedTask;
        };
    }

    private ValueTask DigestAsync(int number)
    {
        Span<byte> text = stackalloc byte[128];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Encoding.UTF8.TryGetBytes(pool.SenderOf(number), text, out int length);
        text[length++] = (byte)'\n';
        Encoding.UTF8.TryGetBytes(pool.NonceOf(number), text[length..], out int rest);
        SHA256.HashData(text[..(length + rest)], digest);
        return ValueTask.CompletedTask;
    }
}
