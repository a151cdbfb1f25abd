using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Emulators.Hosting;

namespace Interconn.Sdk.Emulators.JkstackDpa;

/// <summary>Writes the platform's envelope.</summary>
internal static class DpaReply
{
    private const int FirstOfBusiness = 900;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A success, with the text that the document prints for the endpoint.</summary>
    public static Task SuccessAsync<T>(EmulatedRequest request, T data, JsonTypeInfo<T> type, string message = "success") =>
        WriteAsync(request, 200, 200, message, JsonSerializer.SerializeToNode(data, type));

    /// <summary>A token, under a type that the client's model would trim.</summary>
    public static Task TokenAsync(EmulatedRequest request, string tokenType, string token) =>
        WriteAsync(request, 200, 200, "", new JsonObject { ["token_type"] = tokenType, ["access_token"] = token });

    /// <summary>A failure: codes that are HTTP statuses stand in the status too, unless <paramref name="asOk"/>.</summary>
    public static Task FailureAsync(EmulatedRequest request, DpaRefusal refusal, bool asOk) =>
        WriteAsync(request, asOk || refusal.Code >= FirstOfBusiness ? 200 : refusal.Code, refusal.Code, refusal.Message, data: null);

    private static Task WriteAsync(EmulatedRequest request, int status, int code, string message, JsonNode? data) =>
        request.RawJsonAsync(status, new JsonObject { ["code"] = code, ["message"] = message, ["data"] = data }.ToJsonString(Readable));
}
