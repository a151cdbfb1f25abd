namespace Interconn.Sdk.Node.Stores;

/// <summary>What records in memory are found by: the name of an index and up to two values.</summary>
internal readonly record struct IndexKey(string Index, string? First = null, string? Second = null);
