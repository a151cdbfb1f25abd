using System.Runtime.InteropServices;

namespace Interconn.Sdk.Node.Stores;

/// <summary>
/// Records in memory, found by what names them, by what they are indexed by, and by when they are due. Not safe for many callers at a time.
/// </summary>
internal sealed class RecordTable<TKey, TRecord>(
    Func<TRecord, TKey> keyOf,
    Func<TRecord, DateTimeOffset> appliedAtOf,
    Func<TRecord, DateTimeOffset?> dueAtOf,
    Func<TRecord, DateTimeOffset?> removableAtOf,
    Func<TRecord, IEnumerable<IndexKey>> indexKeysOf)
    where TKey : struct
    where TRecord : class
{
    // Of records of the same time the one stored later is the newer one, so that the pages of a list neither repeat nor skip one.
    private static readonly Comparer<Row> NewestFirst = Comparer<Row>.Create(static (one, other) =>
        one.AppliedAt != other.AppliedAt ? other.AppliedAt.CompareTo(one.AppliedAt) : other.Number.CompareTo(one.Number));

    private static readonly Comparer<Row> DueFirst = Comparer<Row>.Create(static (one, other) =>
        one.DueAt != other.DueAt ? Nullable.Compare(one.DueAt, other.DueAt) : one.Number.CompareTo(other.Number));

    private static readonly Comparer<(DateTimeOffset At, long Number, TKey Key)> RemovableFirst = Comparer<(DateTimeOffset At, long Number, TKey Key)>.Create(
        static (one, other) => one.At != other.At ? one.At.CompareTo(other.At) : one.Number.CompareTo(other.Number));

    private readonly Dictionary<TKey, Row> rows = [];
    private readonly SortedSet<Row> all = new(NewestFirst);
    private readonly Dictionary<IndexKey, SortedSet<Row>> indexes = [];
    private readonly SortedSet<Row> due = new(DueFirst);
    private readonly SortedSet<(DateTimeOffset At, long Number, TKey Key)> removable = new(RemovableFirst);
    private long lastNumber;

    public DateTimeOffset? NextDueAt => due.Min?.DueAt;

    public TRecord? Find(TKey key) => rows.GetValueOrDefault(key)?.Record;

    /// <summary>The version of a stored record; 0 where there is none.</summary>
    public long VersionOf(TKey key, Func<TRecord, long> versionOf) => Find(key) is TRecord record ? versionOf(record) : 0;

    public void Set(TRecord record)
    {
        TKey key = keyOf(record);
        DateTimeOffset appliedAt = appliedAtOf(record);
        if (rows.TryGetValue(key, out Row? row))
        {
            if (row.AppliedAt == appliedAt)
            {
                Change(row, record);
                return;
            }

            Unlink(row);
        }

        row = new Row(row?.Number ?? ++lastNumber, record, appliedAt, dueAtOf(record));
        rows[key] = row;
        Link(row);
    }

    /// <summary>
    /// Records that are found under each of the keys, and perhaps more, the newest applied first, from those on that were applied for by a time; all where there is no key
    /// and no time.
    /// </summary>
    public IEnumerable<TRecord> Select(ReadOnlySpan<IndexKey> keys, DateTimeOffset? appliedBy = null)
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

        if (appliedBy is DateTimeOffset by)
        {
            // Stands before every row of that time.
            var from = new Row(long.MaxValue, null!, by, null);
            fewest = fewest.Max is Row last && NewestFirst.Compare(from, last) <= 0 ? fewest.GetViewBetween(from, last) : [];
        }

        return fewest.Select(static row => row.Record);
    }

    /// <summary>Records that are due by a time, the earliest first.</summary>
    public IEnumerable<TRecord> SelectDue(DateTimeOffset by) => due.TakeWhile(row => row.DueAt <= by).Select(static row => row.Record);

    /// <summary>Removes the records that were removable before a time.</summary>
    public int RemoveBefore(DateTimeOffset time)
    {
        TKey[] removed = [.. removable.TakeWhile(each => each.At < time).Select(static each => each.Key)];
        foreach (TKey key in removed)
        {
            rows.Remove(key, out Row? row);
            Unlink(row!);
        }

        return removed.Length;
    }

    // Most of what a record is found by stays the same for as long as it lives, and so does its place there.
    private void Change(Row row, TRecord record)
    {
        IndexKey[] before = [.. indexKeysOf(row.Record)];
        IndexKey[] after = [.. indexKeysOf(record)];
        foreach (IndexKey key in before)
        {
            if (!after.Contains(key))
            {
                RemoveFrom(key, row);
            }
        }

        RemoveFromDue(row);
        RemoveFromRemovable(row);
        row.Change(record, dueAtOf(record));
        AddToDue(row);
        AddToRemovable(row);
        foreach (IndexKey key in after)
        {
            if (!before.Contains(key))
            {
                AddTo(key, row);
            }
        }
    }

    private void Link(Row row)
    {
        all.Add(row);
        AddToDue(row);
        AddToRemovable(row);
        foreach (IndexKey key in indexKeysOf(row.Record))
        {
            AddTo(key, row);
        }
    }

    private void Unlink(Row row)
    {
        all.Remove(row);
        RemoveFromDue(row);
        RemoveFromRemovable(row);
        foreach (IndexKey key in indexKeysOf(row.Record))
        {
            RemoveFrom(key, row);
        }
    }

    private void AddTo(IndexKey key, Row row) => (CollectionsMarshal.GetValueRefOrAddDefault(indexes, key, out _) ??= new(NewestFirst)).Add(row);

    private void RemoveFrom(IndexKey key, Row row)
    {
        SortedSet<Row> found = indexes[key];
        found.Remove(row);
        if (found.Count == 0)
        {
            indexes.Remove(key);
        }
    }

    private void AddToDue(Row row)
    {
        if (row.DueAt is not null)
        {
            due.Add(row);
        }
    }

    private void RemoveFromDue(Row row)
    {
        if (row.DueAt is not null)
        {
            due.Remove(row);
        }
    }

    private void AddToRemovable(Row row)
    {
        if (removableAtOf(row.Record) is DateTimeOffset at)
        {
            removable.Add((at, row.Number, keyOf(row.Record)));
        }
    }

    private void RemoveFromRemovable(Row row)
    {
        if (removableAtOf(row.Record) is DateTimeOffset at)
        {
            removable.Remove((at, row.Number, keyOf(row.Record)));
        }
    }

    private sealed class Row(long number, TRecord record, DateTimeOffset appliedAt, DateTimeOffset? dueAt)
    {
        public long Number => number;

        public DateTimeOffset AppliedAt => appliedAt;

        public TRecord Record { get; private set; } = record;

        public DateTimeOffset? DueAt { get; private set; } = dueAt;

        public void Change(TRecord record, DateTimeOffset? dueAt)
        {
            Record = record;
            DueAt = dueAt;
        }
    }
}
