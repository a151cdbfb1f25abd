using System.Globalization;
using System.Net;
using System.Security.Cryptography;
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
    // 128 bits.
    private const int RandomDigits = 32;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
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

        string timestamp = timeProvider.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        string nonce = RandomHex();
        string? csrf = request.Method == HttpMethod.Get || request.Method == HttpMethod.Head ? null : RandomHex();
        Set(request, InterconnHeaders.SourceNodeId, node.NodeId);
        Set(request, InterconnHeaders.TargetNodeId, call.PartnerNodeId);
        Set(request, InterconnHeaders.Timestamp, timestamp);
        Set(request, InterconnHeaders.Nonce, nonce);
        Set(request, InterconnHeaders.TraceId, call.TraceId);
        Set(request, InterconnHeaders.CsrfProtection, csrf);
        Set(request, InterconnHeaders.TokenSet, call.TokenSet);
        request.Headers.Remove(InterconnHeaders.AuthSign);
        if (call.IsSigned)
        {
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
                Body = await BodyAsync(request, cancellationToken).ConfigureAwait(false),
            };
            string signature = await MessageSignature.SignAsync(
                call.SigningKey, message, call.StringToSign, call.Compatibility.SignatureEncoding, cancellationToken).ConfigureAwait(false);
            Set(request, InterconnHeaders.AuthSign, signature);
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
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

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is null)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        if (request.Content is SignedJsonContent json)
        {
            return json.Bytes;
        }

        // A body of the host's own is held in memory: its digest stands in a header, before the body leaves.
        return await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }

    // Clients let a line break through (TryAddWithoutValidation), so every value was checked for its form before it came here.
    private static void Set(HttpRequestMessage request, string name, string? value)
    {
        request.Headers.Remove(name);
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static string RandomHex() => RandomNumberGenerator.GetHexString(RandomDigits, lowercase: true);
}
