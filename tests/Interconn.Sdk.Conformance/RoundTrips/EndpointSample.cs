using Interconn.Sdk.Client;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Conformance.RoundTrips;

/// <summary>One call of one endpoint: the objects that the two sides hold, and what must stand on the wire for them.</summary>
internal sealed record EndpointSample
{
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
        string section, string target, TRequest request, Func<InterconnClient, TRequest, Task<TAnswer>> call, TAnswer answer, string data)
        where TRequest : class
        where TAnswer : class => new()
        {
            Section = section,
            Method = "GET",
            Target = target,
            Request = request,
            Call = async client => await call(client, request),
            Answer = answer,
            Data = OneLine(data),
        };

    public static EndpointSample Post<TRequest, TAnswer>(
        string section, string target, TRequest request, string body, Func<InterconnClient, TRequest, Task<TAnswer>> call, TAnswer answer, string data)
        where TRequest : class
        where TAnswer : class => new()
        {
            Section = section,
            Method = "POST",
            Target = target,
            Request = request,
            Body = OneLine(body),
            Call = async client => await call(client, request),
            Answer = answer,
            Data = OneLine(data),
        };

    public static EndpointSample Post<TRequest>(
        string section, string target, TRequest request, string body, Func<InterconnClient, TRequest, Task> call)
        where TRequest : class => new()
        {
            Section = section,
            Method = "POST",
            Target = target,
            Request = request,
            Body = OneLine(body),
            Call = async client =>
            {
                await call(client, request);
                return null;
            },
        };

    /// <summary>The same request, written by hand for the raw socket.</summary>
    public RequestDraft ToDraft(DateTimeOffset? now = null, ISigningKey? key = null) =>
        Body is null ? RequestDraft.Get(Target, now, key) : RequestDraft.Post(Target, Body, now, key);

    // The literals are broken over lines to be read; on the wire there is no blank between members.
    private static string OneLine(string json) => string.Concat(json.Split('\n').Select(line => line.Trim()));
}
