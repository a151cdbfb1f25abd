using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Sqlite.Tests;

/// <summary>The stores alone, without a node around them, on a file of their own.</summary>
internal sealed class SqliteStores : IAsyncDisposable
{
    private readonly SqliteFile file;
    private readonly bool ownsFile;

    private SqliteStores(SqliteFile file, bool ownsFile, ServiceProvider services)
    {
        this.file = file;
        this.ownsFile = ownsFile;
        Services = services;
    }

    public ServiceProvider Services { get; }

    /// <summary>Makes the schema as well.</summary>
    public static async Task<SqliteStores> StartAsync(
        TimeProvider clock, SqliteFile? file = null, ReplayQuotas? quotas = null, Action<IServiceCollection>? configure = null)
    {
        SqliteFile used = file ?? new SqliteFile();
        var services = new ServiceCollection();
        services.AddSingleton(clock);
        services.AddInterconnSqliteStores(used.ConnectionString);
        services.AddSingleton(quotas ?? new ReplayQuotas(maxPerPartner: 1_000_000, maxPerAddress: 10_000));
        configure?.Invoke(services);
        ServiceProvider provider = services.BuildServiceProvider();
        await provider.MigrateInterconnStoresAsync();
        return new SqliteStores(used, ownsFile: file is null, provider);
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        if (ownsFile)
        {
            file.Dispose();
        }
    }
}
