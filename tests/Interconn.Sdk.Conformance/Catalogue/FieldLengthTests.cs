using System.Text.Json;
using System.Text.Json.Nodes;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Conformance.Catalogue;

/// <summary>Every text of every request is bounded, and 40004 names the field: no model is without its rules.</summary>
public sealed class FieldLengthTests
{
    private const string Closed = "status";

    private static IEnumerable<StandardEndpoint> Requests => Standard.Endpoints.Where(endpoint => endpoint.Request.Count > 0);

    [TestCaseSource(nameof(Requests))]
    public void Check_SampleOfTheStandard_Holds(StandardEndpoint standard)
    {
        // An approval without a key is whole as JSON and broken as a request: that is ContractConfirmation's own rule.
        Assert.That(() => Check(standard, Samples.Request(standard, maximal: true)), Throws.Nothing);
        Assert.That(
            () => Check(standard, Samples.Request(standard, maximal: false)),
            standard.Request.Any(field => field.RequiredWhen.Count > 0) ? Throws.TypeOf<InterconnException>() : Throws.Nothing);
    }

    [TestCaseSource(nameof(Requests))]
    public void Check_TextOfAMegabyte_NamesTheField(StandardEndpoint standard)
    {
        foreach (StandardField field in Texts(standard))
        {
            AssertNames(standard, field.Name, new string('x', 1_000_000));
        }
    }

    [TestCaseSource(nameof(Requests))]
    public void Check_TextOneOverItsLength_NamesTheField(StandardEndpoint standard)
    {
        foreach (StandardField field in Texts(standard))
        {
            AssertNames(standard, field.Name, new string('x', MaxLength(field.Name) + 1));
            JsonObject body = Samples.Request(standard, maximal: true);
            body[field.Name] = new string('x', MaxLength(field.Name));
            Assert.That(() => Check(standard, body), Throws.Nothing, field.Name);
        }
    }

    [TestCaseSource(nameof(Requests))]
    public void Check_EmptyRequiredText_NamesTheField(StandardEndpoint standard)
    {
        foreach (StandardField field in Texts(standard).Where(field => field.Required))
        {
            AssertNames(standard, field.Name, "");
        }
    }

    [TestCaseSource(nameof(Requests))]
    public void Check_ListOfMoreThanAThousand_NamesTheField(StandardEndpoint standard)
    {
        foreach (StandardField field in standard.Request.Where(field => field.Type.StartsWith("array<", StringComparison.Ordinal)))
        {
            JsonNode entry = Samples.Request(standard, maximal: true)[field.Name]![0]!;
            AssertNames(standard, field.Name, new JsonArray([.. Enumerable.Range(0, 1001).Select(_ => entry.DeepClone())]));
            AssertNames(standard, field.Name, new JsonArray(entry.DeepClone(), null));
        }
    }

    [TestCaseSource(nameof(Requests))]
    public void Check_MapBeyondItsBounds_NamesTheField(StandardEndpoint standard)
    {
        foreach (StandardField field in standard.Request.Where(field => field.Type == "map<string,array<string>>"))
        {
            AssertNames(standard, field.Name, new JsonObject(
                Enumerable.Range(0, 257).Select(i => KeyValuePair.Create($"kind-{i}", (JsonNode?)new JsonArray()))));
            AssertNames(standard, field.Name, new JsonObject { ["NODE"] = new JsonArray([.. Enumerable.Range(0, 1001).Select(_ => (JsonNode)"id")]) });
            AssertNames(standard, field.Name, new JsonObject { ["NODE"] = null });
            AssertNames(standard, field.Name, new JsonObject { ["NODE"] = new JsonArray("id", null) });
            AssertNames(standard, field.Name, new JsonObject { ["NODE"] = new JsonArray(new string('x', 129)) });
            AssertNames(standard, field.Name, new JsonObject { [""] = new JsonArray() });
        }
    }

    // "ids 128, names 256, descriptions 4,096 characters"; addresses and credentials have bounds of their own.
    private static int MaxLength(string field) => field switch
    {
        "description" => 4096,
        "auth_credential" => 16 * 1024,
        "address" => 1024,
        "owner" => 128,
        _ when field.EndsWith("_id", StringComparison.Ordinal) => 128,
        _ => 256,
    };

    private static IEnumerable<StandardField> Texts(StandardEndpoint standard) =>
        standard.Request.Where(field => field.Type == "string" && field.Name != Closed);

    private static void AssertNames(StandardEndpoint standard, string field, JsonNode value)
    {
        JsonObject body = Samples.Request(standard, maximal: true);
        body[field] = value;
        InterconnException? refusal = Assert.Throws<InterconnException>(() => Check(standard, body), field);
        Assert.That(refusal.Code, Is.EqualTo(InterconnCodes.FieldRule));
        Assert.That(refusal.Field, Is.EqualTo(field));
    }

    private static void Check(StandardEndpoint standard, JsonObject body)
    {
        object? request = JsonSerializer.Deserialize(body.ToJsonString(), InterconnEndpoints.Find(standard.Section)!.RequestTypeInfo);
        ((IFieldRules)request!).Check();
    }
}
