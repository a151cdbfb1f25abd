using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Interconn.Sdk.Node.Tests.Sharing;

/// <summary>The stores of one node, for each of its two instances.</summary>
internal sealed class SharedStores : IAsyncDisposable
{
    private readonly ServiceProvider[] stores;
    private readonly IAsyncDisposable? database;

    private SharedStores(ServiceProvider[] stores, IAsyncDisposable? database)
    {
        this.stores = stores;
        this.database = database;
    }

    public static async Task<SharedStores> StartAsync(StoreKind kind, TimeProvider clock, int noncesPerPartner = 1_000_000)
    {
        switch (kind)
        {
            case StoreKind.Memory:
                return new SharedStores([Make(clock, noncesPerPartner, services => services
                    .AddSingleton<IPermitStore, InMemoryPermitStore>()
                    .AddSingleton<INodeStore, InMemoryNodeStore>()
                    .AddSingleton<IReplayGuard>(new InMemoryReplayGuard(clock, noncesPerPartner)))], database: null);
            case StoreKind.Sqlite:
                var file = new SqliteFile();
                ServiceProvider one = Make(clock, noncesPerPartner, services => services.AddInterconnSqliteStores(file.ConnectionString));
                await one.MigrateInterconnStoresAsync();
                return new SharedStores([one], new Disposed(file));
            default:
                PostgreSqlSchema schema = await PostgreSqlSchema.CreateAsync();
                ServiceProvider[] both = [MakeOne(), MakeOne()];
                await both[0].MigrateInterconnStoresAsync();
                return new SharedStores(both, schema);

                ServiceProvider MakeOne() => Make(clock, noncesPerPartner, services => services.AddInterconnPostgreSqlStores(schema.ConnectionString));
        }
    }

    /// <summary>Gives the stores to an instance, each seen through what a test puts before it.</summary>
    public void Register(InterconnBuilder builder, int instance, Func<INodeStore, INodeStore>? before = null)
    {
        ServiceProvider own = stores[instance % stores.Length];
        INodeStore store = own.GetRequiredService<INodeStore>();
        builder.Services.Replace(ServiceDescriptor.Singleton(before?.Invoke(store) ?? store));
        builder.Services.Replace(ServiceDescriptor.Singleton(own.GetRequiredService<IPermitStore>()));
        builder.Services.Replace(ServiceDescriptor.Singleton(own.GetRequiredService<IReplayGuard>()));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ServiceProvider provider in stores)
        {
            await provider.DisposeAsync();
        }

        await (database?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static ServiceProvider Make(TimeProvider clock, int noncesPerPartner, Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock);
        add(services);
        services.AddSingleton(new ReplayQuotas(noncesPerPartner, maxPerAddress: 1_000_000));
        return services.BuildServiceProvider();
    }

    private sealed class Disposed(IDisposable resource) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            resource.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
