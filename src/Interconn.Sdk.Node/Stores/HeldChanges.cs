namespace Interconn.Sdk.Node.Stores;

/// <summary>Changes that are made within a transaction of the host, and that nobody hears of before it is committed.</summary>
internal sealed class HeldChanges
{
    private readonly Lock gate = new();
    private readonly List<NodeChange> changes = [];
    private bool isOver;

    public bool IsOver
    {
        get
        {
            lock (gate)
            {
                return isOver;
            }
        }
    }

    /// <summary>False, and not kept, where nothing is held back any more.</summary>
    public bool TryAdd(NodeChange change)
    {
        lock (gate)
        {
            if (!isOver)
            {
                changes.Add(change);
            }

            return !isOver;
        }
    }

    /// <summary>Ends it. Whoever ends it publishes what was held back, unless it was undone.</summary>
    public IReadOnlyList<NodeChange> End()
    {
        lock (gate)
        {
            isOver = true;
            return changes;
        }
    }
}
