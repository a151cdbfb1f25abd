using Interconn.Sdk.EntityFrameworkCore.Work;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
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

    public SqliteFile File => file;

    public INodeStore Node => Services.GetRequiredService<INodeStore>();

    public IPermitStore Permits => Services.GetRequiredService<IPermitStore>();

    public IReplayGuard Nonces => Services.GetRequiredService<IReplayGuard>();

    public IStoreWork Work => Services.GetRequiredService<IStoreWork>();

    /// <summary>Makes the schema as well.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="file">The file; null for a new one, which is deleted with the stores.</param>
    /// <param name="quotas">How many nonces are kept for whom.</param>
    /// <param name="configure">Further services, after those of the stores.</param>
    /// <param name="settings">Further settings of the connection string.</param>
    public static async Task<SqliteStores> StartAsync(
        TimeProvider clock, SqliteFile? file = null, ReplayQuotas? quotas = null, Action<IServiceCollection>? configure = null, string settings = "")
    {
        SqliteFile used = file ?? new SqliteFile();
        ServiceProvider provider = Build(used, clock, quotas, configure, settings);
        await provider.MigrateInterconnStoresAsync();
        return new SqliteStores(used, ownsFile: file is null, provider);
    }

    /// <summary>The services, with nothing done to the file.</summary>
    public static ServiceProvider Build(
        SqliteFile file, TimeProvider clock, ReplayQuotas? quotas = null, Action<IServiceCollection>? configure = null, string settings = "")
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock);
        services.AddInterconnSqliteStores(file.ConnectionString + settings);
        services.AddSingleton(quotas ?? new ReplayQuotas(maxPerPartner: 1_000_000, maxPerAddress: 10_000));
        configure?.Invoke(services);
        return services.BuildServiceProvider();
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
