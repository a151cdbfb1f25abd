using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Neighbours;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Fuxi.Protocol;

/// <summary>Makes the calls of one of the two addresses, and reads their answers as the server means them.</summary>
internal sealed class FuxiCaller(NeighbourCaller caller, Uri address)
{
    /// <summary>The scheme of the header Authorization, as the document spells it.</summary>
    public const string Scheme = "bearer";

    /// <summary>A call without a body.</summary>
    /// <exception cref="ArgumentException">The credential cannot be sent.</exception>
    public NeighbourCall Call(NeighbourEndpoint endpoint, string target, string credential, string credentialName) =>
        CallOf(endpoint, target, credential, NeighbourCredential.Header(Scheme, credential, credentialName), body: null);

    /// <summary>A call with a body.</summary>
    /// <exception cref="ArgumentException">The credential cannot be sent.</exception>
    public NeighbourCall Call<T>(NeighbourEndpoint endpoint, string target, string credential, string credentialName, T body, JsonTypeInfo<T> type) =>
        CallOf(endpoint, target, credential, NeighbourCredential.Header(Scheme, credential, credentialName), JsonSerializer.SerializeToUtf8Bytes(body, type));

    /// <summary>The one call without a credential, whose body holds a secret.</summary>
    public NeighbourCall CallWithSecretInBody<T>(NeighbourEndpoint endpoint, string secret, T body, JsonTypeInfo<T> type) =>
        CallOf(endpoint, endpoint.Path, secret, authorization: null, JsonSerializer.SerializeToUtf8Bytes(body, type));

    /// <summary>Sends a call that must succeed.</summary>
    public async Task<HttpAnswer> SendAsync(NeighbourCall call, CancellationToken cancellationToken) =>
        RequireSuccess(call, await caller.SendAsync(call, cancellationToken).ConfigureAwait(false));

    /// <summary>Sends a call and reads what it gives.</summary>
    public async Task<T> ReadAsync<T>(NeighbourCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        Read(call, await SendAsync(call, cancellationToken).ConfigureAwait(false), type);

    /// <summary>Reads what an answer gives.</summary>
    public T Read<T>(NeighbourCall call, HttpAnswer answer, JsonTypeInfo<T> type)
        where T : class =>
        caller.Read(call, answer, type);

    /// <summary>Asks for one: null where there is none. The document says so by 404, the server by 204; a page of something else says nothing of it.</summary>
    public async Task<T?> FindAsync<T>(NeighbourCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        HttpAnswer answer = await caller.SendAsync(call, cancellationToken).ConfigureAwait(false);
        return IsAbsent(answer) ? null : Read(call, RequireSuccess(call, answer), type);
    }

    /// <summary>Asks for a list. An answer without content is an empty one.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(NeighbourCall call, JsonTypeInfo<IReadOnlyList<T>> type, CancellationToken cancellationToken)
        where T : class
    {
        HttpAnswer answer = await SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (answer.Status == 204)
        {
            return [];
        }

        IReadOnlyList<T> list = Read(call, answer, type);
        return list.Contains(null) ? throw Unreadable(call, answer, "is a list that has null in it") : list;
    }

    /// <summary>Deletes. The page that some gateway gives in success has deleted nothing.</summary>
    public async Task DeleteAsync(NeighbourCall call, CancellationToken cancellationToken)
    {
        HttpAnswer answer = await SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (answer.Status != 204 && !caller.RequireBody(call, answer).IsEmpty)
        {
            throw Unreadable(call, answer, "has content, and a deletion is answered without");
        }
    }

    /// <summary>The exception for an answer that is not what the document says.</summary>
    public Exception Unreadable(NeighbourCall call, HttpAnswer answer, string what) => caller.Unreadable(call, answer, what);

    private HttpAnswer RequireSuccess(NeighbourCall call, HttpAnswer answer)
    {
        if (answer.IsSuccess)
        {
            return answer;
        }

        if (answer.IsRedirect)
        {
            throw caller.Redirected(call, answer);
        }

        FuxiError error = FuxiError.Read(answer);
        throw caller.Refused(call, answer, error.Code, error.Msg, FuxiStatus.AdviceFor(call.Endpoint, answer.Status));
    }

    private static bool IsAbsent(HttpAnswer answer) =>
        answer.Status == 204 || (answer.Status == 404 && (answer.Body is { IsEmpty: true } || FuxiError.TryRead(answer) is not null));

    private NeighbourCall CallOf(NeighbourEndpoint endpoint, string target, string secret, string? authorization, byte[]? body) => new()
    {
        Endpoint = endpoint,
        Address = address,
        Target = target,
        Body = body,
        Authorization = authorization,
        Secrets = [secret],
    };
}
