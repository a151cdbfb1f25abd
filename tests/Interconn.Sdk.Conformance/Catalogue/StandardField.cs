namespace Interconn.Sdk.Conformance.Catalogue;

/// <summary>A field as the copy of the standard describes it. <paramref name="Children"/> are the fields of its records, if it has any.</summary>
public sealed record StandardField(
    string Name,
    string Type,
    bool Required,
    IReadOnlyDictionary<string, string> RequiredWhen,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<StandardField> Children);
