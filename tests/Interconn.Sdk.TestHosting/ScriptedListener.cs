using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Interconn.Sdk.TestHosting;

/// <summary>Takes connections on loopback, over TLS where there is a certificate, and gives each to the script that it serves for, until the test is over.</summary>
internal sealed class ScriptedListener : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopped = new();
    private readonly ConcurrentBag<Task> connections = [];
    private readonly Func<Stream, CancellationToken, Task> serveAsync;
    private readonly X509Certificate2? certificate;
    private readonly Task accepting;
    private int connectionCount;

    public ScriptedListener(Func<Stream, CancellationToken, Task> serveAsync, X509Certificate2? certificate)
    {
        this.serveAsync = serveAsync;
        this.certificate = certificate;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>How many connections were made, served or not.</summary>
    public int Connections => connectionCount;

    public Uri AddressAt(string host) => new($"{(certificate is null ? "http" : "https")}://{host}:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>Reads up to the empty line and no byte further; null where the other side hung up before it.</summary>
    public static async Task<string?> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new List<byte>();
        byte[] one = new byte[1];
        while (head.Count < 4 || !(head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n'))
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        return Encoding.Latin1.GetString([.. head]);
    }

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
                TcpClient tcp = await listener.AcceptTcpClientAsync(stopped.Token);
                Interlocked.Increment(ref connectionCount);
                connections.Add(ServeAsync(tcp));
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

                await serveAsync(stream, stopped.Token);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or AuthenticationException)
            {
                // The client has gone, or the test is over.
            }
        }
    }
}
