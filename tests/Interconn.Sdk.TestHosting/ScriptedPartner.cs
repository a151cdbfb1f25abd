using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.TestHosting;

/// <summary>A partner that answers what a test says, byte by byte, on a real socket, and keeps what came.</summary>
public sealed class ScriptedPartner : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopped = new();
    private readonly ConcurrentQueue<ReceivedRequest> requests = new();
    private readonly ConcurrentBag<Task> connections = [];
    private readonly Func<ReceivedRequest, Stream, CancellationToken, Task> serveAsync;
    private readonly X509Certificate2? certificate;
    private readonly Task accepting;
    private int connectionCount;

    private ScriptedPartner(Func<ReceivedRequest, Stream, CancellationToken, Task> serveAsync, X509Certificate2? certificate)
    {
        this.serveAsync = serveAsync;
        this.certificate = certificate;
        listener.Start();
        string scheme = certificate is null ? "http" : "https";
        Address = new Uri($"{scheme}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public IReadOnlyList<ReceivedRequest> Requests => [.. requests];

    /// <summary>How many connections were made, served or not.</summary>
    public int Connections => connectionCount;

    /// <summary>Starts a partner that gives each request one answer.</summary>
    public static ScriptedPartner Start(Func<ReceivedRequest, byte[]> answer, X509Certificate2? certificate = null) =>
        new((request, stream, token) => stream.WriteAsync(answer(request), token).AsTask(), certificate);

    /// <summary>Starts a partner that gives these answers, one after the other; the last again and again.</summary>
    public static ScriptedPartner Start(params byte[][] answers)
    {
        int next = 0;
        return Start(_ => answers[Math.Min(Interlocked.Increment(ref next), answers.Length) - 1]);
    }

    /// <summary>Starts a partner that has the connection in its hands once a request has come.</summary>
    public static ScriptedPartner StartOnStream(Func<ReceivedRequest, Stream, CancellationToken, Task> serveAsync) => new(serveAsync, certificate: null);

    /// <summary>The SDK's client, calling this partner.</summary>
    public TestClient Client(
        Action<InterconnOptions>? configure = null, Action<InterconnBuilder>? build = null, ISigningKey? key = null, string pathBase = "") =>
        new(new Uri(Address, pathBase), key ?? TestKeys.CallerKey, TestNode.CallerId, configure, build);

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

                while (await ReadAsync(stream) is ReceivedRequest request)
                {
                    requests.Enqueue(request);
                    await serveAsync(request, stream, stopped.Token);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The client has gone, or the test is over.
            }
        }
    }

    private async Task<ReceivedRequest?> ReadAsync(Stream stream)
    {
        var head = new List<byte>();
        byte[] one = new byte[1];
        while (head.Count < 4 || !(head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n'))
        {
            if (await stream.ReadAsync(one, stopped.Token) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        string[] lines = Encoding.Latin1.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        string[] start = lines[0].Split(' ');
        KeyValuePair<string, string>[] headers = [.. lines.Skip(1).Select(line => line.Split(':', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1].Trim()))];
        string? length = headers.FirstOrDefault(header => header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Value;
        byte[] body = new byte[length is null ? 0 : int.Parse(length, CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, stopped.Token);
        return new ReceivedRequest(start[0], start[1], headers, body);
    }
}
