using System.Text.Json.Nodes;

namespace Interconn.Sdk.Conformance.Catalogue;

/// <summary>Builds JSON out of the standard's fields alone: with all fields, or with the required ones only.</summary>
internal static class Samples
{
    public const string Time = "1798761600000";

    // The words of the closed sets, and the names that a DAG and a configuration must agree on, are not in the field lists.
    private static readonly Dictionary<string, string> Words = new()
    {
        ["3.7/status"] = "ok",
        ["6.2/status"] = "ENABLED",
        ["status"] = "APPROVED",
        ["distribution"] = "CONTINUOUS",
        ["ConfigInitiator/role"] = "guest",
        ["ConfigInitiator/node_id"] = "guest-1",
    };

    public static JsonObject Request(StandardEndpoint endpoint, bool maximal) => Build(endpoint.Section, endpoint.Request, maximal);

    public static JsonObject Answer(StandardEndpoint endpoint, bool maximal) => Build(endpoint.Section, endpoint.Answer, maximal);

    public static JsonObject Build(string owner, IReadOnlyList<StandardField> fields, bool maximal)
    {
        var sample = new JsonObject();
        foreach (StandardField field in fields)
        {
            if (maximal || field.Required)
            {
                sample[field.Name] = Value(owner, field, maximal);
            }
        }

        return sample;
    }

    private static JsonNode Value(string owner, StandardField field, bool maximal) => (owner, field.Name, field.Type) switch
    {
        // An input takes what some component gives, and the one component of a sample gives it to nobody.
        ("DagComponent", "input", _) => new JsonArray(),
        (_, _, "string") => Words.GetValueOrDefault($"{owner}/{field.Name}") ?? Words.GetValueOrDefault(field.Name) ?? $"{field.Name}-1",
        (_, _, "int32") => 3,
        (_, _, "int64") => JsonNode.Parse(Time)!,
        (_, _, "array<string>") => new JsonArray($"{field.Name}-1", $"{field.Name}-2"),
        (_, _, "map<string,array<string>>") => new JsonObject { ["PROJECT"] = new JsonArray("p-1", "p-2"), ["own kind"] = new JsonArray() },
        (_, _, "object") => Free(owner),
        (_, _, "map<string,object>") => new JsonObject { ["0"] = Free(owner) },
        (_, _, "array<object>") when field.Children.Count == 0 => new JsonArray(Free(owner), new JsonObject()),
        _ when field.Type.StartsWith("array<", StringComparison.Ordinal) =>
            new JsonArray(Build(Standard.ElementOf(field.Type), Standard.FieldsOf(field), maximal)),
        _ => Build(field.Type, Standard.FieldsOf(field), maximal),
    };

    // In task_params the members are named after the DAG's component, whose sample is "name-1".
    private static JsonObject Free(string owner) => owner == "ConfigParams"
        ? new JsonObject { ["name-1"] = new JsonObject { ["learning_rate"] = 0.15, ["说明"] = new JsonArray(1, "二", null, true) } }
        : new JsonObject { ["data-format"] = new JsonArray("csv"), ["optional"] = "true", ["defaultValue"] = null };
}
