using System.Net;
using System.Net.Mime;
using System.Reflection;
using System.Text.Json.Nodes;
using Interconn.Sdk.OpenApi.Documentation;
using Interconn.Sdk.OpenApi.Schemas;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.OpenApi.Operations;

/// <summary>The answers of failure: one for each HTTP status, with the codes that the endpoint can answer under it.</summary>
internal sealed class ErrorAnswers(SchemaBook schemas)
{
    private static readonly FieldInfo[] Codes =
        [.. typeof(InterconnCodes).GetFields().Where(field => field.IsLiteral).OrderBy(ValueOf)];

    private readonly SortedDictionary<string, JsonObject> answers = new(StringComparer.Ordinal);

    public JsonObject ToComponents() => new(answers.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.DeepClone())));

    /// <summary>References to the answers of failure of an endpoint, by HTTP status.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> Of(InterconnEndpoint endpoint) => Codes
        .Where(code => CanAnswer(endpoint, ValueOf(code)))
        .GroupBy(code => InterconnCodes.HttpStatusOf(ValueOf(code)))
        .Select(status => KeyValuePair.Create($"{status.Key}", (JsonNode?)Refer((HttpStatusCode)status.Key, [.. status])));

    private static int ValueOf(FieldInfo code) => (int)code.GetRawConstantValue()!;

    // What the pipeline answers before a handler is asked, and what the handlers of the ready-made node answer.
    private static bool CanAnswer(InterconnEndpoint endpoint, int code) => code switch
    {
        InterconnCodes.Ok => false,
        InterconnCodes.MalformedJson or InterconnCodes.BodyTimeout => endpoint.Method != "GET",
        InterconnCodes.IllegalTransition or InterconnCodes.ContentConflict => endpoint.Method != "GET",
        InterconnCodes.FieldRule => endpoint.RequestTypeInfo.Properties.Count > 0,
        InterconnCodes.Replay => endpoint.Signature != SignatureDemand.None,
        // Permits are demanded by routes of a host's own, not by the endpoints of the standard.
        InterconnCodes.PermitInvalid or InterconnCodes.PermitExpired or InterconnCodes.PermitUsedUp or InterconnCodes.PermitRevoked => false,
        _ => true,
    };

    private JsonObject Refer(HttpStatusCode status, FieldInfo[] codes)
    {
        string name = $"{status}_{string.Join('_', codes.Select(ValueOf))}";
        if (!answers.ContainsKey(name))
        {
            answers.Add(name, Answer(codes));
        }

        return new JsonObject { ["$ref"] = $"#/components/responses/{name}" };
    }

    private JsonObject Answer(FieldInfo[] codes) => new()
    {
        ["description"] = Meanings(codes),
        ["content"] = new JsonObject
        {
            [MediaTypeNames.Application.Json] = new JsonObject
            {
                ["schema"] = schemas.Refer("Refusal", RefusalSchema),
                ["examples"] = new JsonObject(codes.Select(code => KeyValuePair.Create($"{ValueOf(code)}", (JsonNode?)Example(ValueOf(code))))),
            },
        },
    };

    private JsonObject RefusalSchema()
    {
        JsonObject schema = Envelope.Of(
            "An answer of failure.",
            schemas.Refer("ErrorCode", ErrorCodes),
            new JsonObject { ["type"] = new JsonArray("object", "null"), ["description"] = "Empty." },
            requiresData: false);
        return schema;
    }

    private static JsonObject ErrorCodes()
    {
        FieldInfo[] failures = [.. Codes.Where(code => ValueOf(code) != InterconnCodes.Ok)];
        return new JsonObject
        {
            ["type"] = "integer",
            ["format"] = "int32",
            ["description"] = $"{XmlDocumentation.Of(typeof(InterconnCodes))}\n\n{Meanings(failures)}",
            ["enum"] = new JsonArray([.. failures.Select(code => (JsonNode?)ValueOf(code))]),
        };
    }

    private static string Meanings(FieldInfo[] codes) => string.Join('\n', codes.Select(code => $"- {ValueOf(code)}: {XmlDocumentation.Of(code)}"));

    private static JsonObject Example(int code) => new()
    {
        ["summary"] = InterconnCodes.TextOf(code),
        ["value"] = Envelope.Example(code, []),
    };
}
