using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.OpenApi.Tests;

/// <summary>The examples are what they are examples of: they keep to the schemas, and the models read them and write them back.</summary>
public sealed class ExampleTests
{
    private static IEnumerable<InterconnEndpoint> Endpoints => InterconnEndpoints.All;

    private static IEnumerable<InterconnEndpoint> Queries => Endpoints.Where(endpoint => endpoint.Method == "GET");

    [TestCaseSource(nameof(Endpoints))]
    public void Request_AsAnExample_KeepsToItsSchema(InterconnEndpoint endpoint)
    {
        JsonObject operation = Document.Operation(endpoint);
        if (operation["requestBody"] is JsonNode body)
        {
            JsonObject media = Document.Media(body);
            Assert.That(media["example"], Is.Not.Null);
            Assert.That(SchemaCheck.Findings(media["schema"]!, media["example"]), Is.Empty);
        }

        foreach ((string name, JsonObject parameter) in Document.Parameters(operation, "query").Concat(Document.Parameters(operation, "header")))
        {
            if (parameter["example"] is JsonNode example)
            {
                Assert.That(SchemaCheck.Findings(parameter["schema"]!, example, name), Is.Empty);
            }
        }
    }

    [TestCaseSource(nameof(Endpoints))]
    public void Answer_AsAnExample_KeepsToItsSchema(InterconnEndpoint endpoint)
    {
        JsonObject media = Document.Media(Document.Operation(endpoint)["responses"]!["200"]!);
        Assert.That(media["example"], Is.Not.Null);
        Assert.That(SchemaCheck.Findings(media["schema"]!, media["example"]), Is.Empty);
    }

    [TestCaseSource(nameof(Endpoints))]
    public void Request_AsAnExample_IsReadAndWrittenBackByTheModel(InterconnEndpoint endpoint)
    {
        JsonObject example = EndpointExample.Of(endpoint).Request;

        object request = AssertSame(example, endpoint.RequestTypeInfo);

        Assert.That(() => (request as IFieldRules)?.Check(), Throws.Nothing);
    }

    [TestCaseSource(nameof(Endpoints))]
    public void Answer_AsAnExample_IsReadAndWrittenBackByTheModel(InterconnEndpoint endpoint) =>
        AssertSame(EndpointExample.Of(endpoint).Data, endpoint.ResponseTypeInfo);

    [TestCaseSource(nameof(Queries))]
    public void Query_OfTheDocument_ShowsTheWholeExample(InterconnEndpoint endpoint)
    {
        var shown = new JsonObject(Document.Parameters(Document.Operation(endpoint), "query")
            .Where(parameter => parameter.Value.ContainsKey("example"))
            .Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value["example"]?.DeepClone())));
        Assert.That(JsonNode.DeepEquals(shown, EndpointExample.Of(endpoint).Request), Is.True);
    }

    // What a model does not know it would not write back.
    private static object AssertSame(JsonObject example, JsonTypeInfo model)
    {
        object read = JsonSerializer.Deserialize(example, model) ?? throw new AssertionException("The example is null.");
        string written = JsonSerializer.Serialize(read, model);
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(written), example), Is.True, written);
        return read;
    }
}
