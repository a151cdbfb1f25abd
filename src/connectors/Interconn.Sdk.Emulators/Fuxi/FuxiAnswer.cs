using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.Fuxi.Protocol;

namespace Interconn.Sdk.Emulators.Fuxi;

/// <summary>An answer of the server.</summary>
internal sealed class FuxiAnswer
{
    private readonly int status;
    private readonly JsonNode? body;
    private readonly FuxiListHeaders? headers;

    private FuxiAnswer(int status, JsonNode? body, FuxiListHeaders? headers) => (this.status, this.body, this.headers) = (status, body, headers);

    public static FuxiAnswer NoContent => new(204, body: null, headers: null);

    public static FuxiAnswer NotLicensed => Error(401, "request_unauthorized", "The request could not be authorized");

    public static FuxiAnswer OfAnotherClient => Error(403, "request_forbidden", "The identity belongs to another client");

    public static FuxiAnswer Incomplete => Error(400, "invalid_request", "A parameter is missing or malformed");

    public static FuxiAnswer Of<T>(int status, T value, JsonTypeInfo<T> type) =>
        new(status, WithoutEmpty(JsonSerializer.SerializeToNode(value, type)), headers: null);

    /// <summary>A list, one page of it.</summary>
    public static FuxiAnswer Page<T>(EmulatedRequest request, IEnumerable<T> all, JsonTypeInfo<T> type, int total)
    {
        FuxiListHeaders headers = FuxiListHeaders.Of(request, total);
        return new FuxiAnswer(200, new JsonArray([.. headers.PageOf(all).Select(entry => WithoutEmpty(JsonSerializer.SerializeToNode(entry, type)))]), headers);
    }

    /// <summary>A failure. The server answers most of them with 500, whoever is to blame.</summary>
    public static FuxiAnswer Error(int status, string code, string text) =>
        new(status, new JsonObject { ["error"] = code, ["error_description"] = text, ["status_code"] = status }, headers: null);

    /// <summary>A failure that the server has no code for.</summary>
    public static FuxiAnswer Failure(string text) => Error(500, "error", text);

    public Task WriteAsync(EmulatedRequest request)
    {
        headers?.Write(request.Context.Response);
        return body is null ? request.StatusAsync(status) : request.RawJsonAsync(status, body.ToJsonString(FuxiJson.Context.Options));
    }

    // The server leaves out what is empty.
    private static JsonNode? WithoutEmpty(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach ((string name, _) in members.Where(static member => IsEmpty(member.Value)).ToArray())
            {
                members.Remove(name);
            }
        }

        return node;
    }

    private static bool IsEmpty(JsonNode? node) => node switch
    {
        null or JsonArray { Count: 0 } or JsonObject { Count: 0 } => true,
        JsonValue value => value.TryGetValue(out string? text) && text.Length == 0,
        _ => false,
    };
}
