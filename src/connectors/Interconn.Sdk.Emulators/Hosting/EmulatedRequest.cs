using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Interconn.Sdk.Emulators.Hosting;

/// <summary>A request to an emulator, and the ways to answer it.</summary>
internal sealed class EmulatedRequest(HttpContext context)
{
    public HttpContext Context => context;

    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>A parameter of the path.</summary>
    public string Route(string name) => (string?)context.GetRouteValue(name) ?? "";

    /// <summary>A parameter of the query; null where it is missing or empty.</summary>
    public string? Query(string name) => context.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>The credential of the header Authorization; null where it is missing or of another scheme. The scheme's letter case does not matter.</summary>
    public string? Credential(string scheme) =>
        context.Request.Headers.Authorization is [string header] && header.StartsWith(scheme + " ", StringComparison.OrdinalIgnoreCase)
            ? header[(scheme.Length + 1)..].Trim()
            : null;

    /// <summary>
    /// The JSON of the body; null where it is none, is not sent as JSON, or misses a member that must be there: those that the type demands, and
    /// <paramref name="alsoDemanded"/>, which have a default at the client.
    /// </summary>
    public async Task<T?> ReadJsonAsync<T>(JsonTypeInfo<T> type, params string[] alsoDemanded)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            return null;
        }

        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: Aborted).ConfigureAwait(false);
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && alsoDemanded.All(name => root.TryGetProperty(name, out _)) ? root.Deserialize(type) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Answers JSON.</summary>
    public Task JsonAsync<T>(int status, T value, JsonTypeInfo<T> type)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(value, type, cancellationToken: Aborted);
    }

    /// <summary>Answers JSON that is written already.</summary>
    public Task RawJsonAsync(int status, string json) => TextAsync(status, json, "application/json");

    /// <summary>Answers a text.</summary>
    public Task TextAsync(int status, string text, string mediaType = "text/plain")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        return context.Response.WriteAsync(text, Aborted);
    }

    /// <summary>Answers nothing but a status.</summary>
    public Task StatusAsync(int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
