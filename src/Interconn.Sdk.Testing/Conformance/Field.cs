namespace Interconn.Sdk.Testing.Conformance;

/// <summary>A part of a record that a store must give back as it was given.</summary>
internal readonly record struct Field<TRecord>(string Name, Func<TRecord, object?> Read);
