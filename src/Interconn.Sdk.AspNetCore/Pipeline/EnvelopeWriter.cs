using System.Buffers;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>Writes the envelope. The data is serialised before the first byte leaves, so that a failure can still be answered.</summary>
internal static class EnvelopeWriter
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = InterconnJson.Options.Encoder, SkipValidation = true };

    private static readonly byte[] Nothing = Write(InterconnCodes.Ok, InterconnCodes.TextOf(InterconnCodes.Ok)).ToArray();

    /// <summary>The answer with data.</summary>
    /// <exception cref="InvalidOperationException">A field that the standard requires is null: an answer without it would be none.</exception>
    public static ReadOnlyMemory<byte> Success(object data, InterconnEndpoint endpoint)
    {
        if (data is NoData)
        {
            return Nothing;
        }

        RequireWhole(data, endpoint);
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        Begin(writer, InterconnCodes.Ok, InterconnCodes.TextOf(InterconnCodes.Ok));
        JsonSerializer.Serialize(writer, data, endpoint.ResponseTypeInfo);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> Failure(int code, string? field)
    {
        string text = InterconnCodes.TextOf(code);
        return Write(code, code == InterconnCodes.FieldRule && field is not null ? $"{text}: {field}" : text);
    }

    public static Task SendAsync(HttpResponse response, int status, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = body.Length;
        response.Headers[HeaderNames.CacheControl] = "no-store";
        response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        return response.Body.WriteAsync(body, cancellationToken).AsTask();
    }

    private static ReadOnlyMemory<byte> Write(int code, string msg)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        Begin(writer, code, msg);
        writer.WriteStartObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    // The serializer leaves out what is null, required or not.
    private static void RequireWhole(object data, InterconnEndpoint endpoint)
    {
        foreach (JsonPropertyInfo property in endpoint.ResponseTypeInfo.Properties)
        {
            if (property.IsRequired && property.Get?.Invoke(data) is null)
            {
                throw new InvalidOperationException($"The handler of {endpoint} left the required field '{property.Name}' of its answer null.");
            }
        }
    }

    private static void Begin(Utf8JsonWriter writer, int code, string msg)
    {
        writer.WriteStartObject();
        writer.WriteNumber(EnvelopeNames.Code, code);
        writer.WriteString(EnvelopeNames.Msg, msg);
        writer.WritePropertyName(EnvelopeNames.Data);
    }
}
