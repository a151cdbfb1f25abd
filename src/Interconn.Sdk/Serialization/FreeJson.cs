using System.Text.Json;

namespace Interconn.Sdk.Serialization;

/// <summary>
/// Checks JSON whose members the standard leaves open. An element is a view of the bytes: text that is no Unicode would be found only
/// by whoever reads it, later and as another exception. So it is read once, here.
/// </summary>
internal static class FreeJson
{
    /// <summary>Reads all names and texts of an element. Its depth is bounded by the options that it was read with.</summary>
    /// <exception cref="JsonException">A name or a text holds bytes that are no UTF-8, or half of a surrogate pair.</exception>
    public static void CheckText(JsonElement element)
    {
        try
        {
            ReadText(element);
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("A text is not valid Unicode.", exception);
        }
    }

    private static void ReadText(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    _ = member.Name;
                    ReadText(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement entry in element.EnumerateArray())
                {
                    ReadText(entry);
                }

                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            default:
                break;
        }
    }
}
