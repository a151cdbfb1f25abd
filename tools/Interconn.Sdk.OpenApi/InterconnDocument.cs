using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interconn.Sdk.OpenApi.Documentation;
using Interconn.Sdk.OpenApi.Operations;
using Interconn.Sdk.OpenApi.Schemas;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.OpenApi;

/// <summary>The OpenAPI document of the endpoints: of the same catalogue always the same text.</summary>
internal static class InterconnDocument
{
    private const string StandardVersion = "1.1.0";

    private static readonly string Description =
        $"""
        The endpoints by which privacy-computing platforms agree: which nodes are partners, which datasets may be used, in which project, flow, job and model.

        Calls are signed by the calling node. A browser has no key of a node, so a page that shows this document cannot call one: what it sends is refused.
        A client of an SDK signs; docs/signing.md says how to do it by hand, docs/errors.md what each code means and what to do.

        A request has at most {FieldRules.MaxListLength} entries in a list and {FieldRules.MaxMapLength} members in an object,
        and is at most {InterconnJson.MaxDepth} levels deep.
        """;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        // A file of UTF-8 that is served as JSON, never put into a page: Chinese text stays readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The document as JSON, indented, with a line break at its end.</summary>
    public static string Write() => Build().ToJsonString(Indented) + "\n";

    private static JsonObject Build()
    {
        var schemas = new SchemaBook(FieldBounds.Measure());
        var errors = new ErrorAnswers(schemas);
        var operations = new OperationWriter(schemas, errors);
        var paths = new JsonObject();
        foreach (InterconnEndpoint endpoint in InterconnEndpoints.All)
        {
            paths[endpoint.Path] = new JsonObject { [endpoint.Method.ToLowerInvariant()] = operations.Write(endpoint) };
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = Info(),
            ["servers"] = new JsonArray(new JsonObject
            {
                ["url"] = "http://127.0.0.1:5810",
                ["description"] = "samples/NodeHost on this machine. A partner says its own address when contracts are made.",
            }),
            ["tags"] = new JsonArray([.. ApiMethod.Resources.Select(resource => new JsonObject
            {
                ["name"] = resource.Name,
                ["description"] = XmlDocumentation.Of(resource.PropertyType),
            })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.ToComponents(),
                ["responses"] = errors.ToComponents(),
                ["parameters"] = HeaderParameters.Components(),
                ["securitySchemes"] = SecuritySchemes.Components(),
            },
        };
    }

    private static JsonObject Info() => new()
    {
        ["title"] = "隐私计算互联互通管理层 API (interconn management layer)",
        ["version"] = StandardVersion,
        ["summary"] = "The management-layer standard of the Beijing fintech alliance, as Interconn.Sdk speaks it.",
        ["description"] = Description.ReplaceLineEndings("\n"),
        ["license"] = new JsonObject { ["name"] = "Apache-2.0", ["identifier"] = "Apache-2.0" },
    };
}
