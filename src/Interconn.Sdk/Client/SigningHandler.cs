using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Client;

/// <summary>
/// Writes the protocol's headers and signs. It is the innermost handler, so that what it signs is what leaves, and a resend by a handler
/// further out is signed anew with another nonce.
/// </summary>
internal sealed class SigningHandler(LocalNode node, TimeProvider timeProvider) : DelegatingHandler
{
    // All that is written here: what stands there already, by a handler of the host or an earlier attempt, gives way.
    private static readonly string[] Written =
    [
        InterconnHeaders.SourceNodeId,
        InterconnHeaders.TargetNodeId,
        InterconnHeaders.Timestamp,
        InterconnHeaders.Nonce,
        InterconnHeaders.TraceId,
        InterconnHeaders.CsrfProtection,
        InterconnHeaders.TokenSet,
        InterconnHeaders.AuthSign,
    ];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(OutgoingCall.Key, out OutgoingCall? call))
        {
            throw new InvalidOperationException(
                "A request without a partner reached the interconn HTTP client. Send it through InterconnClient, not through the named HttpClient.");
        }

        Uri uri = RequireOwnAddress(request, call);
        if (call.ChecksAddress)
        {
            KeepToTcp(request);
        }

        Clear(request.Headers);
        string timestamp = timeProvider.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        string nonce = node.Ids.Next();
        string? csrf = request.Method == HttpMethod.Get || request.Method == HttpMethod.Head ? null : node.Ids.Next();
        Set(request, InterconnHeaders.SourceNodeId, node.NodeId);
        Set(request, InterconnHeaders.TargetNodeId, call.PartnerNodeId);
        Set(request, InterconnHeaders.Timestamp, timestamp);
        Set(request, InterconnHeaders.Nonce, nonce);
        Set(request, InterconnHeaders.TraceId, call.TraceId);
        Set(request, InterconnHeaders.CsrfProtection, csrf);
        Set(request, InterconnHeaders.TokenSet, call.TokenSet);
        if (!call.IsSigned)
        {
            return base.SendAsync(request, cancellationToken);
        }

        var message = new SignedMessage
        {
            Algorithm = call.SigningKey.PublicKey.Algorithm,
            Method = request.Method.Method,
            RequestTarget = uri.PathAndQuery[AddressForm.PathBaseOf(call.Address).Length..],
            SourceNodeId = node.NodeId,
            TargetNodeId = call.PartnerNodeId,
            Timestamp = timestamp,
            Nonce = nonce,
            TraceId = call.TraceId,
            CsrfProtection = csrf,
            TokenSet = call.TokenSet,
        };
        if (request.Content is not (null or SignedJsonContent))
        {
            return ReadAndSendAsync(request, call, message, cancellationToken);
        }

        ValueTask<string> signing = SignAsync(call, message with { Body = (request.Content as SignedJsonContent)?.Bytes ?? default }, cancellationToken);
        if (!signing.IsCompletedSuccessfully)
        {
            return WaitAndSendAsync(request, signing, cancellationToken);
        }

        // A key in memory has signed by now: nothing is to be waited for, and nothing kept for a wait.
        Set(request, InterconnHeaders.AuthSign, signing.Result);
        return base.SendAsync(request, cancellationToken);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Signing is asynchronous. Use the asynchronous methods of the client.");

    private static Uri RequireOwnAddress(HttpRequestMessage request, OutgoingCall call) =>
        request.RequestUri is Uri uri && AddressForm.IsWithin(uri, call.Address)
            ? uri
            : throw new InvalidOperationException(
                $"The request does not go to the address of partner {call.PartnerNodeId}. A signature and permits never leave for another host.");

    // HTTP/3 connects by other ways, past the check, and to wherever an earlier answer said (Alt-Svc).
    private static void KeepToTcp(HttpRequestMessage request)
    {
        if (request.Version > HttpVersion.Version20)
        {
            request.Version = HttpVersion.Version20;
        }

        if (request.VersionPolicy == HttpVersionPolicy.RequestVersionOrHigher)
        {
            request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        }
    }

    private static ValueTask<string> SignAsync(OutgoingCall call, in SignedMessage message, CancellationToken cancellationToken) =>
        MessageSignature.SignAsync(call.SigningKey, message, call.StringToSign, call.Compatibility.SignatureEncoding, cancellationToken);

    private static void Clear(HttpRequestHeaders headers)
    {
        if (headers.NonValidated.Count == 0)
        {
            return;
        }

        foreach (string name in Written)
        {
            headers.Remove(name);
        }
    }

    // Clients let a line break through (TryAddWithoutValidation), so every value was checked for its form before it came here.
    private static void Set(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    // A body of the host's own is held in memory: its digest stands in a header, before the body leaves.
    private async Task<HttpResponseMessage> ReadAndSendAsync(
        HttpRequestMessage request, OutgoingCall call, SignedMessage message, CancellationToken cancellationToken)
    {
        byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return await WaitAndSendAsync(request, SignAsync(call, message with { Body = body }, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> WaitAndSendAsync(HttpRequestMessage request, ValueTask<string> signing, CancellationToken cancellationToken)
    {
        Set(request, InterconnHeaders.AuthSign, await signing.ConfigureAwait(false));
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
