using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Interconn.Sdk.Samples.Tests.Killing;

/// <summary>The store of one node: how its processes find it, and how the test looks into it.</summary>
internal sealed class StoreOfNode
{
    private readonly bool isSqlite;

    private StoreOfNode(bool isSqlite, string connectionString)
    {
        this.isSqlite = isSqlite;
        ConnectionString = connectionString;
    }

    /// <summary>What <c>Interconn:Store</c> calls it.</summary>
    public string Name => isSqlite ? "sqlite" : "postgres";

    public string ConnectionString { get; }

    // Nothing stays open between two looks: a killed process must find its file as it left it.
    public static StoreOfNode Sqlite(string folder) => new(isSqlite: true, $"Data Source={Path.Combine(folder, "node.db")};Pooling=False");

    public static StoreOfNode PostgreSql(PostgreSqlSchema schema) => new(isSqlite: false, schema.ConnectionString);

    public void AddTo(IServiceCollection services)
    {
        if (isSqlite)
        {
            services.AddInterconnSqliteStores(ConnectionString);
        }
        else
        {
            services.AddInterconnPostgreSqlStores(ConnectionString);
        }
    }

    /// <summary>The permits that the node issued, as they are stored.</summary>
    public async Task<IReadOnlyList<StoredPermit>> ListPermitsAsync()
    {
        await using DbConnection connection = isSqlite ? new SqliteConnection(ConnectionString) : new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = "SELECT permit_id, audit_id, uses, times_limit FROM interconn_permits";
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        var permits = new List<StoredPermit>();
        while (await reader.ReadAsync())
        {
            permits.Add(new StoredPermit(
                reader.GetString(0),
                reader.GetString(1),
                Convert.ToInt64(reader.GetValue(2), CultureInfo.InvariantCulture),
                await reader.IsDBNullAsync(3) ? null : Convert.ToInt64(reader.GetValue(3), CultureInfo.InvariantCulture)));
        }

        return permits;
    }
}
