using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Refit;

/// <summary>
/// Reads the query that Refit wrote back into the request model, so that the SDK checks its fields and writes the query that is signed. How Refit escapes is
/// then of no consequence.
/// </summary>
internal static class RequestQuery
{
    /// <summary>The request of an endpoint, from a query with or without its question mark.</summary>
    /// <exception cref="InterconnRequestException">A field that the endpoint requires is not there.</exception>
    public static object Read(InterconnEndpoint endpoint, string query, string partnerNodeId)
    {
        Dictionary<string, string> values = Split(query);
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (JsonPropertyInfo property in endpoint.RequestTypeInfo.Properties)
            {
                if (values.Remove(property.Name, out string? value))
                {
                    Write(writer, property, value);
                }
                else if (property.IsRequired)
                {
                    throw Missing(endpoint, property.Name, partnerNodeId);
                }
            }

            writer.WriteEndObject();
        }

        return values.Count == 0
            ? JsonSerializer.Deserialize(json.WrittenSpan, endpoint.RequestTypeInfo)!
            : throw new InvalidOperationException($"{endpoint} has no parameter '{values.Keys.First()}'.");
    }

    private static Dictionary<string, string> Split(string query)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            values.Add(Uri.UnescapeDataString(pair[..equals]), Uri.UnescapeDataString(pair[(equals + 1)..]));
        }

        return values;
    }

    private static void Write(Utf8JsonWriter writer, JsonPropertyInfo property, string value)
    {
        if (property.PropertyType == typeof(string))
        {
            writer.WriteString(property.Name, value);
        }
        else if (property.PropertyType == typeof(int?))
        {
            writer.WriteNumber(property.Name, int.Parse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        }
        else
        {
            throw new NotSupportedException($"A query parameter cannot be of type {property.PropertyType.Name}.");
        }
    }

    private static InterconnRequestException Missing(InterconnEndpoint endpoint, string field, string partnerNodeId) =>
        new($"{endpoint} was not sent to {partnerNodeId}. Field '{field}': is required.")
        {
            Field = field,
            Endpoint = endpoint.ToString(),
            PartnerNodeId = partnerNodeId,
        };
}
