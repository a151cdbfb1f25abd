using System.Data.Common;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace NodeHost;

/// <summary>Where the node is kept: <c>Interconn:Store</c> and <c>Interconn:ConnectionString</c> say so.</summary>
internal sealed class NodeStore
{
    private const string ConnectionStringSetting = "Interconn:ConnectionString";

    private NodeStore(string kind, string place)
    {
        Kind = kind;
        Place = place;
    }

    /// <summary>What it is: <c>memory</c>, <c>sqlite</c> or <c>postgres</c>.</summary>
    public string Kind { get; }

    /// <summary>Which one it is, for the operator: without the credentials that a connection string may hold.</summary>
    public string Place { get; }

    /// <summary>Registers the store that the settings name.</summary>
    /// <exception cref="InvalidOperationException">The settings name none, or leave out what it needs.</exception>
    public static NodeStore Add(IServiceCollection services, IConfigurationSection settings, string contentRoot)
    {
        // Protects what is kept of keys and tokens. Every instance of the node, and every restored one, needs the same folder.
        if (settings["ProtectionKeys"] is { Length: > 0 } folder)
        {
            services.AddDataProtection().SetApplicationName(nameof(NodeHost)).PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(contentRoot, folder)));
        }

        string? connectionString = settings["ConnectionString"];
        return settings["Store"] switch
        {
            "memory" => new NodeStore("memory", "this process alone"),
            "sqlite" => AddSqlite(services, string.IsNullOrWhiteSpace(connectionString) ? "Data Source=node.db" : connectionString, contentRoot),
            "postgres" => AddPostgreSql(services, connectionString),
            string other => throw new InvalidOperationException($"Interconn:Store is '{other}'. Set it to memory, sqlite or postgres."),
            null => throw new InvalidOperationException("Interconn:Store is not set. Set it to memory, sqlite or postgres."),
        };
    }

    private static NodeStore AddSqlite(IServiceCollection services, string connectionString, string contentRoot)
    {
        SqliteConnectionStringBuilder connection = Read<SqliteConnectionStringBuilder>(connectionString);

        // A node that is started from another folder must not begin anew. What is no path is for the store to refuse.
        if (connection.DataSource is { Length: > 0 } file && !file.StartsWith(':') && !file.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            connection.DataSource = Path.Combine(contentRoot, file);
        }

        services.AddInterconnSqliteStores(connection.ConnectionString, static options => options.MigrateAtStart = true);
        return new NodeStore("sqlite", connection.DataSource);
    }

    private static NodeStore AddPostgreSql(IServiceCollection services, string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            throw new InvalidOperationException(
                $"{ConnectionStringSetting} is not set, and Interconn:Store is postgres. Set it, for instance to 'Host=db;Database=node;Username=node;Password=…'.");
        }

        NpgsqlConnectionStringBuilder connection = Read<NpgsqlConnectionStringBuilder>(connectionString);
        services.AddInterconnPostgreSqlStores(connectionString, static options => options.MigrateAtStart = true);
        return new NodeStore("postgres", $"{connection.Database ?? connection.Username} at {connection.Host}:{connection.Port}");
    }

    // What the provider says of a connection string that it cannot read may repeat the password that is in it.
    private static T Read<T>(string connectionString)
        where T : DbConnectionStringBuilder, new()
    {
        try
        {
            return new T { ConnectionString = connectionString };
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new InvalidOperationException($"{ConnectionStringSetting} cannot be read as one of the store that Interconn:Store names.");
        }
    }
}
