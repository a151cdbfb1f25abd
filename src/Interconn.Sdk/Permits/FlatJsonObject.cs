using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Interconn.Sdk.Permits;

/// <summary>
/// The members of a JSON object of strings and integers, read strictly: no member twice, nothing nested, sound UTF-8. Members are
/// taken one by one, so that what is left at the end is what nobody asked for.
/// </summary>
internal sealed class FlatJsonObject
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 1 };

    private readonly Dictionary<string, object> members = new(StringComparer.Ordinal);

    public bool IsEmpty => members.Count == 0;

    public static bool TryRead(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out FlatJsonObject? result)
    {
        result = null;
        if (!Utf8.IsValid(json.Span))
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            var read = new FlatJsonObject();
            foreach (JsonProperty member in document.RootElement.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.String)
                {
                    read.members.Add(member.Name, member.Value.GetString()!);
                }
                else if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt64(out long number))
                {
                    read.members.Add(member.Name, number);
                }
                else
                {
                    return false;
                }
            }

            result = read;
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second is how an escaped half of a surrogate pair shows.
            return false;
        }
    }

    public bool TryTakeString(string name, [NotNullWhen(true)] out string? value)
    {
        value = members.GetValueOrDefault(name) as string;
        return value is not null && members.Remove(name);
    }

    public bool TryTakeNumber(string name, long min, long max, out long value)
    {
        value = members.GetValueOrDefault(name) is long number ? number : default;
        return members.GetValueOrDefault(name) is long && value >= min && value <= max && members.Remove(name);
    }
}
