namespace Interconn.Sdk.Node.Stores;

/// <summary>
/// A place in a row of changes that must be made one after the other though they write no record in common, in whichever process they are prepared. Of two
/// changes that were prepared at the same turn only one is made; the other is prepared anew, and then sees what the first one wrote.
/// </summary>
public sealed record Turn
{
    /// <summary>What names the row, 1 to 512 characters, compared character by character.</summary>
    public required string Key { get; init; }

    /// <summary>
    /// The number of the turn as <see cref="INodeStore.FindTurnAsync"/> gave it before anything was read that the change rests upon; 0 for the first of a row.
    /// </summary>
    public required long Number { get; init; }
}
