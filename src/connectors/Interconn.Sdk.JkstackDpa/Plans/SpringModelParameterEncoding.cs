using System.Text.Json;
using Interconn.Sdk.JkstackDpa.Protocol;

namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>A field for each value, named as Spring binds beans, lists and maps.</summary>
internal sealed class SpringModelParameterEncoding : IModelParameterEncoding
{
    public IEnumerable<KeyValuePair<string, string>> Encode(IReadOnlyList<ModelVariables> models)
    {
        var fields = new List<KeyValuePair<string, string>>();
        JsonElement list = JsonSerializer.SerializeToElement(models, JkstackDpaJson.Context.IReadOnlyListModelVariables);
        int index = 0;
        foreach (JsonElement model in list.EnumerateArray())
        {
            string name = $"{ModelParameterForm.FieldName}[{index++}]";
            foreach (JsonProperty member in model.EnumerateObject())
            {
                AddMember(fields, $"{name}.{member.Name}", member.Value);
            }
        }

        return fields;
    }

    // A member of the model: its id, or the map or list of its parameters.
    private static void AddMember(List<KeyValuePair<string, string>> fields, string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty entry in value.EnumerateObject())
                {
                    AddValue(fields, $"{name}[{Name(entry.Name)}]", entry.Value);
                }

                break;
            case JsonValueKind.Array:
                AddList(fields, name, value);
                break;
            default:
                AddValue(fields, name, value);
                break;
        }
    }

    private static void AddList(List<KeyValuePair<string, string>> fields, string name, JsonElement list)
    {
        int index = 0;
        foreach (JsonElement entry in list.EnumerateArray())
        {
            string entryName = $"{name}[{index++}]";
            if (entry.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty member in entry.EnumerateObject())
                {
                    AddValue(fields, $"{entryName}.{Name(member.Name)}", member.Value);
                }
            }
            else
            {
                AddValue(fields, entryName, entry);
            }
        }
    }

    private static void AddValue(List<KeyValuePair<string, string>> fields, string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Null)
        {
            fields.Add(KeyValuePair.Create(name, value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()));
        }
    }

    private static string Name(string name) => name.Length > 0 && !name.AsSpan().ContainsAny('[', ']')
        ? name
        : throw new ArgumentException("The Spring encoding has no names that are empty or hold a bracket; use ModelParameterEncodings.JsonText.", nameof(name));
}
