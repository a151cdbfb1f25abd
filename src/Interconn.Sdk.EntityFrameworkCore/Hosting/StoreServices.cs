using Interconn.Sdk.EntityFrameworkCore.Migrations;
using Interconn.Sdk.EntityFrameworkCore.Stores;
using Interconn.Sdk.EntityFrameworkCore.Work;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Hosting.Named;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.EntityFrameworkCore.Hosting;

/// <summary>Registers the durable stores, whether the node is registered before or after them.</summary>
internal static class StoreServices
{
    /// <summary>Stores in a database of their own, whose context the package knows.</summary>
    public static IServiceCollection AddOwn<TContext, TPreparation>(
        IServiceCollection services, Action<DbContextOptionsBuilder> useProvider, Action<InterconnStoreOptions>? configure)
        where TContext : DbContext
        where TPreparation : class, IDatabasePreparation
    {
        services.AddOptions<InterconnStoreOptions>();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        // Pooled: a context is much larger than what one transition needs of it.
        services.AddPooledDbContextFactory<TContext>(builder =>
        {
            useProvider(builder);
            builder.ConfigureWarnings(Quieten);
        });
        services.TryAddSingleton<IDatabasePreparation, TPreparation>();
        services.TryAddSingleton<IStoreMigrator, StoreMigrator<TContext>>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StoreStartup>());
        return Add<TContext>(services, isOwn: true);
    }

    /// <summary>Stores in a context of the host, whose changes can be committed together with the node's.</summary>
    public static IServiceCollection AddJoined<TContext>(IServiceCollection services)
        where TContext : DbContext
    {
        services.TryAddSingleton<ChangeFeed>();
        services.AddSingleton(static provider => new InterconnTransactions<TContext>(
            provider.GetRequiredService<IContextSource>(),
            provider.GetRequiredService<JoinedFlow>(),
            provider.GetRequiredService<ChangeFeed>(),
            provider.GetRequiredService<ILogger<InterconnTransactions<TContext>>>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ContextStartup<TContext>>());
        return Add<TContext>(services, isOwn: false);
    }

    /// <summary>Stores in the tables of a context.</summary>
    /// <exception cref="InvalidOperationException">There are stores already.</exception>
    private static IServiceCollection Add<TContext>(IServiceCollection services, bool isOwn)
        where TContext : DbContext
    {
        if (services.Any(static service => service.ServiceType == typeof(IContextSource)))
        {
            throw new InvalidOperationException("The node has durable stores already. Call one of AddInterconnSqliteStores, AddInterconnPostgreSqlStores and AddInterconnEntityFrameworkStores, once.");
        }

        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IContextSource, ContextSource<TContext>>();
        services.AddSingleton(static provider => FromContext(provider.GetRequiredService<IContextSource>(), StoreDialect.Of));
        services.AddSingleton(static provider =>
        {
            StoreDialect dialect = provider.GetRequiredService<StoreDialect>();
            return FromContext(provider.GetRequiredService<IContextSource>(), context => new StoreStatements(context, dialect));
        });
        services.AddSingleton(static provider => FromContext(
            provider.GetRequiredService<IContextSource>(), static context => new StorePlace(context.Database.ProviderName, context.Database.GetConnectionString())));
        services.AddSingleton<JoinedFlow>();
        services.AddSingleton<IStoreWork>(provider =>
        {
            IContextSource contexts = provider.GetRequiredService<IContextSource>();
            StoreDialect dialect = provider.GetRequiredService<StoreDialect>();
            IStoreWork alone = dialect.HasOneWriter ? new QueuedWork(contexts, provider.GetRequiredService<TimeProvider>()) : new DirectWork(contexts, dialect);
            return isOwn ? alone : new JoinedWork(alone, provider.GetRequiredService<JoinedFlow>());
        });
        services.AddSingleton(static provider => new StoredSecrets(
            provider.GetService<IDataProtectionProvider>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<StoredSecrets>>()));
        services.AddSingleton<StoredOrder>();
        services.AddSingleton<AuditQueries>();
        services.AddSingleton<IChangeSavings, ChangeSavings<TContext>>();
        services.AddSingleton<ChangeWriter>();
        services.AddSingleton<StoreSweep>();
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<StoreSweep>());
        services.AddSingleton(static provider => new ReplayQuotas(
            provider.GetRequiredService<LocalNode>().Options.MaxNoncesPerPartner, InMemoryReplayGuard.DefaultMaxPerAddress));
        services.Replace(ServiceDescriptor.Singleton<INodeStore, EntityNodeStore>());
        services.Replace(ServiceDescriptor.Singleton<IPermitStore, EntityPermitStore>());
        services.Replace(ServiceDescriptor.Singleton<IReplayGuard, EntityReplayGuard>());
        return services;
    }

    // Every statement would be told to the operator, and every lost race as an error. What fails for good is told by who asked: GuardedNodeStore and the pipeline.
    private static void Quieten(WarningsConfigurationBuilder warnings) => warnings.Log(
        (RelationalEventId.CommandExecuted, LogLevel.Debug),
        (RelationalEventId.CommandError, LogLevel.Debug),
        (RelationalEventId.ConnectionError, LogLevel.Debug),
        (RelationalEventId.TransactionError, LogLevel.Debug),
        (CoreEventId.QueryIterationFailed, LogLevel.Debug),
        (CoreEventId.SaveChangesFailed, LogLevel.Debug));

    private static T FromContext<T>(IContextSource contexts, Func<DbContext, T> read)
    {
        using ContextLease lease = contexts.Rent();
        return read(lease.Context);
    }
}
