using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.PostgreSql.Tests;

/// <summary>The stores of one process, without a node around them: in a schema of their own, or in that of another process of the same node.</summary>
internal sealed class PostgreSqlStores : IAsyncDisposable
{
    private readonly bool isRented;

    private PostgreSqlStores(PostgreSqlSchema schema, bool isRented, ServiceProvider services)
    {
        Schema = schema;
        this.isRented = isRented;
        Services = services;
    }

    public PostgreSqlSchema Schema { get; }

    public ServiceProvider Services { get; }

    public INodeStore Node => Services.GetRequiredService<INodeStore>();

    public IPermitStore Permits => Services.GetRequiredService<IPermitStore>();

    public IReplayGuard Guard => Services.GetRequiredService<IReplayGuard>();

    /// <summary>Makes the tables as well.</summary>
    public static async Task<PostgreSqlStores> StartAsync(
        TimeProvider? clock = null, PostgreSqlSchema? schema = null, ReplayQuotas? quotas = null, string? connectionString = null)
    {
        PostgreSqlSchema used = schema ?? await MigratedSchemas.RentAsync();
        ServiceProvider provider = Build(connectionString ?? used.ConnectionString, clock, quotas);
        await provider.MigrateInterconnStoresAsync();
        return new PostgreSqlStores(used, isRented: schema is null, provider);
    }

    /// <summary>The services alone; nothing is done to the database.</summary>
    public static ServiceProvider Build(string connectionString, TimeProvider? clock = null, ReplayQuotas? quotas = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock ?? TimeProvider.System);
        services.AddInterconnPostgreSqlStores(connectionString);
        services.AddSingleton(quotas ?? new ReplayQuotas(maxPerPartner: 1_000_000, maxPerAddress: 10_000));
        return services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        if (isRented)
        {
            await MigratedSchemas.ReturnAsync(Schema);
        }
    }
}
