using Interconn.Sdk.Signing;
using Interconn.Sdk.TestHosting.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.PostgreSql.Tests;

/// <summary>The stores alone, without a node around them, in a schema of their own.</summary>
internal sealed class PostgreSqlStores : IAsyncDisposable
{
    private readonly PostgreSqlSchema schema;
    private readonly bool ownsSchema;

    private PostgreSqlStores(PostgreSqlSchema schema, bool ownsSchema, ServiceProvider services)
    {
        this.schema = schema;
        this.ownsSchema = ownsSchema;
        Services = services;
    }

    public ServiceProvider Services { get; }

    /// <summary>Makes the tables as well.</summary>
    public static async Task<PostgreSqlStores> StartAsync(
        TimeProvider clock, PostgreSqlSchema? schema = null, ReplayQuotas? quotas = null, Action<IServiceCollection>? configure = null)
    {
        PostgreSqlSchema used = schema ?? await PostgreSqlSchema.CreateAsync();
        var services = new ServiceCollection();
        services.AddSingleton(clock);
        services.AddInterconnPostgreSqlStores(used.ConnectionString);
        services.AddSingleton(quotas ?? new ReplayQuotas(maxPerPartner: 1_000_000, maxPerAddress: 10_000));
        configure?.Invoke(services);
        ServiceProvider provider = services.BuildServiceProvider();
        await provider.MigrateInterconnStoresAsync();
        return new PostgreSqlStores(used, ownsSchema: schema is null, provider);
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        if (ownsSchema)
        {
            await schema.DisposeAsync();
        }
    }
}
