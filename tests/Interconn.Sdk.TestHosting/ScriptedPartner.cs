using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.TestHosting;

/// <summary>A partner that answers what a test says, byte by byte, on a real socket, and keeps what came.</summary>
public sealed class ScriptedPartner : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedRequest> requests = new();
    private readonly Func<ReceivedRequest, Stream, CancellationToken, Task> serveAsync;
    private readonly ScriptedListener listener;

    private ScriptedPartner(Func<ReceivedRequest, Stream, CancellationToken, Task> serveAsync, X509Certificate2? certificate)
    {
        this.serveAsync = serveAsync;
        listener = new ScriptedListener(ServeAsync, certificate);
        Address = listener.AddressAt("127.0.0.1");
    }

    public Uri Address { get; }

    public IReadOnlyList<ReceivedRequest> Requests => [.. requests];

    /// <summary>How many connections were made, served or not.</summary>
    public int Connections => listener.Connections;

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

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private async Task ServeAsync(Stream stream, CancellationToken cancellationToken)
    {
        while (await ReadAsync(stream, cancellationToken) is ReceivedRequest request)
        {
            requests.Enqueue(request);
            await serveAsync(request, stream, cancellationToken);
        }
    }

    private static async Task<ReceivedRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (await ScriptedListener.ReadHeadAsync(stream, cancellationToken) is not string head)
        {
            return null;
        }

        string[] lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        string[] start = lines[0].Split(' ');
        KeyValuePair<string, string>[] headers = [.. lines.Skip(1).Select(line => line.Split(':', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1].Trim()))];
        string? length = headers.FirstOrDefault(header => header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Value;
        byte[] body = new byte[length is null ? 0 : int.Parse(length, CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return new ReceivedRequest(start[0], start[1], headers, body);
    }
}
