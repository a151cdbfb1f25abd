using System.Text.Json.Nodes;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.OpenApi.Tests;

/// <summary>The document as it is generated now, and ways through it.</summary>
internal static class Document
{
    public static readonly string Text = InterconnDocument.Write();

    public static readonly JsonObject Root = JsonNode.Parse(Text)!.AsObject();

    public static JsonObject Operation(string method, string path) => Root["paths"]![path]![method.ToLowerInvariant()]!.AsObject();

    public static JsonObject Operation(InterconnEndpoint endpoint) => Operation(endpoint.Method, endpoint.Path);

    /// <summary>What a node stands for: itself, or what its <c>$ref</c> names.</summary>
    public static JsonObject Follow(JsonNode node) => node["$ref"] is JsonNode reference ? Target((string)reference!) : node.AsObject();

    /// <summary>What a reference within the document names.</summary>
    public static JsonObject Target(string reference)
    {
        Assert.That(reference, Does.StartWith("#/"));
        JsonNode? node = Root;
        foreach (string part in reference[2..].Split('/'))
        {
            node = node![part];
            Assert.That(node, Is.Not.Null, $"{reference} names nothing.");
        }

        return node!.AsObject();
    }

    /// <summary>Every node of the document.</summary>
    public static IEnumerable<JsonNode> All(JsonNode? node)
    {
        if (node is null)
        {
            return [];
        }

        IEnumerable<JsonNode?> below = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray entries => entries,
            _ => [],
        };
        return below.SelectMany(All).Prepend(node);
    }

    /// <summary>The headers or the query parameters of an operation, by name.</summary>
    public static Dictionary<string, JsonObject> Parameters(JsonObject operation, string place) => operation["parameters"]!.AsArray()
        .Select(parameter => Follow(parameter!))
        .Where(parameter => (string)parameter["in"]! == place)
        .ToDictionary(parameter => (string)parameter["name"]!);

    public static JsonObject Media(JsonNode content) => content["content"]!["application/json"]!.AsObject();
}
