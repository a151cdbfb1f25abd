using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Hosting.Named;

/// <summary>
/// What is made with in a scope of a named node. The scope of the host that goes with it is that of the call, or else one that is opened when it is first needed, and ended with this one.
/// </summary>
internal sealed class ScopeServices : NodeServices, IAsyncDisposable, IDisposable
{
    private readonly NamedNode node;
    private IServiceProvider? borrowed;
    private AsyncServiceScope? opened;

    public ScopeServices(IServiceProvider own, NamedNode node, RootServices root)
    {
        this.node = node;
        ForNode = new JoinedServices(own, GetHost, root.Types, isForHost: false);
        ForHost = new JoinedServices(own, GetHost, root.Types, isForHost: true);
    }

    public override JoinedServices ForNode { get; }

    public override JoinedServices ForHost { get; }

    public void Borrow(IServiceProvider hostScope) => borrowed = hostScope;

    public void Dispose() => opened?.Dispose();

    public ValueTask DisposeAsync() => opened?.DisposeAsync() ?? ValueTask.CompletedTask;

    private IServiceProvider GetHost() => borrowed ?? (opened ??= node.Host.CreateAsyncScope()).ServiceProvider;
}
