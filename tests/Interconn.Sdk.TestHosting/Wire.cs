using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Interconn.Sdk.TestHosting;

/// <summary>Speaks HTTP/1.1 over a bare socket: nothing between the test's bytes and Kestrel's parser.</summary>
public sealed class Wire : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpClient tcp;
    private readonly NetworkStream stream;
    private readonly CancellationTokenSource limit = new(Patience);

    private Wire(TcpClient tcp)
    {
        this.tcp = tcp;
        stream = tcp.GetStream();
    }

    /// <summary>Connects, from another address of this machine than the usual one where <paramref name="from"/> names it: all of 127.0.0.0/8 is loopback.</summary>
    public static async Task<Wire> ConnectAsync(TestNode node, IPAddress? from = null)
    {
        var tcp = new TcpClient(new IPEndPoint(from ?? IPAddress.Loopback, 0));
        await tcp.ConnectAsync(node.Address.Host, node.Address.Port);
        return new Wire(tcp);
    }

    /// <summary>Sends a request on a connection of its own and reads the answer.</summary>
    public static async Task<WireAnswer> SendAsync(TestNode node, RequestDraft draft, IPAddress? from = null) => await SendAsync(node, draft.ToWire(), from);

    /// <summary>Sends bytes on a connection of their own and reads the answer.</summary>
    public static async Task<WireAnswer> SendAsync(TestNode node, byte[] request, IPAddress? from = null)
    {
        await using Wire wire = await ConnectAsync(node, from);
        return await wire.ExchangeAsync(request);
    }

    /// <summary>Writes a request and reads its answer meanwhile: a server that refuses a long body stops reading it.</summary>
    public async Task<WireAnswer> ExchangeAsync(byte[] request)
    {
        Task writing = WriteAsync(request);
        WireAnswer answer = await ReadAsync();
        try
        {
            await writing;
        }
        catch (IOException)
        {
            // It has answered, and closed.
        }

        return answer;
    }

    public async Task WriteAsync(byte[] bytes)
    {
        await stream.WriteAsync(bytes, limit.Token);
        await stream.FlushAsync(limit.Token);
    }

    /// <summary>Breaks the connection at once, without a goodbye.</summary>
    public void Reset()
    {
        tcp.Client.LingerState = new LingerOption(enable: true, seconds: 0);
        tcp.Close();
    }

    /// <summary>Says that nothing more will be sent, and goes on listening.</summary>
    public void EndSending() => tcp.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Reads bytes until the buffer is full; false where the connection ends before.</summary>
    public async Task<bool> TryReadExactlyAsync(byte[] buffer)
    {
        try
        {
            return await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, limit.Token) == buffer.Length;
        }
        catch (IOException)
        {
            // Closed over bytes that nobody read.
            return false;
        }
    }

    /// <summary>Reads the lines of a head, those of an interim answer for instance; what there is where the connection ends before.</summary>
    public async Task<string[]> ReadHeadAsync()
    {
        var head = new List<byte>();
        byte[] one = new byte[1];
        while (!EndsHead(head) && await stream.ReadAsync(one, limit.Token) == 1)
        {
            head.Add(one[0]);
        }

        return Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Reads one answer. Answers have a Content-Length, or end with the connection.</summary>
    public async Task<WireAnswer> ReadAsync()
    {
        string[] lines = await ReadHeadAsync();
        if (lines.Length == 0)
        {
            return new WireAnswer(0, [], "");
        }

        int status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
        var headers = new List<KeyValuePair<string, string>>();
        foreach (string line in lines[1..])
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(new(line[..colon], line[(colon + 1)..].Trim()));
        }

        string? length = headers.FirstOrDefault(header => header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Value;
        bool isChunked = headers.Any(header => header.Key.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase));
        byte[] body = isChunked ? await ReadChunksAsync()
            : length is not null ? await ReadBytesAsync(int.Parse(length, CultureInfo.InvariantCulture))
            : status is 204 or 304 ? []
            : await ReadBytesAsync(int.MaxValue);
        return new WireAnswer(status, headers, Encoding.UTF8.GetString(body));
    }

    private async Task<byte[]> ReadChunksAsync()
    {
        var body = new List<byte>();
        while (true)
        {
            int size = int.Parse(await ReadLineAsync(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            body.AddRange(await ReadBytesAsync(size));
            await ReadLineAsync();
            if (size == 0)
            {
                return [.. body];
            }
        }
    }

    private async Task<string> ReadLineAsync()
    {
        var line = new List<byte>();
        byte[] one = new byte[1];
        while (line is not [.., (byte)'\r', (byte)'\n'] && await stream.ReadAsync(one, limit.Token) == 1)
        {
            line.Add(one[0]);
        }

        return Encoding.ASCII.GetString([.. line]).TrimEnd();
    }

    private async Task<byte[]> ReadBytesAsync(int count)
    {
        var body = new MemoryStream();
        byte[] buffer = new byte[8192];
        int read;
        while (body.Length < count && (read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, count - body.Length)), limit.Token)) > 0)
        {
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    /// <summary>Whether the server has closed the connection: waits for it.</summary>
    public async Task<bool> IsClosedAsync()
    {
        try
        {
            return await stream.ReadAsync(new byte[1], limit.Token) == 0;
        }
        catch (IOException)
        {
            // Closed over bytes that nobody read.
            return true;
        }
    }

    public ValueTask DisposeAsync()
    {
        limit.Dispose();
        tcp.Dispose();
        return ValueTask.CompletedTask;
    }

    private static bool EndsHead(List<byte> bytes) =>
        bytes.Count >= 4 && bytes[^4] == '\r' && bytes[^3] == '\n' && bytes[^2] == '\r' && bytes[^1] == '\n';
}
