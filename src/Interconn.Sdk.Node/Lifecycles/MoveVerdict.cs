namespace Interconn.Sdk.Node.Lifecycles;

/// <summary>What an act comes to in a status.</summary>
public enum MoveVerdict
{
    /// <summary>The table has no such move: 40901.</summary>
    Illegal,

    /// <summary>It is a move of the table.</summary>
    Legal,

    /// <summary>It was made before: acknowledged, and nothing changes.</summary>
    Repeat,
}
