using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Neighbours;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.GxbDes.Protocol;

/// <summary>Sends the calls of all resources, and tells success from failure by the envelope: its code is 1.</summary>
internal sealed class GxbDesCaller(NeighbourCaller caller, Uri address)
{
    private const string Success = "1";

    public TimeProvider TimeProvider => caller.TimeProvider;

    /// <summary>Asks.</summary>
    /// <exception cref="GxbDesException">The call did not succeed.</exception>
    public Task<GxbDesReply> GetAsync(NeighbourEndpoint endpoint, string target, CancellationToken cancellationToken) =>
        SendAsync(new NeighbourCall { Endpoint = endpoint, Address = address, Target = target }, cancellationToken);

    /// <summary>Sends a body.</summary>
    /// <exception cref="GxbDesException">The call did not succeed.</exception>
    public Task<GxbDesReply> PostAsync<T>(
        NeighbourEndpoint endpoint, string target, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken, params IReadOnlyList<string> secrets) =>
        SendAsync(
            new NeighbourCall
            {
                Endpoint = endpoint,
                Address = address,
                Target = target,
                Body = JsonSerializer.SerializeToUtf8Bytes(body, type),
                Secrets = secrets,
            },
            cancellationToken);

    private async Task<GxbDesReply> SendAsync(NeighbourCall call, CancellationToken cancellationToken)
    {
        HttpAnswer answer = await caller.SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (answer.IsRedirect)
        {
            throw caller.Redirected(call, answer);
        }

        if (!answer.IsSuccess)
        {
            // Whatever stands before the market may have answered.
            throw answer.IsJson && NeighbourJson.TryReadObject(answer) is JsonElement failure
                ? caller.Refused(
                    call, answer, NeighbourJson.TextOf(failure, GxbDesEnvelope.CodeMember), NeighbourJson.TextOf(failure, GxbDesEnvelope.MsgMember))
                : caller.Refused(call, answer, code: null, msg: null);
        }

        GxbDesEnvelope envelope = caller.Read(call, answer, GxbDesJson.Context.GxbDesEnvelope);
        string code = envelope.CodeText ?? throw caller.Unreadable(call, answer, "has no code");
        return code == Success ? new GxbDesReply(caller, call, answer, envelope) : throw caller.Refused(call, answer, code, envelope.MsgText);
    }
}
