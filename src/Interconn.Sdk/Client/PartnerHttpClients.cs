using System.Collections.Concurrent;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Interconn.Sdk.Client;

/// <summary>
/// Which HTTP client a call goes by. Connections of one client are shared by all who call the same host, so there is one for each certificate that this node
/// shows: what was opened with the certificate for one partner must not carry the calls to another. And for each of them one whose connections are checked.
/// </summary>
internal sealed class PartnerHttpClients(IHttpClientFactory httpClients, IHttpMessageHandlerFactory handlers)
{
    private const char CertificateMark = '#';

    private readonly ConcurrentDictionary<string, SslStreamCertificateContext> certificates = new(StringComparer.Ordinal);

    // By name. Kept for as long as the factory gives out the same handlers, which is for good unless the host sets a lifetime.
    private readonly ConcurrentDictionary<string, PartnerHttpClient> clients = new(StringComparer.Ordinal);

    // A digest for each certificate, and not for each call.
    private readonly ConditionalWeakTable<SslStreamCertificateContext, string> marks = [];

    /// <summary>Whether a client is one of these, and then whether its connections are checked.</summary>
    public static bool IsOwn(string? name, out bool isChecked)
    {
        string kind = name is null ? "" : name.Split(CertificateMark)[0];
        isChecked = string.Equals(kind, InterconnClientFactory.CheckedHttpClientName, StringComparison.Ordinal);
        return isChecked || string.Equals(kind, InterconnClientFactory.HttpClientName, StringComparison.Ordinal);
    }

    /// <summary>The client for a call.</summary>
    public PartnerHttpClient For(OutgoingCall call)
    {
        string name = call.ChecksAddress ? InterconnClientFactory.CheckedHttpClientName : InterconnClientFactory.HttpClientName;
        if (call.ClientCertificate is SslStreamCertificateContext certificate)
        {
            name += marks.GetValue(certificate, static shown => CertificateMark + shown.TargetCertificate.GetCertHashString(HashAlgorithmName.SHA256));
            certificates.TryAdd(name, certificate);
        }

        HttpMessageHandler handler = handlers.CreateHandler(name);
        if (!clients.TryGetValue(name, out PartnerHttpClient? client) || !ReferenceEquals(client.Handler, handler))
        {
            client = new PartnerHttpClient(handler, httpClients.CreateClient(name));
            clients[name] = client;
        }

        return client;
    }

    /// <summary>Has the connections of a client show its certificate, where it is one that has one.</summary>
    /// <exception cref="InvalidOperationException">The handler is one that cannot be told.</exception>
    public void ShowCertificate(string? name, HttpMessageHandler primary)
    {
        if (name is null || !certificates.TryGetValue(name, out SslStreamCertificateContext? certificate))
        {
            return;
        }

        if (PrimaryHandler.Innermost(primary) is not SocketsHttpHandler sockets)
        {
            throw new InvalidOperationException(
                $"A partner is to be shown a client certificate, and {PrimaryHandler.Innermost(primary).GetType().Name} cannot be told. Let "
                + "InterconnBuilder.HttpClient have a SocketsHttpHandler as primary handler.");
        }

        sockets.SslOptions.ClientCertificates = null;
        sockets.SslOptions.LocalCertificateSelectionCallback = null;
        sockets.SslOptions.ClientCertificateContext = certificate;
    }
}
