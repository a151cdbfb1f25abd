using System.Text.Json;

namespace Interconn.Sdk.Conformance.Catalogue;

/// <summary>The copy of the standard that everything is held against.</summary>
internal static class Standard
{
    static Standard()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "Spec", "interconn-endpoints.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        Endpoints = [.. document.RootElement.GetProperty("endpoints").EnumerateArray().Select(ReadEndpoint)];
        Types = document.RootElement.GetProperty("types").EnumerateObject()
            .ToDictionary(type => type.Name, type => (IReadOnlyList<StandardField>)ReadFields(type.Value.GetProperty("fields")));
    }

    public static IReadOnlyList<StandardEndpoint> Endpoints { get; }

    /// <summary>The types that fields name, such as <c>ResourcePermit</c>.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<StandardField>> Types { get; }

    /// <summary>The fields of what a field holds, directly or in a list; empty for one that holds text, numbers or free JSON.</summary>
    public static IReadOnlyList<StandardField> FieldsOf(StandardField field) =>
        field.Children.Count > 0 ? field.Children : Types.GetValueOrDefault(ElementOf(field.Type), []);

    /// <summary>From <c>array&lt;Node&gt;</c> to <c>Node</c>; other types are their own element.</summary>
    public static string ElementOf(string type) =>
        type.StartsWith("array<", StringComparison.Ordinal) ? type["array<".Length..^1] : type;

    private static StandardEndpoint ReadEndpoint(JsonElement endpoint) => new(
        Text(endpoint, "section"),
        Text(endpoint, "method"),
        Text(endpoint, "path"),
        endpoint.GetProperty("optional").GetBoolean(),
        endpoint.GetProperty("signatureExempt").GetBoolean(),
        endpoint.GetProperty("responseDataRequired").GetBoolean(),
        ReadFields(endpoint.GetProperty("request")),
        ReadFields(endpoint.GetProperty("responseData")));

    // A field of depth 1 belongs to the records of the last list before it.
    private static List<StandardField> ReadFields(JsonElement fields)
    {
        var top = new List<StandardField>();
        foreach (JsonElement field in fields.EnumerateArray())
        {
            int depth = field.TryGetProperty("depth", out JsonElement value) ? value.GetInt32() : 0;
            if (depth == 0)
            {
                top.Add(ReadField(field));
                continue;
            }

            Assert.That(depth, Is.EqualTo(1), "No field of the standard lies deeper.");
            int owner = top.FindLastIndex(candidate => candidate.Type == "array<object>");
            top[owner] = top[owner] with { Children = [.. top[owner].Children, ReadField(field)] };
        }

        return top;
    }

    private static StandardField ReadField(JsonElement field) => new(
        Text(field, "name"),
        Text(field, "type"),
        field.GetProperty("required").GetBoolean(),
        field.TryGetProperty("requiredWhen", out JsonElement when)
            ? when.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetString()!)
            : new Dictionary<string, string>(),
        field.TryGetProperty("alsoAccept", out JsonElement aliases) ? [.. aliases.EnumerateArray().Select(alias => alias.GetString()!)] : [],
        []);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
