namespace Interconn.Sdk.Node.Stores;

/// <summary>Records in memory, found by what names them, by their partner, and by when they are due. Not safe for many callers at a time.</summary>
internal sealed class RecordTable<TKey, TRecord>(Func<TRecord, string> partnerOf, Func<TRecord, DateTimeOffset?> dueAtOf)
    where TKey : struct
    where TRecord : class
{
    private static readonly Comparer<(DateTimeOffset At, long Number)> DueOrder = Comparer<(DateTimeOffset At, long Number)>.Default;

    private readonly Dictionary<TKey, Row> rows = [];
    private readonly Dictionary<string, Dictionary<TKey, Row>> rowsOfPartners = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(DateTimeOffset At, long Number), Row> due = new(DueOrder);
    private long lastNumber;

    public DateTimeOffset? NextDueAt => due.Count == 0 ? null : due.First().Key.At;

    public TRecord? Find(TKey key) => rows.GetValueOrDefault(key)?.Record;

    /// <summary>The version of a stored record; 0 where there is none.</summary>
    public long VersionOf(TKey key, Func<TRecord, long> versionOf) => Find(key) is TRecord record ? versionOf(record) : 0;

    public void Set(TKey key, TRecord record)
    {
        if (!rows.TryGetValue(key, out Row? row))
        {
            row = new Row { Number = ++lastNumber, Record = record };
            rows.Add(key, row);
            if (!rowsOfPartners.TryGetValue(partnerOf(record), out Dictionary<TKey, Row>? ofPartner))
            {
                rowsOfPartners.Add(partnerOf(record), ofPartner = []);
            }

            ofPartner.Add(key, row);
        }
        else if (dueAtOf(row.Record) is DateTimeOffset before)
        {
            due.Remove((before, row.Number));
        }

        row.Record = record;
        if (dueAtOf(record) is DateTimeOffset at)
        {
            due.Add((at, row.Number), row);
        }
    }

    /// <summary>The records of a partner or of all, or those that are due by a time, the earliest first.</summary>
    public IEnumerable<TRecord> Select(string? partnerNodeId, DateTimeOffset? dueBy)
    {
        if (dueBy is DateTimeOffset by)
        {
            return due.TakeWhile(entry => entry.Key.At <= by).Select(entry => entry.Value.Record)
                .Where(record => partnerNodeId is null || partnerOf(record) == partnerNodeId);
        }

        return (partnerNodeId is null ? rows : rowsOfPartners.GetValueOrDefault(partnerNodeId) ?? []).Values.Select(row => row.Record);
    }

    public int RemoveWhere(Func<TRecord, bool> isMeant, Func<TRecord, TKey> keyOf)
    {
        Row[] removed = [.. rows.Values.Where(row => isMeant(row.Record))];
        foreach (Row row in removed)
        {
            TKey key = keyOf(row.Record);
            string partner = partnerOf(row.Record);
            rows.Remove(key);
            rowsOfPartners[partner].Remove(key);
            if (rowsOfPartners[partner].Count == 0)
            {
                rowsOfPartners.Remove(partner);
            }

            if (dueAtOf(row.Record) is DateTimeOffset at)
            {
                due.Remove((at, row.Number));
            }
        }

        return removed.Length;
    }

    private sealed class Row
    {
        public required long Number { get; init; }

        public required TRecord Record { get; set; }
    }
}
