using System.Globalization;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace Interconn.Sdk.Client;

/// <summary>Writes the request of a GET as a query: the names are those of its JSON, so that they are spelled in one place.</summary>
internal static class QueryWriter
{
    public static string Write(object request, JsonTypeInfo typeInfo)
    {
        if (typeInfo.Properties.Count == 0)
        {
            return "";
        }

        var query = new StringBuilder(64);
        foreach (JsonPropertyInfo property in typeInfo.Properties)
        {
            string? text = property.Get!(request) switch
            {
                null => null,
                string s => s,
                int i => i.ToString(CultureInfo.InvariantCulture),
                object other => throw new NotSupportedException($"A query parameter cannot be of type {other.GetType().Name}."),
            };
            if (text is not null)
            {
                query.Append(query.Length == 0 ? '?' : '&').Append(property.Name).Append('=').Append(Uri.EscapeDataString(text));
            }
        }

        return query.ToString();
    }
}
