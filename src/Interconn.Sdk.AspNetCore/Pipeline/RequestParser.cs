using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;
using Microsoft.AspNetCore.Http;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>Stage 8: strict JSON, then the rules of the fields.</summary>
internal static class RequestParser
{
    public static Refusal? Parse(IncomingCall call, InterconnEndpoint endpoint)
    {
        ReadOnlyMemory<byte> json = call.Body;
        if (HttpMethods.IsGet(endpoint.Method))
        {
            if (QueryReader.Read(call.Target, endpoint, out json) is Refusal refusal)
            {
                return refusal;
            }
        }
        else if (!JsonScan.IsRequest(json.Span))
        {
            return new Refusal(InterconnCodes.MalformedJson, "the body is not strict JSON with an object at its root, repeats a member, or is beyond the bounds");
        }

        try
        {
            call.Request = JsonSerializer.Deserialize(json.Span, endpoint.RequestTypeInfo);
        }
        catch (JsonException exception)
        {
            return Classify(exception, json, endpoint.RequestTypeInfo);
        }

        try
        {
            (call.Request as IFieldRules)?.Check();
            if (call.Request is IPagedRequest paged)
            {
                PageWindow.Of(paged, call.MaxPageSize);
            }
        }
        catch (InterconnException exception)
        {
            return new Refusal(exception.Code, exception.Message, exception.Field);
        }

        return null;
    }

    // The scan has passed, so what is left is a field of the wrong shape.
    private static Refusal Classify(JsonException exception, ReadOnlyMemory<byte> json, JsonTypeInfo typeInfo)
    {
        string? field = FieldOf(exception.Path, typeInfo) ?? FirstMissing(json, typeInfo);
        // Only FieldFormException has a text of ours; the framework's may quote the value.
        string rule = exception is FieldFormException ? exception.Message : "is missing or of the wrong shape";
        return new Refusal(InterconnCodes.FieldRule, $"field {field ?? "(unknown)"} {rule}", field);
    }

    // "$.conf.role" → "conf". Only names that the model has: the rest of a path may be the caller's own words.
    private static string? FieldOf(string? path, JsonTypeInfo typeInfo)
    {
        if (path is null || !path.StartsWith("$.", StringComparison.Ordinal))
        {
            return null;
        }

        ReadOnlySpan<char> rest = path.AsSpan(2);
        int end = rest.IndexOfAny('.', '[');
        ReadOnlySpan<char> first = end < 0 ? rest : rest[..end];
        foreach (JsonPropertyInfo property in typeInfo.Properties)
        {
            if (first.SequenceEqual(property.Name))
            {
                return property.Name;
            }
        }

        return null;
    }

    private static string? FirstMissing(ReadOnlyMemory<byte> json, JsonTypeInfo typeInfo)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        foreach (JsonPropertyInfo property in typeInfo.Properties)
        {
            if (property.IsRequired && !document.RootElement.TryGetProperty(property.Name, out _))
            {
                return property.Name;
            }
        }

        return null;
    }
}
