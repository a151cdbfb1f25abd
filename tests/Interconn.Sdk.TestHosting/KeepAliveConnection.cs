using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Interconn.Sdk.TestHosting;

/// <summary>
/// A connection that sends requests one after the other, from an address of its own: all of 127.0.0.0/8 is this machine, and the node counts by address. It costs little,
/// so that the figures are the node's.
/// </summary>
public sealed class KeepAliveConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Socket socket;
    private readonly CancellationTokenSource limit = new();
    private readonly byte[] buffer = new byte[32 * 1024];

    private KeepAliveConnection(Socket socket) => this.socket = socket;

    /// <summary>Whether another request can be sent: no answer has said otherwise, and none is missing.</summary>
    public bool IsOpen { get; private set; } = true;

    public static async Task<KeepAliveConnection> OpenAsync(IPAddress from, int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new KeepAliveConnection(socket);
    }

    public async Task<Verdict> ExchangeAsync(ReadOnlyMemory<byte> request)
    {
        await WriteAsync(request);
        return await ReadAsync();
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        limit.CancelAfter(Patience);
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes, limit.Token)..];
        }
    }

    /// <summary>Reads one answer to its end.</summary>
    public async Task<Verdict> ReadAsync()
    {
        int count = 0;
        try
        {
            while (true)
            {
                int read = await socket.ReceiveAsync(buffer.AsMemory(count), limit.Token);
                if (read == 0)
                {
                    break;
                }

                count += read;
                if (TryRead(buffer.AsSpan(0, count), out Verdict verdict, out bool closes))
                {
                    IsOpen = !closes;
                    return verdict;
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // Not answered: what that means the caller knows.
        }

        IsOpen = false;
        return Verdict.None;
    }

    /// <summary>Says that nothing more will be sent, and goes on listening.</summary>
    public void EndSending() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Breaks the connection at once, without a goodbye.</summary>
    public void Reset()
    {
        IsOpen = false;
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }

    public ValueTask DisposeAsync()
    {
        limit.Dispose();
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static bool TryRead(ReadOnlySpan<byte> answer, out Verdict verdict, out bool closes)
    {
        verdict = default;
        closes = false;
        int end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> head = answer[..(end + 2)];
        ReadOnlySpan<byte> body = answer[(end + 4)..];
        if (body.Length < NumberAfter(head, "Content-Length: "u8))
        {
            return false;
        }

        closes = head.IndexOf("Connection: close"u8) >= 0;
        int code = body.StartsWith("{\"code\":"u8) ? (int)NumberAfter(body, "{\"code\":"u8) : Verdict.NoEnvelope;
        verdict = new Verdict(int.Parse(head.Slice("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture), code);
        return true;
    }

    private static long NumberAfter(ReadOnlySpan<byte> text, ReadOnlySpan<byte> label)
    {
        int at = text.IndexOf(label);
        return at >= 0 && Utf8Parser.TryParse(text[(at + label.Length)..], out long number, out _) ? number : 0;
    }
}
