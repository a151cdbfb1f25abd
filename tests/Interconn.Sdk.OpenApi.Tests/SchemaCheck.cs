using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Interconn.Sdk.OpenApi.Tests;

/// <summary>Holds JSON against a schema of the document. A keyword that it does not know fails the test, so that none is passed over.</summary>
internal static class SchemaCheck
{
    /// <summary>What is wrong with a value, each with its place; empty where nothing is.</summary>
    public static IReadOnlyList<string> Findings(JsonNode schema, JsonNode? value, string place = "$")
    {
        var findings = new List<string>();
        foreach ((string keyword, JsonNode? rule) in schema.AsObject())
        {
            findings.AddRange(Check(keyword, rule!, schema, value, place));
        }

        return findings;
    }

    private static IEnumerable<string> Check(string keyword, JsonNode rule, JsonNode schema, JsonNode? value, string place) => keyword switch
    {
        "description" or "format" or "examples" or "contentEncoding" => [],
        "$ref" => Findings(Document.Target((string)rule!), value, place),
        "anyOf" => rule.AsArray().Any(each => Findings(each!, value, place).Count == 0) ? [] : [$"{place} is none of {rule.ToJsonString()}"],
        "type" => Is((rule as JsonArray)?.Any(each => HasType(value, (string)each!)) ?? HasType(value, (string)rule!), place, $"be {rule.ToJsonString()}"),
        "const" => Is(JsonNode.DeepEquals(rule, value), place, $"be {rule.ToJsonString()}"),
        "enum" => Is(rule.AsArray().Any(each => JsonNode.DeepEquals(each, value)), place, $"be one of {rule.ToJsonString()}"),
        "required" => rule.AsArray().Where(name => value is JsonObject record && !record.ContainsKey((string)name!)).Select(name => $"{place} lacks {name}"),
        "properties" => Members(value).Where(member => rule[member.Key] is not null)
            .SelectMany(member => Findings(rule[member.Key]!, member.Value, $"{place}.{member.Key}")),
        "additionalProperties" when rule is JsonObject => Members(value).Where(member => schema["properties"]?[member.Key] is null)
            .SelectMany(member => Findings(rule, member.Value, $"{place}.{member.Key}")),
        "additionalProperties" => Is((bool)rule, place, "have no further members"),
        "items" => (value as JsonArray ?? []).SelectMany((entry, i) => Findings(rule, entry, $"{place}[{i}]")),
        "minLength" => Is(TextOf(value) is not string text || text.Length >= (int)rule, place, $"have {rule} characters or more"),
        "maxLength" => Is(TextOf(value) is not string text || text.Length <= (int)rule, place, $"have {rule} characters at most"),
        "pattern" => Is(TextOf(value) is not string text || Regex.IsMatch(text, (string)rule!), place, $"match {rule}"),
        "minimum" => Is(value?.GetValueKind() != JsonValueKind.Number || value.GetValue<long>() >= (long)rule, place, $"be {rule} or more"),
        "maxItems" => Is((value as JsonArray)?.Count is not int count || count <= (int)rule, place, $"have {rule} entries at most"),
        "maxProperties" => Is((value as JsonObject)?.Count is not int count || count <= (int)rule, place, $"have {rule} members at most"),
        _ => [$"{place}: the keyword {keyword} is not known to the test"],
    };

    private static string[] Is(bool holds, string place, string demand) => holds ? [] : [$"{place} must {demand}"];

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonNode? value) => value as JsonObject ?? [];

    private static string? TextOf(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? (string)value! : null;

    private static bool HasType(JsonNode? value, string type) => type switch
    {
        "null" => value is null,
        "string" => TextOf(value) is not null,
        "integer" => value?.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue(out long _),
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        _ => throw new ArgumentException($"The type {type} is not known to the test.", nameof(type)),
    };
}
