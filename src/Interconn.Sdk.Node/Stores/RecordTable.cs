using System.Runtime.InteropServices;

namespace Interconn.Sdk.Node.Stores;

/// <summary>
/// Records in memory, found by what names them, by what they are indexed by, and by when they are due. Not safe for many callers at a time.
/// </summary>
internal sealed class RecordTable<TKey, TRecord>(
    Func<TRecord, DateTimeOffset> appliedAtOf, Func<TRecord, DateTimeOffset?> dueAtOf, Func<TRecord, IEnumerable<IndexKey>> indexKeysOf)
    where TKey : struct
    where TRecord : class
{
    // Of records of the same time the one stored later is the newer one, so that the pages of a list neither repeat nor skip one.
    private static readonly Comparer<Row> NewestFirst = Comparer<Row>.Create(static (one, other) =>
        one.AppliedAt != other.AppliedAt ? other.AppliedAt.CompareTo(one.AppliedAt) : other.Number.CompareTo(one.Number));

    private static readonly Comparer<Row> DueFirst = Comparer<Row>.Create(static (one, other) =>
        one.DueAt != other.DueAt ? Nullable.Compare(one.DueAt, other.DueAt) : one.Number.CompareTo(other.Number));

    private readonly Dictionary<TKey, Row> rows = [];
    private readonly SortedSet<Row> all = new(NewestFirst);
    private readonly Dictionary<IndexKey, SortedSet<Row>> indexes = [];
    private readonly SortedSet<Row> due = new(DueFirst);
    private long lastNumber;

    public DateTimeOffset? NextDueAt => due.Min?.DueAt;

    public TRecord? Find(TKey key) => rows.GetValueOrDefault(key)?.Record;

    /// <summary>The version of a stored record; 0 where there is none.</summary>
    public long VersionOf(TKey key, Func<TRecord, long> versionOf) => Find(key) is TRecord record ? versionOf(record) : 0;

    public void Set(TKey key, TRecord record)
    {
        if (rows.TryGetValue(key, out Row? before))
        {
            Unlink(before);
        }

        var row = new Row(before?.Number ?? ++lastNumber, record, appliedAtOf(record), dueAtOf(record));
        rows[key] = row;
        all.Add(row);
        if (row.DueAt is not null)
        {
            due.Add(row);
        }

        foreach (IndexKey indexKey in indexKeysOf(record))
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(indexes, indexKey, out _) ??= new(NewestFirst)).Add(row);
        }
    }

    /// <summary>Records that are found under each of the keys, and perhaps more, the newest applied first; all where there is no key.</summary>
    public IEnumerable<TRecord> Select(params ReadOnlySpan<IndexKey> keys)
    {
        SortedSet<Row> fewest = all;
        foreach (IndexKey key in keys)
        {
            if (!indexes.TryGetValue(key, out SortedSet<Row>? found))
            {
                return [];
            }

            fewest = found.Count < fewest.Count ? found : fewest;
        }

        return fewest.Select(static row => row.Record);
    }

    /// <summary>Records that are due by a time, the earliest first.</summary>
    public IEnumerable<TRecord> SelectDue(DateTimeOffset by) => due.TakeWhile(row => row.DueAt <= by).Select(static row => row.Record);

    public int RemoveWhere(Func<TRecord, bool> isMeant, Func<TRecord, TKey> keyOf)
    {
        Row[] removed = [.. all.Where(row => isMeant(row.Record))];
        foreach (Row row in removed)
        {
            rows.Remove(keyOf(row.Record));
            Unlink(row);
        }

        return removed.Length;
    }

    private void Unlink(Row row)
    {
        all.Remove(row);
        due.Remove(row);
        foreach (IndexKey key in indexKeysOf(row.Record))
        {
            SortedSet<Row> found = indexes[key];
            found.Remove(row);
            if (found.Count == 0)
            {
                indexes.Remove(key);
            }
        }
    }

    private sealed record Row(long Number, TRecord Record, DateTimeOffset AppliedAt, DateTimeOffset? DueAt);
}
