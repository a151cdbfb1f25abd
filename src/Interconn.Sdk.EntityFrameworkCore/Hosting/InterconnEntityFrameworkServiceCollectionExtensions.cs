using System.Diagnostics.CodeAnalysis;
using Interconn.Sdk.EntityFrameworkCore;
using Interconn.Sdk.EntityFrameworkCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

// The namespace of every AddX of the framework, so that a host needs no further using to find it.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Keeps a node in the database of its host.</summary>
public static class InterconnEntityFrameworkServiceCollectionExtensions
{
    /// <summary>
    /// Keeps contracts, audits, permits, nonces and the outbox of the node in the host's own context, whose changes can then be committed together with the node's:
    /// <see cref="InterconnTransactions{TContext}"/> where the host begins, <see cref="INodeChangeInterceptor{TContext}"/> where the node does. The context is
    /// registered by <c>AddDbContext</c>, <c>AddDbContextPool</c> or <c>AddDbContextFactory</c>, calls <c>modelBuilder.UseInterconn()</c>, and is on SQLite or
    /// PostgreSQL. The host's own migrations make the tables; they are there before the host starts, which otherwise is refused.
    /// </summary>
    /// <typeparam name="TContext">The context.</typeparam>
    /// <param name="services">The services of the host.</param>
    /// <returns>The services.</returns>
    /// <exception cref="InvalidOperationException">The node has durable stores already.</exception>
    public static IServiceCollection AddInterconnEntityFrameworkStores<TContext>(this IServiceCollection services)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(services);
        return StoreServices.AddJoined<TContext>(services);
    }

    /// <summary>Lets the host take part in every transition of the node. Several may; they are called in the order in which they were added.</summary>
    /// <typeparam name="TContext">The context that <see cref="AddInterconnEntityFrameworkStores{TContext}"/> is called with.</typeparam>
    /// <typeparam name="TInterceptor">What takes part; made anew for each transition.</typeparam>
    /// <param name="services">The services of the host.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddInterconnChangeInterceptor<
        TContext, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TInterceptor>(this IServiceCollection services)
        where TContext : DbContext
        where TInterceptor : class, INodeChangeInterceptor<TContext>
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Scoped<INodeChangeInterceptor<TContext>, TInterceptor>());
        return services;
    }
}
