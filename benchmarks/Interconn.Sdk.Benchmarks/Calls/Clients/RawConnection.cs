using System.Net;
using System.Net.Sockets;

namespace Interconn.Sdk.Benchmarks.Calls.Clients;

/// <summary>Sends bytes that were made beforehand and waits for the answer: what this side costs is next to nothing and always the same.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] LengthLabel = "Content-Length: "u8.ToArray();
    private static readonly byte[] LastChunk = "\r\n0\r\n\r\n"u8.ToArray();

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 10_000 };
    private readonly byte[] buffer = new byte[16 * 1024];

    public RawConnection(int port) => socket.Connect(IPAddress.Loopback, port);

    /// <summary>Sends a request, reads its answer whole, and says its status.</summary>
    public int Exchange(ReadOnlySpan<byte> request)
    {
        socket.Send(request);
        int count = 0;
        while (!IsWhole(buffer.AsSpan(0, count)))
        {
            int read = socket.Receive(buffer.AsSpan(count));
            count += read > 0 ? read : throw new InvalidOperationException("The server closed the connection.");
        }

        return ((buffer[9] - '0') * 100) + ((buffer[10] - '0') * 10) + (buffer[11] - '0');
    }

    public void Dispose() => socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        int end = answer.IndexOf(HeadEnd);
        if (end < 0)
        {
            return false;
        }

        int label = answer[..end].IndexOf(LengthLabel);
        if (label < 0)
        {
            return answer.EndsWith(LastChunk);
        }

        int length = 0;
        for (int i = label + LengthLabel.Length; answer[i] is >= (byte)'0' and <= (byte)'9'; i++)
        {
            length = (length * 10) + (answer[i] - '0');
        }

        return answer.Length >= end + HeadEnd.Length + length;
    }
}
