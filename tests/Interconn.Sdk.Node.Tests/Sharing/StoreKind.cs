namespace Interconn.Sdk.Node.Tests.Sharing;

/// <summary>What the instances of a node share.</summary>
public enum StoreKind
{
    /// <summary>Objects in memory, which both use.</summary>
    Memory,

    /// <summary>A SQLite file, which one process writes: its stores, which both use.</summary>
    Sqlite,

    /// <summary>Tables of PostgreSQL, with stores and connections of its own for each.</summary>
    PostgreSql,
}
