using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Serialization;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Neighbours;

/// <summary>How the JSON of neighbouring systems is read and written: their documents are no schemas, so members that are not known are passed over.</summary>
internal static class NeighbourJson
{
    private const int MaxDepth = 32;

    /// <summary>Options for a generated context. They are made read-only by it.</summary>
    public static JsonSerializerOptions CreateOptions(JsonNumberHandling numbers = JsonNumberHandling.Strict) => new()
    {
        AllowDuplicateProperties = false,
        NumberHandling = numbers,
        MaxDepth = MaxDepth,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Sent as application/json, never put into a page: Chinese text stays readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FreeElementConverter() },
    };

    /// <summary>Reads JSON.</summary>
    /// <exception cref="NeighbourJsonException">It is none, or of another shape.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        if (json.IsEmpty)
        {
            throw new NeighbourJsonException("is empty");
        }

        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new NeighbourJsonException("is null");
        }
        catch (JsonException exception)
        {
            // The path names members; the values stay out.
            throw new NeighbourJsonException($"is no JSON of the documented shape, at '{ForeignText.Clean(exception.Path ?? "$")}'", exception);
        }
    }

    /// <summary>The whole number at which a reader stands, which may come as text; null where it is none.</summary>
    public static long? TryReadInteger(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.TryGetInt64(out long number) => number,
        JsonTokenType.String when long.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => number,
        _ => null,
    };

    /// <summary>The root of an answer of failure, of which nothing is sure; null where it is no JSON object.</summary>
    public static JsonElement? TryReadObject(HttpAnswer answer)
    {
        if (answer.Body is not ReadOnlyMemory<byte> body || body.IsEmpty)
        {
            return null;
        }

        try
        {
            JsonElement root = JsonElement.Parse(body.Span, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return root.ValueKind == JsonValueKind.Object ? root : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text or number of a member; null where it is neither, or not there.</summary>
    public static string? TextOf(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out JsonElement member))
        {
            return null;
        }

        try
        {
            return member.ValueKind switch
            {
                JsonValueKind.String => member.GetString(),
                JsonValueKind.Number => member.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
