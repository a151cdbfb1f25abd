using System.Text.Json.Nodes;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.OpenApi;

/// <summary>
/// One call of an endpoint and its answer, from <c>docs/openapi/examples</c>. The round trips of the conformance tests send and answer the
/// same files.
/// </summary>
/// <param name="Request">The fields of the request: the query of a GET, the body of a POST.</param>
/// <param name="Data">The <c>data</c> of the answer.</param>
internal sealed record EndpointExample(JsonObject Request, JsonObject Data)
{
    public static EndpointExample Of(InterconnEndpoint endpoint)
    {
        using Stream file = typeof(EndpointExample).Assembly.GetManifestResourceStream($"{endpoint.Section}.json")
            ?? throw new InvalidOperationException($"docs/openapi/examples has no {endpoint.Section}.json, the example of {endpoint}.");
        JsonNode example = JsonNode.Parse(file)!;
        return new EndpointExample(Take(example, "request"), Take(example, "data"));
    }

    private static JsonObject Take(JsonNode example, string part) => example[part]!.DeepClone().AsObject();
}
