using System.Net;
using System.Net.Sockets;

namespace Interconn.Sdk.Fuzzing.Targets;

/// <summary>Answers every request with the same bytes and closes the connection. It keeps nothing of what comes.</summary>
internal sealed class ByteServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopped = new();
    private readonly Task serving;
    private int connections;

    public ByteServer()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public byte[] Answer { get; set; } = [];

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>How many connections there were since this was asked last.</summary>
    public int TakeConnections() => Interlocked.Exchange(ref connections, 0);

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        await serving;
        listener.Dispose();
        stopped.Dispose();
    }

    private async Task ServeAsync()
    {
        byte[] request = new byte[16 * 1024];
        try
        {
            while (true)
            {
                using TcpClient tcp = await listener.AcceptTcpClientAsync(stopped.Token);
                Interlocked.Increment(ref connections);
                try
                {
                    // A GET of the client is one packet on this way.
                    await tcp.GetStream().ReadAtLeastAsync(request, 1, throwOnEndOfStream: false, stopped.Token);
                    await tcp.GetStream().WriteAsync(Answer, stopped.Token);
                }
                catch (IOException)
                {
                    // The client did not want to hear the end.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
