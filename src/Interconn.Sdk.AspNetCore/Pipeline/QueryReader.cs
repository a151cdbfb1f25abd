using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>
/// Turns the query of a GET into the JSON of its request: one place spells the names, one place checks the types. It reads the raw query, which is
/// what was signed.
/// </summary>
internal static class QueryReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Refusal? Read(string target, InterconnEndpoint endpoint, out ReadOnlyMemory<byte> json)
    {
        json = default;
        var buffer = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        int start = target.IndexOf('?', StringComparison.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        ReadOnlySpan<char> query = start < 0 ? default : target.AsSpan(start + 1);
        foreach (Range part in query.Split('&'))
        {
            ReadOnlySpan<char> pair = query[part];
            int equals = pair.IndexOf('=');
            if (!TryDecode(equals < 0 ? pair : pair[..equals], out string name)
                || !TryDecode(equals < 0 ? default : pair[(equals + 1)..], out string value))
            {
                return new Refusal(InterconnCodes.MalformedRequest, "the query is not percent-encoded UTF-8");
            }

            if (endpoint.QueryAliases.TryGetValue(name, out string? alias))
            {
                name = alias;
            }

            JsonPropertyInfo? property = endpoint.RequestTypeInfo.Properties.FirstOrDefault(
                each => string.Equals(each.Name, name, StringComparison.Ordinal));
            if (property is null)
            {
                continue;
            }

            if (!seen.Add(name))
            {
                return new Refusal(InterconnCodes.FieldRule, $"query parameter {name} is repeated", name);
            }

            writer.WritePropertyName(name);
            if (property.PropertyType == typeof(string))
            {
                writer.WriteStringValue(value);
            }
            else if (int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
                && number.ToString(CultureInfo.InvariantCulture) == value)
            {
                writer.WriteNumberValue(number);
            }
            else
            {
                return new Refusal(InterconnCodes.FieldRule, $"query parameter {name} is no whole number of 32 bits", name);
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        json = buffer.WrittenMemory;
        return null;
    }

    private static bool TryDecode(ReadOnlySpan<char> text, out string decoded)
    {
        decoded = "";
        byte[] bytes = new byte[text.Length];
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c > 0x7F)
            {
                return false;
            }

            if (c == '%')
            {
                if (i + 2 >= text.Length || !byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte octet))
                {
                    return false;
                }

                bytes[count++] = octet;
                i += 2;
            }
            else
            {
                // As forms and the framework read it.
                bytes[count++] = c == '+' ? (byte)' ' : (byte)c;
            }
        }

        try
        {
            decoded = StrictUtf8.GetString(bytes, 0, count);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
