using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interconn.Sdk.Client;
using Interconn.Sdk.OpenApi;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Conformance.RoundTrips;

/// <summary>
/// One call of one endpoint: the objects that the two sides hold, and what must stand on the wire for them. The JSON lies in
/// <c>docs/openapi/examples</c>, as the OpenAPI document shows it.
/// </summary>
internal sealed record EndpointSample
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required string Section { get; init; }

    public required string Method { get; init; }

    /// <summary>Path and query as they must stand in the request line.</summary>
    public required string Target { get; init; }

    /// <summary>The JSON of the request's body, in the standard's names; null for a GET.</summary>
    public string? Body { get; init; }

    public required object Request { get; init; }

    public required Func<InterconnClient, Task<object?>> Call { get; init; }

    /// <summary>What the handler answers; null where the endpoint answers no data.</summary>
    public object? Answer { get; init; }

    /// <summary>The bytes of the envelope's <c>data</c>.</summary>
    public string Data { get; init; } = "{}";

    public static EndpointSample Get<TRequest, TAnswer>(
        string section, string target, TRequest request, Func<InterconnClient, TRequest, Task<TAnswer>> call, TAnswer answer)
        where TRequest : class
        where TAnswer : class => new()
        {
            Section = section,
            Method = "GET",
            Target = target,
            Request = request,
            Call = async client => await call(client, request),
            Answer = answer,
            Data = Compact(ExampleOf(section).Data),
        };

    public static EndpointSample Post<TRequest, TAnswer>(
        string section, string target, TRequest request, Func<InterconnClient, TRequest, Task<TAnswer>> call, TAnswer answer)
        where TRequest : class
        where TAnswer : class => new()
        {
            Section = section,
            Method = "POST",
            Target = target,
            Request = request,
            Body = Compact(ExampleOf(section).Request),
            Call = async client => await call(client, request),
            Answer = answer,
            Data = Compact(ExampleOf(section).Data),
        };

    public static EndpointSample Post<TRequest>(string section, string target, TRequest request, Func<InterconnClient, TRequest, Task> call)
        where TRequest : class => new()
        {
            Section = section,
            Method = "POST",
            Target = target,
            Request = request,
            Body = Compact(ExampleOf(section).Request),
            Call = async client =>
            {
                await call(client, request);
                return null;
            },
        };

    /// <summary>The same call with the caller's own credential, which no file can hold.</summary>
    public EndpointSample WithCredential(ISigningKey key)
    {
        JsonObject body = ExampleOf(Section).Request;
        body["auth_type"] = key.AuthType;
        body["auth_credential"] = key.AuthCredential;
        return this with { Body = Compact(body) };
    }

    /// <summary>The same request, written by hand for the raw socket.</summary>
    public RequestDraft ToDraft(DateTimeOffset? now = null, ISigningKey? key = null) =>
        Body is null ? RequestDraft.Get(Target, now, key) : RequestDraft.Post(Target, Body, now, key);

    private static EndpointExample ExampleOf(string section) => EndpointExample.Of(InterconnEndpoints.Find(section)!);

    // The files are broken over lines to be read; on the wire there is no blank between members, and nothing is escaped that need not be.
    private static string Compact(JsonObject json) => json.ToJsonString(Plain);
}
