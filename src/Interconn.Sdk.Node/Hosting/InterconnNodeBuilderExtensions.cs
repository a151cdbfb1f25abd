using Interconn.Sdk.Client;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Permits;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Upkeep;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Transport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

// The namespace of every AddX of the framework, so that a host needs no further using to find it.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Makes the node of <c>AddInterconn</c> a ready-made one.</summary>
public static class InterconnNodeBuilderExtensions
{
    /// <summary>
    /// Adds contracts, approvals, audits, permits and callbacks: all 32 endpoints are then served, in memory unless a store is registered. Handlers that the
    /// host added before stay. An administrator's view of it is <see cref="InterconnNode"/>.
    /// </summary>
    /// <param name="builder">The builder of <c>AddInterconn</c>.</param>
    /// <param name="configure">Changes the settings; null leaves them.</param>
    /// <returns>The builder.</returns>
    public static InterconnBuilder AddNode(this InterconnBuilder builder, Action<InterconnNodeOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.AddOptions<InterconnNodeOptions>().ValidateOnStart();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<InterconnNodeOptions>, InterconnNodeOptionsValidator>());
        services.TryAddSingleton<INodeStore>(static provider => new InMemoryNodeStore(provider.GetRequiredService<IPermitStore>()));
        services.TryAddSingleton<ChangeFeed>();
        services.TryAddSingleton(static provider =>
        {
            var guarded = new GuardedNodeStore(
                provider.GetRequiredService<INodeStore>(),
                provider.GetRequiredService<LocalNode>(),
                provider.GetRequiredService<TimeLimits>(),
                provider.GetRequiredService<ILogger<GuardedNodeStore>>());
            return new NodeState(guarded, provider.GetRequiredService<ChangeFeed>(), provider.GetRequiredService<TimeProvider>());
        });
        services.TryAddSingleton<Schedule>();
        services.TryAddSingleton<DecisionRequests>();
        services.TryAddSingleton<AuditCascade>();
        services.TryAddScoped<IApprovalPolicy, PersonalApprovalPolicy>();
        services.TryAddSingleton(_ => Deciders.Of(services));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, NodeStartup>());
        ContractServices.Add(services);
        AuditServices.Add(services);
        OutboxServices.Add(services);
        UpkeepServices.Add(services);
        KeyServices.Add(services);
        services.TryAddSingleton(static provider => new InterconnNode(
            provider.GetRequiredService<LocalNode>(),
            provider.GetRequiredService<InterconnClientFactory>(),
            provider.GetRequiredService<NodeContracts>(),
            provider.GetRequiredService<NodeApprovals>(),
            provider.GetRequiredService<NodeAudits>(),
            provider.GetRequiredService<NodePermits>(),
            provider.GetRequiredService<NodeOutbox>(),
            provider.GetRequiredService<NodeKeys>()));
        builder.Offer<InterconnNode>();
        return builder;
    }

    /// <summary>Adds a ready-made node with settings from a configuration section, whose entries are named as those of <see cref="InterconnNodeOptions"/>.</summary>
    /// <param name="builder">The builder of <c>AddInterconn</c>.</param>
    /// <param name="configuration">The section.</param>
    /// <returns>The builder.</returns>
    public static InterconnBuilder AddNode(this InterconnBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return builder.AddNode(options => configuration.Bind(options));
    }

    /// <summary>Lets a program decide on applications. It is made anew for each decision, so it may take scoped services.</summary>
    /// <typeparam name="TPolicy">The policy.</typeparam>
    /// <param name="builder">The builder of <c>AddInterconn</c>.</param>
    /// <returns>The builder.</returns>
    public static InterconnBuilder AddApprovalPolicy<
        [System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.PublicConstructors)] TPolicy>(
        this InterconnBuilder builder)
        where TPolicy : class, IApprovalPolicy
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Scoped<IApprovalPolicy, TPolicy>());
        return builder;
    }

    /// <summary>
    /// Approves, as it was asked for, whatever may be approved without a person. For samples, tests and networks where everybody is trusted with everything.
    /// </summary>
    /// <param name="builder">The builder of <c>AddInterconn</c>.</param>
    /// <returns>The builder.</returns>
    public static InterconnBuilder AddAutoApproval(this InterconnBuilder builder) => builder.AddApprovalPolicy<AutoApprovalPolicy>();
}
