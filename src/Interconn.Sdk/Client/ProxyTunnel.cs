using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Client;

/// <summary>
/// Asks the egress proxy for tunnels (RFC 9110, section 9.3.6). The framework's own way with proxies gives them the name of every host, to look it up where
/// nobody checks what they find; here the proxy is told exactly what it is to connect to.
/// </summary>
internal sealed class ProxyTunnel(EgressProxyOptions proxy, TimeSpan limit, TimeProvider timeProvider)
{
    private const int MaxHeader = 8 * 1024;
    private static readonly byte[] HeaderEnd = "\r\n\r\n"u8.ToArray();

    private readonly Uri address = proxy.Address!;

    /// <summary>A stream to the target, which is a host or IP address with its port.</summary>
    public async Task<Stream> OpenAsync(string target, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        Stream? stream = null;
        try
        {
            stream = await ConnectAsync(either.Token).ConfigureAwait(false);
            await stream.WriteAsync(Request(target), either.Token).ConfigureAwait(false);
            RequireSuccess(await ReadHeaderAsync(stream, either.Token).ConfigureAwait(false));
            Stream opened = stream;
            stream = null;
            return opened;
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested)
        {
            throw Fault($"did not open a tunnel within {limit} (CallTimeout)", exception);
        }
        catch (Exception exception) when (exception is IOException or SocketException or AuthenticationException)
        {
            throw Fault($"cannot be used: {exception.Message}", exception);
        }
        finally
        {
            if (stream is not null)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream? stream = null;
        try
        {
            await socket.ConnectAsync(address.IdnHost, address.Port, cancellationToken).ConfigureAwait(false);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (address.Scheme == Uri.UriSchemeHttps)
            {
                var tls = new SslStream(stream);
                stream = tls;
                await tls.AuthenticateAsClientAsync(
                    new SslClientAuthenticationOptions { TargetHost = address.IdnHost, EnabledSslProtocols = TlsVersions.Allowed }, cancellationToken).ConfigureAwait(false);
            }

            return stream;
        }
        catch
        {
            socket.Dispose();
            if (stream is not null)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    private byte[] Request(string target)
    {
        var text = new StringBuilder($"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n");
        if (proxy.UserName is not null)
        {
            byte[] credentials = Encoding.UTF8.GetBytes($"{proxy.UserName}:{proxy.Password}");
            text.Append("Proxy-Authorization: Basic ").Append(Convert.ToBase64String(credentials)).Append("\r\n");
        }

        return Encoding.ASCII.GetBytes(text.Append("\r\n").ToString());
    }

    private async Task<string> ReadHeaderAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[MaxHeader];
        int length = 0;
        while (true)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw Fault(length == MaxHeader ? $"sent a header of more than {MaxHeader} bytes" : "hung up");
            }

            length += read;
            int end = buffer.AsSpan(0, length).IndexOf(HeaderEnd);
            if (end >= 0)
            {
                // In a tunnel the partner speaks second. What comes before is nobody's.
                return end + HeaderEnd.Length == length ? Encoding.Latin1.GetString(buffer, 0, end) : throw Fault("sent more than the header of an answer");
            }
        }
    }

    // What else the proxy says of its reasons is not repeated: it may echo what it was sent.
    private void RequireSuccess(string header)
    {
        string line = header.Split("\r\n")[0];
        bool isHttp = line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) || line.StartsWith("HTTP/1.0 ", StringComparison.Ordinal);
        if (!isHttp || line.Length < 12 || line.AsSpan(9, 3).ContainsAnyExceptInRange('0', '9') || (line.Length > 12 && line[12] != ' '))
        {
            throw Fault("answered something else than HTTP/1.1");
        }

        string status = line.Substring(9, 3);
        if (status != "200")
        {
            bool asksForCredentials = status == "407";
            throw Fault(
                $"answered {status} to a request for a tunnel" + (asksForCredentials ? " (EgressProxy.UserName, EgressProxy.Password)" : ""),
                status: (HttpStatusCode)int.Parse(status, NumberStyles.None, CultureInfo.InvariantCulture));
        }
    }

    private HttpRequestException Fault(string how, Exception? cause = null, HttpStatusCode? status = null) =>
        new(HttpRequestError.ProxyTunnelError, $"the egress proxy {address.Host}:{address.Port} {how}", cause, status);
}
