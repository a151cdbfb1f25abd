using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.EntityFrameworkCore.Model;

/// <summary>How far a row of changes has come: <see cref="Turn"/>.</summary>
internal sealed class TurnRow
{
    /// <summary>What names the row of changes.</summary>
    public required string TurnKey { get; init; }

    /// <summary>The number of the next change.</summary>
    public required long Number { get; init; }

    /// <summary>When the last one was made.</summary>
    public required DateTimeOffset TakenAt { get; init; }
}
