using Interconn.Sdk.Benchmarks.Calls.Clients;
using Interconn.Sdk.Benchmarks.Calls.Server;
using Interconn.Sdk.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Benchmarks.Calls.Joined;

/// <summary>A server of this process, and a way to it for each client.</summary>
internal sealed class JoinedServer : IAsyncDisposable
{
    /// <summary>Stands in addresses; nobody listens there.</summary>
    public const int Port = 1;

    private readonly PipeNetwork network = new();
    private readonly SigningKey key = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
    private readonly WebApplication server;

    private JoinedServer(Func<ServedPartner[], SigningKey, Action<IServiceCollection>, WebApplication> build) => server = build(
        BenchmarkPartner.Served, key, services => services.AddSingleton<IConnectionListenerFactory>(network));

    /// <summary>Starts one of the servers of <see cref="MeasuredServer"/>.</summary>
    public static async Task<JoinedServer> StartAsync(Func<ServedPartner[], SigningKey, Action<IServiceCollection>, WebApplication> build)
    {
        var joined = new JoinedServer(build);
        await joined.server.StartAsync();
        return joined;
    }

    /// <summary>The handler below a client that calls this server, over one connection.</summary>
    public SocketsHttpHandler NewHandler()
    {
        SocketsHttpHandler handler = PrimaryHandler.With(connections: 1);
        handler.ConnectCallback = (_, _) => network.ConnectAsync();
        return handler;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        key.Dispose();
    }
}
