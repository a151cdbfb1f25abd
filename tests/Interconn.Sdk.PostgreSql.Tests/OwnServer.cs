using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Interconn.Sdk.PostgreSql.Tests;

/// <summary>A PostgreSQL server of one test, which may stop it and let it hang.</summary>
internal sealed class OwnServer : IAsyncDisposable
{
    private readonly string folder;
    private readonly int port;

    private OwnServer(string folder, int port)
    {
        this.folder = folder;
        this.port = port;
        ConnectionString = new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "test", Database = "postgres" }.ConnectionString;
    }

    public string ConnectionString { get; }

    private string Data => Path.Combine(folder, "data");

    public static async Task<OwnServer> StartAsync()
    {
        string initdb = PostgreSqlPrograms.Find("initdb");
        PostgreSqlPrograms.Find("pg_ctl");
        string folder = (await PostgreSqlPrograms.RunAsServerAsync("mktemp", ["--directory"])).Trim();
        var server = new OwnServer(folder, FreePort());
        await PostgreSqlPrograms.RunAsServerAsync(initdb, ["--pgdata=" + server.Data, "--username=test", "--auth=trust", "--encoding=UTF8", "--no-sync"]);
        await server.StartAgainAsync();
        return server;
    }

    public Task StartAgainAsync() => ControlAsync(
        "start", "--log=" + Path.Combine(folder, "log"), $"--options=-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off");

    /// <summary>Stops it as a crash would: it ends no session in good order.</summary>
    public Task StopAsync() => ControlAsync("stop", "--mode=immediate");

    /// <summary>Lets it hang: its connections stay open, new ones are taken by the system, and nobody answers.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    public Task ThawAsync() => SignalAsync("-CONT");

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await ThawAsync();
            await StopAsync();
        }

        await PostgreSqlPrograms.RunAsServerAsync("rm", ["-rf", folder]);
    }

    private Task<string> ControlAsync(string what, params string[] arguments) => PostgreSqlPrograms.RunAsServerAsync(
        PostgreSqlPrograms.Find("pg_ctl"), [what, "--pgdata=" + Data, "--wait", "--silent", .. arguments], readsOutput: false);

    private async Task SignalAsync(string signal)
    {
        string main = (await PostgreSqlPrograms.RunAsServerAsync("head", ["-n", "1", Path.Combine(Data, "postmaster.pid")])).Trim();
        string[] sessions = (await File.ReadAllTextAsync($"/proc/{main}/task/{main}/children")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await PostgreSqlPrograms.RunAsServerAsync("kill", [signal, main, .. sessions]);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
