using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Benchmarks.Scale;

/// <summary>The memory of the process: what a node has where no store is added. It is filled by the node's own store, once the host is built: <see cref="ScaledNode"/>.</summary>
internal sealed class MemoryScale : IScaledStore
{
    public void AddTo(IServiceCollection services)
    {
    }

    public Task FillAsync(int partners) => Task.CompletedTask;

    public Task<long> SizeAsync() => Task.FromResult(0L);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
