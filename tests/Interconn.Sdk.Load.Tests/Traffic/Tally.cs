using System.Collections.Concurrent;

namespace Interconn.Sdk.Load.Tests.Traffic;

/// <summary>What was asked and what was answered, counted; and what should not have been, in words.</summary>
internal sealed class Tally
{
    private const int MaxWords = 20;

    private readonly ConcurrentDictionary<(string Kind, Verdict Verdict), long> counts = new();
    private readonly ConcurrentQueue<string> wrong = new();
    private long total;
    private long wrongCount;

    public long Total => Interlocked.Read(ref total);

    public long WrongCount => Interlocked.Read(ref wrongCount);

    public IReadOnlyList<string> Wrong => [.. wrong];

    public IEnumerable<(string Kind, Verdict Verdict, long Count)> Counts =>
        counts.OrderBy(static pair => pair.Key.Kind, StringComparer.Ordinal).Select(static pair => (pair.Key.Kind, pair.Key.Verdict, pair.Value));

    /// <summary>Counts an answer; one that is not among those due is wrong.</summary>
    public void Add(string kind, Verdict answer, params ReadOnlySpan<Verdict> due)
    {
        Interlocked.Increment(ref total);
        counts.AddOrUpdate((kind, answer), 1, static (_, count) => count + 1);
        if (due.Contains(answer))
        {
            return;
        }

        if (Interlocked.Increment(ref wrongCount) <= MaxWords)
        {
            wrong.Enqueue($"{kind}: {answer} instead of {string.Join(" or ", due.ToArray())}");
        }
    }

    /// <summary>Counts a request that its sender broke, so that no answer is due.</summary>
    public void AddBroken(string kind)
    {
        Interlocked.Increment(ref total);
        counts.AddOrUpdate((kind, Verdict.None), 1, static (_, count) => count + 1);
    }
}
