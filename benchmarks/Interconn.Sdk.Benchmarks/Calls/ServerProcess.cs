using Interconn.Sdk.Benchmarks.Calls.Server;
using Interconn.Sdk.TestHosting;

namespace Interconn.Sdk.Benchmarks.Calls;

/// <summary>The process of the server, from here.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly ChildProcess process;

    private ServerProcess(ChildProcess process, ServerReady ready)
    {
        this.process = process;
        PipelinePort = ready.PipelinePort;
        NodePort = ready.NodePort;
    }

    public int Id => process.Id;

    public int PipelinePort { get; }

    public int NodePort { get; }

    public static async Task<ServerProcess> StartAsync()
    {
        ChildProcess process = ChildProcess.Start(typeof(ServerProcess), MeasuredServer.Role);
        await process.SayAsync(BenchmarkPartner.Served);
        return new ServerProcess(process, await process.HearAsync<ServerReady>());
    }

    public async Task<ProcessState> StateAsync()
    {
        await process.SayAsync("state");
        return await process.HearAsync<ProcessState>();
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
