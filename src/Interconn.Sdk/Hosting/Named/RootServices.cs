using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Hosting.Named;

/// <summary>What singletons of a named node are made with.</summary>
internal sealed class RootServices : NodeServices
{
    public RootServices(IServiceProvider own, IServiceProvider host, IServiceCollection registered)
    {
        Own = own;
        Types = new OwnTypes(own.GetRequiredService<IServiceProviderIsKeyedService>(), registered);
        ForNode = new JoinedServices(own, () => host, Types, isForHost: false);
        ForHost = new JoinedServices(own, () => host, Types, isForHost: true);
    }

    public IServiceProvider Own { get; }

    public OwnTypes Types { get; }

    public override JoinedServices ForNode { get; }

    public override JoinedServices ForHost { get; }
}
