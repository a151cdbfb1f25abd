using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Interconn.Sdk.TestHosting;

/// <summary>An egress proxy on loopback that keeps what it was asked for. Unless the test has it answer otherwise, it opens every tunnel, to where the test says.</summary>
public sealed class ScriptedProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopped = new();
    private readonly ConcurrentQueue<string> requests = new();
    private readonly ConcurrentBag<Task> connections = [];
    private readonly Func<string, Uri?> route;
    private readonly Func<string, Stream, CancellationToken, Task>? answerAsync;
    private readonly X509Certificate2? certificate;
    private readonly Task accepting;

    private ScriptedProxy(Func<string, Uri?> route, Func<string, Stream, CancellationToken, Task>? answerAsync, X509Certificate2? certificate)
    {
        this.route = route;
        this.answerAsync = answerAsync;
        this.certificate = certificate;
        listener.Start();
        Address = new Uri($"{(certificate is null ? "http" : "https")}://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");
        accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>The headers of what was asked for, one text each.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    /// <summary>What tunnels were asked to: host or IP address, and port.</summary>
    public IReadOnlyList<string> Targets => [.. requests.Select(request => request.Split(' ')[1])];

    /// <summary>Opens tunnels to where <paramref name="route"/> says for each target, whatever its name is; null answers 502.</summary>
    public static ScriptedProxy Start(Func<string, Uri?> route, X509Certificate2? certificate = null) => new(route, answerAsync: null, certificate);

    /// <summary>Opens every tunnel to one place.</summary>
    public static ScriptedProxy To(Uri place, X509Certificate2? certificate = null) => Start(_ => place, certificate);

    /// <summary>Answers with these bytes, and then holds the connection.</summary>
    public static ScriptedProxy Answering(byte[] answer) => StartOnStream(async (_, stream, token) =>
    {
        await stream.WriteAsync(answer, token);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
    });

    /// <summary>Has the connection in its hands once a request has come.</summary>
    public static ScriptedProxy StartOnStream(Func<string, Stream, CancellationToken, Task> answerAsync) => new(_ => null, answerAsync, certificate: null);

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        await accepting;
        listener.Stop();
        await Task.WhenAll(connections);
        stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await listener.AcceptTcpClientAsync(stopped.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient tcp)
    {
        using (tcp)
        {
            try
            {
                Stream stream = tcp.GetStream();
                if (certificate is not null)
                {
                    var tls = new SslStream(stream);
                    await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stopped.Token);
                    stream = tls;
                }

                string request = await ReadHeaderAsync(stream);
                requests.Enqueue(request);
                await (answerAsync ?? TunnelAsync)(request, stream, stopped.Token);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or AuthenticationException or SocketException)
            {
                // The client has gone, or the test is over.
            }
        }
    }

    private async Task TunnelAsync(string request, Stream stream, CancellationToken cancellationToken)
    {
        if (route(request.Split(' ')[1]) is not Uri place)
        {
            await stream.WriteAsync("HTTP/1.1 502 Bad Gateway\r\n\r\n"u8.ToArray(), cancellationToken);
            return;
        }

        using var onward = new TcpClient();
        await onward.ConnectAsync(place.IdnHost, place.Port, cancellationToken);
        await stream.WriteAsync("HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n"u8.ToArray(), cancellationToken);
        NetworkStream far = onward.GetStream();
        await Task.WhenAny(stream.CopyToAsync(far, cancellationToken), far.CopyToAsync(stream, cancellationToken));
    }

    private async Task<string> ReadHeaderAsync(Stream stream)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, stopped.Token) == 0)
            {
                throw new IOException("The client hung up.");
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
