using System.Diagnostics.CodeAnalysis;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Listeners;
using Microsoft.Extensions.DependencyInjection.Extensions;

// The namespace of every AddX of the framework, so that a host needs no further using to find it.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Lets the host hear of what happens at a ready-made node.</summary>
public static class ListenerBuilderExtensions
{
    /// <summary>Adds a listener of changes of contracts and audits, beside those added before. It is made anew for each change.</summary>
    /// <typeparam name="TListener">The listener.</typeparam>
    /// <param name="builder">The builder of <c>AddInterconn</c>, with <c>AddNode</c>.</param>
    /// <returns>The builder.</returns>
    public static InterconnBuilder AddNodeListener<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TListener>(
        this InterconnBuilder builder)
        where TListener : class, INodeListener
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Scoped<INodeListener, TListener>());
        builder.Services.AddHostedService<ListenerService>();
        return builder;
    }
}
