using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Interconn.Sdk.JkstackDpa.AspNetCore.Tests.Stores;

/// <summary>A durable store as a host might write it: one table, and each method one statement or two.</summary>
internal sealed class SqliteCallbackStore(string connectionString) : IDpaCallbackStore
{
    public void Create()
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            create table if not exists callbacks (
                instance text not null, status text not null, attempt text not null, lease_ends integer not null, delivered integer not null,
                primary key (instance, status))
            """;
        command.ExecuteNonQuery();
    }

    public async Task<DpaCallbackClaim> BeginAsync(DpaCallbackAttempt attempt, CancellationToken cancellationToken)
    {
        await using SqliteConnection connection = await OpenAsync(cancellationToken);
        await using SqliteCommand claim = Command(connection, attempt);
        claim.CommandText = """
            insert into callbacks values ($instance, $status, $attempt, $lease_ends, 0)
            on conflict do update set attempt = $attempt, lease_ends = $lease_ends where delivered = 0 and lease_ends <= $now
            """;
        if (await claim.ExecuteNonQueryAsync(cancellationToken) == 1)
        {
            return DpaCallbackClaim.Granted;
        }

        await using SqliteCommand look = Command(connection, attempt);
        look.CommandText = "select delivered from callbacks where instance = $instance and status = $status";
        return Convert.ToInt64(await look.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) == 1 ? DpaCallbackClaim.Delivered : DpaCallbackClaim.InProgress;
    }

    public async Task CompleteAsync(DpaCallbackAttempt attempt, CancellationToken cancellationToken)
    {
        await using SqliteConnection connection = await OpenAsync(cancellationToken);
        await using SqliteCommand command = Command(connection, attempt);
        command.CommandText = "insert into callbacks values ($instance, $status, $attempt, $lease_ends, 1) on conflict do update set delivered = 1";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task AbandonAsync(DpaCallbackAttempt attempt, CancellationToken cancellationToken)
    {
        await using SqliteConnection connection = await OpenAsync(cancellationToken);
        await using SqliteCommand command = Command(connection, attempt);
        command.CommandText = "delete from callbacks where instance = $instance and status = $status and attempt = $attempt and delivered = 0";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static SqliteCommand Command(SqliteConnection connection, DpaCallbackAttempt attempt)
    {
        SqliteCommand command = connection.CreateCommand();
        command.Parameters.AddWithValue("$instance", attempt.PlanInstanceId);
        command.Parameters.AddWithValue("$status", attempt.Status);
        command.Parameters.AddWithValue("$attempt", attempt.Id.ToString("N"));
        command.Parameters.AddWithValue("$now", attempt.BeganAt.UtcTicks);
        command.Parameters.AddWithValue("$lease_ends", attempt.LeaseEnds.UtcTicks);
        return command;
    }
}
