using System.Globalization;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Transport;

/// <summary>Writes the request of a GET as a query: the names are those of its JSON, so that they are spelled in one place.</summary>
internal static class QueryWriter
{
    public static string Write(object request, JsonTypeInfo typeInfo) => Write(request, typeInfo, Uri.EscapeDataString);

    /// <summary>Writes it with the values escaped by <paramref name="escape"/>.</summary>
    public static string Write(object request, JsonTypeInfo typeInfo, Func<string, string> escape)
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
                long i => i.ToString(CultureInfo.InvariantCulture),
                DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                IOpenText open => open.Value,
                object other => throw new NotSupportedException($"A query parameter cannot be of type {other.GetType().Name}."),
            };
            if (text is not null)
            {
                query.Append(query.Length == 0 ? '?' : '&').Append(property.Name).Append('=').Append(escape(text));
            }
        }

        return query.ToString();
    }
}
