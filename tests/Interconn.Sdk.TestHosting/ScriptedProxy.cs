using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Interconn.Sdk.TestHosting;

/// <summary>An egress proxy on loopback that keeps what it was asked for. Unless the test has it answer otherwise, it opens every tunnel, to where the test says.</summary>
public sealed class ScriptedProxy : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> requests = new();
    private readonly Func<string, Uri?> route;
    private readonly Func<string, Stream, CancellationToken, Task>? answerAsync;
    private readonly ScriptedListener listener;

    private ScriptedProxy(Func<string, Uri?> route, Func<string, Stream, CancellationToken, Task>? answerAsync, X509Certificate2? certificate)
    {
        this.route = route;
        this.answerAsync = answerAsync;
        listener = new ScriptedListener(ServeAsync, certificate);
        Address = listener.AddressAt("localhost");
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

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private async Task ServeAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (await ScriptedListener.ReadHeadAsync(stream, cancellationToken) is string request)
        {
            requests.Enqueue(request);
            try
            {
                await (answerAsync ?? TunnelAsync)(request, stream, cancellationToken);
            }
            catch (SocketException)
            {
                // Nobody is where the tunnel was to lead.
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
}
