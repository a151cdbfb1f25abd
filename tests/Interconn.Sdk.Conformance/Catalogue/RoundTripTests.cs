using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Conformance.Catalogue;

/// <summary>Reads and writes JSON that was built out of the standard's fields: nothing is lost, and nothing of another shape gets in.</summary>
public sealed class RoundTripTests
{
    // Records whose unknown members are kept and written back.
    private static readonly string[] KeepingTypes =
        ["DAG", "DagComponent", "DagPort", "Config", "ConfigInitiator", "ConfigRoles", "ConfigParams"];

    private static IEnumerable<TestCaseData> Bodies()
    {
        foreach (StandardEndpoint standard in Standard.Endpoints)
        {
            InterconnEndpoint endpoint = InterconnEndpoints.Find(standard.Section)!;
            yield return Case(standard.Section, "request", endpoint.RequestTypeInfo, standard.Request);
            yield return Case(standard.Section, "answer", endpoint.ResponseTypeInfo, standard.Answer);
        }
    }

    [TestCaseSource(nameof(Bodies))]
    public void Body_WithAllFields_ComesBackAsItWas(string section, JsonTypeInfo model, IReadOnlyList<StandardField> fields)
    {
        JsonObject sample = Samples.Build(section, fields, maximal: true);
        AssertSame(RoundTrip(sample, model), sample);
    }

    [TestCaseSource(nameof(Bodies))]
    public void Body_WithRequiredFieldsOnly_ComesBackAsItWas(string section, JsonTypeInfo model, IReadOnlyList<StandardField> fields)
    {
        JsonObject sample = Samples.Build(section, fields, maximal: false);
        AssertSame(RoundTrip(sample, model), sample);
    }

    [TestCaseSource(nameof(Bodies))]
    public void Body_WithoutOneRequiredField_IsRefused(string section, JsonTypeInfo model, IReadOnlyList<StandardField> fields)
    {
        foreach ((JsonObject body, JsonObject owner, StandardField field, string path) in EveryField(section, fields))
        {
            owner.Remove(field.Name);
            Assert.That(() => Read(body, model), field.Required ? Throws.InstanceOf<JsonException>() : Throws.Nothing, path);
        }
    }

    [TestCaseSource(nameof(Bodies))]
    public void Body_WithNullForARequiredField_IsRefused(string section, JsonTypeInfo model, IReadOnlyList<StandardField> fields)
    {
        foreach ((JsonObject body, JsonObject owner, StandardField field, string path) in EveryField(section, fields))
        {
            owner[field.Name] = null;
            Assert.That(() => Read(body, model), field.Required ? Throws.InstanceOf<JsonException>() : Throws.Nothing, path);
        }
    }

    [TestCaseSource(nameof(Bodies))]
    public void Body_WithAFieldOfAnotherShape_IsRefused(string section, JsonTypeInfo model, IReadOnlyList<StandardField> fields)
    {
        foreach ((JsonObject body, JsonObject owner, StandardField field, string path) in EveryField(section, fields))
        {
            foreach (string wrong in WrongFor(field.Type))
            {
                owner[field.Name] = JsonNode.Parse(wrong);
                Assert.That(() => Read(body, model), Throws.InstanceOf<JsonException>(), $"{path} = {wrong}");
            }
        }
    }

    [TestCaseSource(nameof(Bodies))]
    public void Body_WithAFieldInOtherLetters_DoesNotTakeItForTheField(string section, JsonTypeInfo model, IReadOnlyList<StandardField> fields)
    {
        foreach ((JsonObject body, JsonObject owner, StandardField field, string path) in EveryField(section, fields))
        {
            JsonNode? value = owner[field.Name];
            owner.Remove(field.Name);
            owner[field.Name.ToUpperInvariant()] = value;
            Assert.That(() => Read(body, model), field.Required ? Throws.InstanceOf<JsonException>() : Throws.Nothing, path);
        }
    }

    [TestCaseSource(nameof(Bodies))]
    public void Body_WithUnknownMembers_IsReadAndKeepsThoseOfDagAndConfig(string section, JsonTypeInfo model, IReadOnlyList<StandardField> fields)
    {
        JsonObject expected = Samples.Build(section, fields, maximal: true);
        JsonObject sent = expected.DeepClone().AsObject();
        AddUnknown(section, sent, fields, everywhere: true);
        AddUnknown(section, expected, fields, everywhere: false);
        AssertSame(RoundTrip(sent, model), expected);
    }

