using System.Net.Sockets;

namespace Interconn.Sdk.TestHosting;

/// <summary>Listens in on the connections of an HTTP client: the bytes that leave the socket and those that come back.</summary>
public sealed class WireTap
{
    private readonly Lock gate = new();
    private readonly List<byte> sent = [];
    private readonly List<byte> received = [];

    public byte[] Sent => Copy(sent);

    public byte[] Received => Copy(received);

    /// <summary>Makes a primary handler whose connections are listened to.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new TappedStream(this, new NetworkStream(socket, ownsSocket: true));
        },
    };

    public void Clear()
    {
        lock (gate)
        {
            sent.Clear();
            received.Clear();
        }
    }

    private byte[] Copy(List<byte> bytes)
    {
        lock (gate)
        {
            return [.. bytes];
        }
    }

    private void Keep(List<byte> bytes, ReadOnlySpan<byte> what)
    {
        lock (gate)
        {
            bytes.AddRange(what);
        }
    }

    private sealed class TappedStream(WireTap owner, NetworkStream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await inner.ReadAsync(buffer, cancellationToken);
            owner.Keep(owner.received, buffer.Span[..read]);
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            owner.Keep(owner.sent, buffer.Span);
            return inner.WriteAsync(buffer, cancellationToken);
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => inner.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
