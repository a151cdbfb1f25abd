using System.Buffers.Binary;
using System.Text;

namespace Interconn.Sdk.Conformance.OnTheWire;

/// <summary>
/// Speaks HTTP/2 in bare frames, as no client library would: header fields are written literally, so that names may be wrong and repeated. Of
/// answers it reads the frames; their header fields stay compressed.
/// </summary>
internal sealed class Http2Connection : IAsyncDisposable
{
    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Reset = 3;
    public const byte Settings = 4;
    public const byte GoAway = 7;

    public const byte EndStream = 0x1;
    public const byte EndHeaders = 0x4;

    private const int FrameHead = 9;

    private readonly Wire wire;

    private Http2Connection(Wire wire) => this.wire = wire;

    /// <summary>Connects with prior knowledge: no upgrade, no TLS.</summary>
    public static async Task<Http2Connection> ConnectAsync(TestNode node)
    {
        var connection = new Http2Connection(await Wire.ConnectAsync(node));
        await connection.wire.WriteAsync(Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        await connection.WriteAsync(Settings, flags: 0, stream: 0, []);
        return connection;
    }

    public Task WriteAsync(byte type, byte flags, int stream, byte[] payload) => wire.WriteAsync(Frame(type, flags, stream, payload));

    public Task WriteAsync(byte[] frames) => wire.WriteAsync(frames);

    public static byte[] Frame(byte type, byte flags, int stream, byte[] payload)
    {
        byte[] frame = new byte[FrameHead + payload.Length];
        frame[0] = (byte)(payload.Length >> 16);
        frame[1] = (byte)(payload.Length >> 8);
        frame[2] = (byte)payload.Length;
        frame[3] = type;
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, FrameHead);
        return frame;
    }

    /// <summary>The fields of a draft: its pseudo-header fields first, then its headers by the names they have there.</summary>
    public static List<KeyValuePair<string, string>> FieldsOf(RequestDraft draft) =>
        [new(":method", draft.Method), new(":scheme", "http"), new(":authority", "node.test"), new(":path", draft.Target), .. draft.Headers];

    /// <summary>Writes fields literally, without a table.</summary>
    public static byte[] Encode(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var block = new List<byte>();
        foreach ((string name, string value) in fields)
        {
            block.Add(0);
            AddText(block, name);
            AddText(block, value);
        }

        return [.. block];
    }

    /// <summary>The next frame, or null where the connection has ended.</summary>
    public async Task<(byte Type, byte Flags, int Stream, byte[] Payload)?> ReadAsync()
    {
        byte[] head = new byte[FrameHead];
        if (!await wire.TryReadExactlyAsync(head))
        {
            return null;
        }

        byte[] payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
        return await wire.TryReadExactlyAsync(payload)
            ? (head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)), payload)
            : null;
    }

    /// <summary>
    /// Reads until a stream or the connection has ended and says how: <c>answer {…}</c> with the body, <c>reset 1</c> or <c>goaway 1</c> with the
    /// error of the protocol, or <c>closed</c>.
    /// </summary>
    public async Task<string> ReadOutcomeAsync(int stream)
    {
        var body = new List<byte>();
        while (await ReadAsync() is { } frame)
        {
            switch (frame.Type)
            {
                case GoAway:
                    return $"goaway {BinaryPrimitives.ReadInt32BigEndian(frame.Payload.AsSpan(4))}";
                case Reset when frame.Stream == stream:
                    return $"reset {BinaryPrimitives.ReadInt32BigEndian(frame.Payload)}";
                case Data or Headers when frame.Stream == stream:
                    body.AddRange(frame.Type == Data ? frame.Payload : []);
                    if ((frame.Flags & EndStream) != 0)
                    {
                        return $"answer {Encoding.UTF8.GetString([.. body])}";
                    }

                    break;
                default:
                    break;
            }
        }

        return "closed";
    }

    public ValueTask DisposeAsync() => wire.DisposeAsync();

    // A length of seven bits, and what is beyond in groups of seven (RFC 7541, 5.1).
    private static void AddText(List<byte> block, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length < 127)
        {
            block.Add((byte)bytes.Length);
        }
        else
        {
            block.Add(127);
            int rest = bytes.Length - 127;
            while (rest >= 128)
            {
                block.Add((byte)((rest & 127) | 128));
                rest >>= 7;
            }

            block.Add((byte)rest);
        }

        block.AddRange(bytes);
    }
}
