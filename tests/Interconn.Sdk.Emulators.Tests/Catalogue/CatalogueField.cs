using System.Text.Json;

namespace Interconn.Sdk.Emulators.Tests.Catalogue;

/// <summary>A parameter or a field of a body, as the list has it.</summary>
public sealed record CatalogueField(string Name, bool IsRequired, IReadOnlyList<CatalogueField> Fields)
{
    public static CatalogueField Read(JsonElement field) => new(
        field.GetProperty("name").GetString()!,
        field.GetProperty("required").GetBoolean(),
        field.TryGetProperty("fields", out JsonElement fields) ? [.. fields.EnumerateArray().Select(Read)] : []);
}
