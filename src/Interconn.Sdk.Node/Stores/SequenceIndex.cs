namespace Interconn.Sdk.Node.Stores;

/// <summary>Sequences of messages by something that the messages have in common, each group in its order. Not safe for many callers at a time.</summary>
internal sealed class SequenceIndex
{
    private static readonly SortedSet<long> None = [];

    private readonly Dictionary<string, SortedSet<long>> groups = new(StringComparer.Ordinal);

    public IReadOnlySet<long> Of(string group) => groups.GetValueOrDefault(group) ?? None;

    /// <summary>The first of a group, or null.</summary>
    public long? FirstOf(string group) => groups.TryGetValue(group, out SortedSet<long>? found) ? found.Min : null;

    public void Add(string group, long sequence)
    {
        if (!groups.TryGetValue(group, out SortedSet<long>? found))
        {
            groups.Add(group, found = []);
        }

        found.Add(sequence);
    }

    public void Remove(string group, long sequence)
    {
        if (groups.TryGetValue(group, out SortedSet<long>? found) && found.Remove(sequence) && found.Count == 0)
        {
            groups.Remove(group);
        }
    }
}
