using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.OpenApi.Schemas;

/// <summary>
/// The bounds of the fields of requests. They are written once, in the checks of the models, so they are measured there: in an example that
/// the checks let pass, one value at a time is made as long as a bound of <see cref="FieldRules"/>, and one longer. Where the checks refuse
/// the value for another reason (a name that something refers to), nothing is claimed.
/// </summary>
internal sealed class FieldBounds
{
    private static readonly int[] TextBounds =
    [
        FieldRules.MaxIdLength, FieldRules.MaxNameLength, FieldRules.MaxLongNameLength, FieldRules.MaxTextLength, FieldRules.MaxCredentialLength,
    ];

    private static readonly int[] NumberBounds = [PageWindow.AllRecords, 0, 1];

    private readonly Dictionary<(Type Owner, string Field), JsonObject> measured = [];

    private FieldBounds()
    {
    }

    public static FieldBounds Measure()
    {
        var bounds = new FieldBounds();
        foreach (InterconnEndpoint endpoint in InterconnEndpoints.All)
        {
            JsonObject whole = EndpointExample.Of(endpoint).Request;
            JsonObject least = whole.DeepClone().AsObject();
            foreach (JsonPropertyInfo field in endpoint.RequestTypeInfo.Properties.Where(field => !field.IsRequired))
            {
                least.Remove(field.Name);
            }

            // A value that an optional field refers to can be changed in the request without it.
            foreach (JsonObject request in new[] { whole, least })
            {
                bounds.MeasureFields(endpoint.RequestTypeInfo, request, () => Passes(endpoint, request));
            }
        }

        return bounds;
    }

    /// <summary>The keywords that bound a field, those of its entries below <c>items</c> or <c>additionalProperties</c>. Empty where nothing is known.</summary>
    public JsonObject Of(Type owner, string field) => measured.TryGetValue((owner, field), out JsonObject? bounds) ? bounds.DeepClone().AsObject() : [];

    // As the server judges a request that has the right types.
    private static bool Passes(InterconnEndpoint endpoint, JsonObject request)
    {
        try
        {
            object? read = JsonSerializer.Deserialize(request, endpoint.RequestTypeInfo);
            (read as IFieldRules)?.Check();
            if (read is IPagedRequest paged)
            {
                PageWindow.Of(paged);
            }

            return true;
        }
        catch (Exception refusal) when (refusal is InterconnException or JsonException)
        {
            return false;
        }
    }

    private void MeasureFields(JsonTypeInfo owner, JsonObject record, Func<bool> passes)
    {
        foreach (JsonPropertyInfo field in owner.Properties.Where(field => record[field.Name] is not null))
        {
            JsonObject found = MeasureValue(field.PropertyType, record[field.Name]!, passes);
            if (measured.TryGetValue((owner.Type, field.Name), out JsonObject? known))
            {
                known.Merge(found);
            }
            else
            {
                measured.Add((owner.Type, field.Name), found);
            }
        }
    }

    private JsonObject MeasureValue(Type type, JsonNode value, Func<bool> passes)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string) || typeof(IOpenText).IsAssignableFrom(type))
        {
            return MeasureText(value, passes);
        }

        if (type == typeof(int))
        {
            return MeasureNumber(value, passes);
        }

        JsonTypeInfo info = InterconnJson.Options.GetTypeInfo(type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object:
                MeasureFields(info, value.AsObject(), passes);
                return [];
            case JsonTypeInfoKind.Enumerable when value.AsArray() is { Count: > 0 } list:
                return MeasureEntries(list, [.. list], "maxItems", FieldRules.MaxListLength, "items", info.ElementType!, passes);
            case JsonTypeInfoKind.Dictionary when value.AsObject() is { Count: > 0 } map:
                return MeasureEntries(
                    map, [.. map.Select(member => member.Value)], "maxProperties", FieldRules.MaxMapLength, "additionalProperties", info.ElementType!, passes);
            default:
                return [];
        }
    }

    private JsonObject MeasureEntries(JsonNode holder, JsonNode?[] entries, string keyword, int bound, string below, Type entryType, Func<bool> passes)
    {
        JsonObject found = [];
        bool Holds(int count) => PassesWith(holder, Repeat(entries[0]!, count, holder is JsonArray), passes);
        if (Holds(bound) && !Holds(bound + 1))
        {
            found[keyword] = bound;
        }

        foreach (JsonNode? entry in entries)
        {
            JsonObject ofEntry = MeasureValue(entryType, entry!, passes);
            if (ofEntry.Count > 0)
            {
                found.Merge(new JsonObject { [below] = ofEntry });
            }
        }

        return found;
    }

    private static JsonNode Repeat(JsonNode entry, int count, bool inList) => inList
        ? new JsonArray([.. Enumerable.Range(0, count).Select(_ => entry.DeepClone())])
        : new JsonObject(Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"{i}", (JsonNode?)entry.DeepClone())));

    private static JsonObject MeasureText(JsonNode text, Func<bool> passes)
    {
        bool Fits(int length) => PassesWith(text, JsonValue.Create(new string('x', length)), passes);

        foreach (int bound in TextBounds.Where(bound => Fits(bound) && !Fits(bound + 1)))
        {
            return Fits(0) ? new JsonObject { ["maxLength"] = bound } : new JsonObject { ["minLength"] = 1, ["maxLength"] = bound };
        }

        return [];
    }

    private static JsonObject MeasureNumber(JsonNode number, Func<bool> passes)
    {
        bool Holds(int value) => PassesWith(number, JsonValue.Create(value), passes);

        foreach (int bound in NumberBounds.Where(bound => Holds(bound) && !Holds(bound - 1)))
        {
            return new JsonObject { ["minimum"] = bound };
        }

        return [];
    }

    private static bool PassesWith(JsonNode original, JsonNode other, Func<bool> passes)
    {
        original.ReplaceWith(other);
        bool holds = passes();
        other.ReplaceWith(original);
        return holds;
    }
}