    [TestCaseSource(nameof(Bodies))]
    public void Body_WithAFieldTwice_IsRefused(string section, JsonTypeInfo model, IReadOnlyList<StandardField> fields)
    {
        foreach ((JsonObject body, JsonObject owner, StandardField field, string path) in EveryField(section, fields))
        {
            // An unused name of the same length is put beside the field and then turned into the field's.
            string twin = new('~', field.Name.Length);
            owner[twin] = owner[field.Name]!.DeepClone();
            string text = body.ToJsonString().Replace($"\"{twin}\"", $"\"{field.Name}\"", StringComparison.Ordinal);
            Assert.That(() => JsonSerializer.Deserialize(text, model), Throws.InstanceOf<JsonException>(), path);
        }
    }

    private static TestCaseData Case(string section, string what, JsonTypeInfo model, IReadOnlyList<StandardField> fields) =>
        new TestCaseData(section, model, fields).SetArgDisplayNames(section, what);

    private static object? Read(JsonObject body, JsonTypeInfo model) => JsonSerializer.Deserialize(body.ToJsonString(), model);

    private static JsonNode? RoundTrip(JsonObject body, JsonTypeInfo model) =>
        JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(Read(body, model), model));

    private static void AssertSame(JsonNode? actual, JsonNode expected) =>
        Assert.That(JsonNode.DeepEquals(actual, expected), Is.True, () => $"Came back as {actual?.ToJsonString()}, was {expected.ToJsonString()}");

    // One fresh maximal body for every field at every depth, with the object that holds the field.
    private static IEnumerable<(JsonObject Body, JsonObject Owner, StandardField Field, string Path)> EveryField(
        string section, IReadOnlyList<StandardField> fields)
    {
        int count = Walk(Samples.Build(section, fields, maximal: true), fields, "$").Count();
        for (int i = 0; i < count; i++)
        {
            JsonObject body = Samples.Build(section, fields, maximal: true);
            (JsonObject owner, StandardField field, string path) = Walk(body, fields, "$").ElementAt(i);
            yield return (body, owner, field, path);
        }
    }

    private static IEnumerable<(JsonObject Owner, StandardField Field, string Path)> Walk(
        JsonObject owner, IReadOnlyList<StandardField> fields, string path)
    {
        foreach (StandardField field in fields)
        {
            string here = $"{path}.{field.Name}";
            yield return (owner, field, here);
            JsonNode? value = owner[field.Name];
            JsonNode? inner = value is JsonArray { Count: > 0 } list ? list[0] : value;
            if (inner is JsonObject record)
            {
                foreach ((JsonObject Owner, StandardField Field, string Path) deeper in Walk(record, Standard.FieldsOf(field), here))
                {
                    yield return deeper;
                }
            }
        }
    }

    private static void AddUnknown(string type, JsonObject owner, IReadOnlyList<StandardField> fields, bool everywhere)
    {
        foreach (StandardField field in fields)
        {
            JsonNode? value = owner[field.Name];
            IReadOnlyList<StandardField> inner = Standard.FieldsOf(field);
            if ((value is JsonArray { Count: > 0 } list ? list[0] : value) is JsonObject record && inner.Count > 0)
            {
                AddUnknown(Standard.ElementOf(field.Type), record, inner, everywhere);
            }
        }

        if (everywhere || KeepingTypes.Contains(type))
        {
            owner["x-vendor"] = new JsonObject { ["a"] = new JsonArray(1, null, "二") };
            owner["x-null"] = null;
        }
    }

    private static string[] WrongFor(string type) => type switch
    {
        "string" => ["5", "true", "{}", "[]"],
        "int32" => ["\"5\"", "2147483648", "-2147483649", "1.5", "1e2", "true", "{}"],
        "int64" => [$"\"{Samples.Time}\"", "0", "-1", "9223372036854775808", "1798761600000.5", "true", "[]"],
        "object" or "map<string,object>" => ["5", "\"{}\"", "[]", "true"],
        "map<string,array<string>>" => ["[]", "\"x\"", "{\"a\":\"b\"}", "{\"a\":[1]}", "{\"a\":[\"b\",1]}"],
        "array<string>" => ["{}", "\"x\"", "[1]", "[\"a\",[]]"],
        "ResourcePermit" => ["5", "true", "[]", "\"\"", "\"null\"", "\"{}\"", "\"[]\"", "\"x\""],
        _ when type.StartsWith("array<", StringComparison.Ordinal) => ["{}", "\"x\"", "[1]", "[[]]", "5"],
        _ => ["5", "\"x\"", "[]", "true"],
    };
}
