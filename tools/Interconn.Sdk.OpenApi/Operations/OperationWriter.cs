using System.Net.Mime;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.OpenApi.Documentation;
using Interconn.Sdk.OpenApi.Schemas;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.OpenApi.Operations;

/// <summary>Describes an endpoint: its name and words, its headers and fields, its answers.</summary>
internal sealed class OperationWriter(SchemaBook schemas, ErrorAnswers errors)
{
    public JsonObject Write(InterconnEndpoint endpoint)
    {
        var method = ApiMethod.Of(endpoint);
        EndpointExample example = EndpointExample.Of(endpoint);
        var operation = new JsonObject
        {
            ["operationId"] = method.OperationId,
            ["tags"] = new JsonArray(method.Resource),
            ["summary"] = $"{endpoint.Section} {endpoint.Name}",
            ["description"] = $"{XmlDocumentation.Of(method.Method)}\n\nSignature: {SignatureOf(endpoint)}"
                + (endpoint.IsOptional ? "\n\nThe standard leaves it to a platform to serve this endpoint." : ""),
            ["security"] = SecuritySchemes.Of(endpoint.Signature),
            ["parameters"] = new JsonArray([.. HeaderParameters.Of(endpoint), .. Query(endpoint, example)]),
        };
        if (endpoint.Method != "GET")
        {
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = Json(schemas.Of(endpoint.RequestTypeInfo.Type), example.Request),
            };
        }

        var success = KeyValuePair.Create($"{InterconnCodes.HttpStatusOf(InterconnCodes.Ok)}", (JsonNode?)Success(endpoint, example));
        operation["responses"] = new JsonObject([success, .. errors.Of(endpoint)]);
        return operation;
    }

    private static string SignatureOf(InterconnEndpoint endpoint) =>
        XmlDocumentation.Of(typeof(SignatureDemand).GetField($"{endpoint.Signature}")!);

    private IEnumerable<JsonNode> Query(InterconnEndpoint endpoint, EndpointExample example)
    {
        if (endpoint.Method != "GET")
        {
            yield break;
        }

        foreach (JsonPropertyInfo field in SchemaBook.Fields(endpoint.RequestTypeInfo))
        {
            JsonObject schema = schemas.Of(field);
            string description = $"{schema["description"]}";
            schema.Remove("description");
            string[] aliases = [.. endpoint.QueryAliases.Where(alias => alias.Value == field.Name).Select(alias => $"`{alias.Key}`").Order(StringComparer.Ordinal)];
            var parameter = new JsonObject
            {
                ["name"] = field.Name,
                ["in"] = "query",
                ["required"] = field.IsRequired,
                ["description"] = aliases.Length == 0 ? description : $"{description} Read as well under {string.Join(" and ", aliases)}.",
                ["schema"] = schema,
            };
            if (example.Request[field.Name] is JsonNode value)
            {
                parameter["example"] = value.DeepClone();
            }

            yield return parameter;
        }
    }

    private JsonObject Success(InterconnEndpoint endpoint, EndpointExample example)
    {
        Type data = endpoint.ResponseTypeInfo.Type;
        JsonObject schema = schemas.Refer($"{SchemaBook.NameOf(data)}Answer", () => Envelope.Of(
            "An answer of success.",
            new JsonObject { ["const"] = InterconnCodes.Ok },
            endpoint.AnswersData ? schemas.Of(data) : new JsonObject { ["anyOf"] = new JsonArray(schemas.Of(data), new JsonObject { ["type"] = "null" }) },
            endpoint.AnswersData));
        return new JsonObject
        {
            ["description"] = XmlDocumentation.Of(data),
            ["content"] = Json(schema, Envelope.Example(InterconnCodes.Ok, example.Data)),
        };
    }

    private static JsonObject Json(JsonObject schema, JsonObject example) => new()
    {
        [MediaTypeNames.Application.Json] = new JsonObject { ["schema"] = schema, ["example"] = example },
    };
}
