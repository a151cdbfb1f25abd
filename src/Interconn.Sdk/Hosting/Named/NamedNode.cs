using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Hosting.Named;

/// <summary>
/// A node beside others in one host. What was registered on its builder makes a container of its own, so that keys, stores, clocks and counters of two nodes cannot be
/// taken for each other; what that lacks comes from the host's. Made, and the node's settings checked, when it is first asked for.
/// </summary>
internal sealed class NamedNode : IAsyncDisposable, IDisposable
{
    private readonly Lazy<ServiceProvider> container;

    public NamedNode(string name, IServiceCollection services, IServiceProvider host)
    {
        Name = name;
        Host = host;
        container = new(() => NodeContainer.Build(this, services));
    }

    public string Name { get; }

    /// <summary>The services of the host, its singletons.</summary>
    public IServiceProvider Host { get; }

    /// <summary>What was registered for the node alone.</summary>
    public IServiceProvider Own => container.Value;

    /// <summary>The node's services, and the host's singletons.</summary>
    public IServiceProvider Services => container.Value.GetRequiredService<RootServices>().ForHost;

    /// <summary>Finds a node of the host.</summary>
    /// <exception cref="InvalidOperationException">There is none of that name; the message lists those that there are.</exception>
    public static NamedNode Of(IServiceProvider host, string name)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return host.GetKeyedService<NamedNode>(name) ?? throw new InvalidOperationException(
            $"No interconn node is named '{name}'. {Known(host)} Call builder.Services.AddInterconn(\"{name}\", …) before the application is built.");
    }

    /// <summary>Which nodes there are, as a sentence.</summary>
    public static string Known(IServiceProvider host)
    {
        string[] names = [.. host.GetServices<NodeName>().Select(static name => $"'{name.Value}'")];
        return names.Length == 0 ? "The host has no named ones." : $"The host has {string.Join(", ", names)}.";
    }

    /// <summary>Opens a scope of the node for a call that the host serves in a scope of its own, which is not ended with it.</summary>
    public AsyncServiceScope OpenScope(IServiceProvider hostScope)
    {
        AsyncServiceScope scope = container.Value.CreateAsyncScope();
        ScopeServices services = scope.ServiceProvider.GetRequiredService<ScopeServices>();
        services.Borrow(hostScope);
        return new AsyncServiceScope(new JoinedScope(scope, services.ForHost));
    }

    public void Dispose()
    {
        if (container.IsValueCreated)
        {
            container.Value.Dispose();
        }
    }

    public ValueTask DisposeAsync() => container.IsValueCreated ? container.Value.DisposeAsync() : ValueTask.CompletedTask;
}
