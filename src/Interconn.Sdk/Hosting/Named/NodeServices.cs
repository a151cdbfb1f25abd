using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Hosting.Named;

/// <summary>What the registrations of a named node are made with, in one scope of its container or at its root.</summary>
internal abstract class NodeServices
{
    /// <summary>For the core package: its HTTP clients are the node's.</summary>
    public abstract JoinedServices ForNode { get; }

    /// <summary>For what the host and the other packages bring: the HTTP clients that a class of the host asks for are the host's.</summary>
    public abstract JoinedServices ForHost { get; }

    /// <summary>Those of a scope, or those of the root where <paramref name="own"/> is it.</summary>
    public static NodeServices Of(IServiceProvider own)
    {
        RootServices root = own.GetRequiredService<RootServices>();
        return ReferenceEquals(root.Own, own) ? root : own.GetRequiredService<ScopeServices>();
    }
}
