using System.Text.Json;

namespace Interconn.Sdk.Emulators.Tests.Catalogue;

/// <summary>
/// What the list says of answers: the names of their members, those within members as <c>outer.inner</c>. A list of objects counts as the object; the envelope of
/// systems that have one is left out.
/// </summary>
internal static class CatalogueAnswers
{
    // Written as a text in the list, or given as what the server really sends.
    private static readonly Dictionary<string, string[]> Texts = new(StringComparer.Ordinal)
    {
        ["array of {id, clientID, apiKey}"] = ["id", "clientID", "apiKey"],
        ["array of string, e.g. [\"fuxi.id\"]"] = [],
    };

    public static IReadOnlyList<IReadOnlySet<string>> Read(JsonElement response)
    {
        if (response.TryGetProperty("data", out JsonElement data))
        {
            return data.ValueKind == JsonValueKind.Object && data.TryGetProperty("oneOf", out JsonElement choices)
                ? [.. choices.EnumerateObject().Select(static choice => NamesOf(choice.Value))]
                : ReadOne(Unwrap(data));
        }

        if (response.TryGetProperty("upstreamBody", out JsonElement sentence))
        {
            return [NamesIn(sentence.GetString()!)];
        }

        List<IReadOnlySet<string>> answers = [];
        foreach (string name in (string[])["body", "body201", "body200"])
        {
            if (response.TryGetProperty(name, out JsonElement body))
            {
                answers.AddRange(ReadOne(body));
            }
        }

        return answers;
    }

    // "What it is: name, name, …": for 1.1 of FUXI, whose document describes the answer of 1.2 in its place.
    private static HashSet<string> NamesIn(string sentence) =>
        [.. sentence[(sentence.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(',', StringSplitOptions.TrimEntries).Where(static name => name != "...")];

    private static IReadOnlyList<IReadOnlySet<string>> ReadOne(JsonElement answer) => answer.ValueKind == JsonValueKind.Null ? [] : [NamesOf(answer)];

    // 3.1.14 of the market has its envelope twice.
    private static JsonElement Unwrap(JsonElement data) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty("code", out _) && data.TryGetProperty("data", out JsonElement inner) ? inner : data;

    private static HashSet<string> NamesOf(JsonElement answer)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        Add(answer, "", names);
        return names;
    }

    private static void Add(JsonElement element, string prefix, HashSet<string> names)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                Add(element[0], prefix, names);
                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    names.Add(prefix + property.Name);
                    Add(property.Value, prefix + property.Name + ".", names);
                }

                break;
            case JsonValueKind.String when prefix.Length == 0:
                names.UnionWith(Texts[element.GetString()!]);
                break;
        }
    }
}
