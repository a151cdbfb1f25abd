using System.IO.Pipelines;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace Interconn.Sdk.Benchmarks.Calls.Joined;

/// <summary>
/// Connects clients and a server of the same process by pipes. Whoever writes runs the other side at once, on his own thread: a call is one piece of work from beginning to end,
/// with no kernel and no other thread in it.
/// </summary>
internal sealed class PipeNetwork : IConnectionListenerFactory
{
    private static readonly PipeOptions AtOnce = new(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, pauseWriterThreshold: 0, useSynchronizationContext: false);

    private readonly Channel<ConnectionContext> connections = Channel.CreateUnbounded<ConnectionContext>();

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IConnectionListener>(new Listener(endpoint, connections.Reader));

    /// <summary>A new connection, as a client has it.</summary>
    public ValueTask<Stream> ConnectAsync()
    {
        var request = new Pipe(AtOnce);
        var answer = new Pipe(AtOnce);
        connections.Writer.TryWrite(new DefaultConnectionContext(
            Guid.NewGuid().ToString("N"), new DuplexPipe(request.Reader, answer.Writer), new DuplexPipe(answer.Reader, request.Writer))
        {
            RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, 1),
            LocalEndPoint = new IPEndPoint(IPAddress.Loopback, 2),
        });
        return ValueTask.FromResult<Stream>(new PipeStream(answer.Reader, request.Writer));
    }

    private sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class Listener(EndPoint endpoint, ChannelReader<ConnectionContext> connections) : IConnectionListener
    {
        private readonly CancellationTokenSource unbound = new();

        public EndPoint EndPoint => endpoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            try
            {
                return await connections.ReadAsync(unbound.Token);
            }
            catch (OperationCanceledException) when (unbound.IsCancellationRequested)
            {
                return null;
            }
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => new(unbound.CancelAsync());

        public ValueTask DisposeAsync()
        {
            unbound.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
