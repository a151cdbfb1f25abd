namespace Interconn.Sdk.Node.Stores;

/// <summary>The turns in memory: of each row the next number, and when the last one was taken. Not safe for many callers at a time.</summary>
internal sealed class TurnTable
{
    private readonly Dictionary<string, (long Next, DateTimeOffset TakenAt)> rows = new(StringComparer.Ordinal);

    /// <summary>The number of the next turn of a row; 0 where none was taken.</summary>
    public long NextOf(string key) => rows.GetValueOrDefault(key).Next;

    public void Take(Turn turn, DateTimeOffset at) => rows[turn.Key] = (turn.Number + 1, at);

    public void RemoveTaken(DateTimeOffset before)
    {
        foreach (string key in rows.Where(row => row.Value.TakenAt < before).Select(static row => row.Key).ToArray())
        {
            rows.Remove(key);
        }
    }
}
