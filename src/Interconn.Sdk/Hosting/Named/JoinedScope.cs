using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Hosting.Named;

/// <summary>A scope of a named node's container, seen with the host's services behind it.</summary>
internal sealed class JoinedScope(AsyncServiceScope own, JoinedServices services) : IServiceScope, IAsyncDisposable
{
    public IServiceProvider ServiceProvider => services;

    public void Dispose() => own.Dispose();

    public ValueTask DisposeAsync() => own.DisposeAsync();
}
