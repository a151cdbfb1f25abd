using System.Collections.Concurrent;
using System.Globalization;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Npgsql;

namespace Interconn.Sdk.PostgreSql.Tests;

/// <summary>A backup by PostgreSQL's own programs while the node works, and a node that is started on what was restored from it.</summary>
[Parallelizable]
public sealed class PostgreSqlBackupTests
{
    private const int Before = 100;

    private readonly ConcurrentQueue<int> acknowledged = new();
    private PostgreSqlSchema schema = null!;
    private string file = null!;

    [SetUp]
    public async Task MakeSchemaAsync()
    {
        schema = await PostgreSqlSchema.CreateAsync();
        file = Path.GetTempFileName();
    }

    [TearDown]
    public async Task DropSchemaAsync()
    {
        if (schema is not null)
        {
            File.Delete(file);
            await PostgreSqlServer.ExecuteAsync($"DROP DATABASE IF EXISTS {schema.Name} WITH (FORCE)");
            await schema.DisposeAsync();
        }
    }

    [Test]
    public async Task Backup_WhileTheNodeWrites_HoldsWholeChangesAndAllThatWasAcknowledgedBefore()
    {
        string dump = PostgreSqlPrograms.Find("pg_dump");
        string restore = PostgreSqlPrograms.Find("pg_restore");
        int[] before;
        await using (PostgreSqlStores stores = await PostgreSqlStores.StartAsync(schema: schema))
        {
            using var enough = new CancellationTokenSource();
            Task[] writers = [.. Enumerable.Range(0, 4).Select(writer => WriteAsync(stores, writer, enough.Token))];
            while (acknowledged.Count < Before)
            {
                Assert.That(writers.Where(static writer => writer.IsFaulted), Is.Empty);
                await Task.Yield();
            }

            before = [.. acknowledged];
            await RunAsync(dump, "--format=custom", "--schema=" + schema.Name, "--file=" + file);
            await enough.CancelAsync();
            await Task.WhenAll(writers);
        }

        Assert.That(acknowledged, Has.Count.GreaterThan(before.Length), "it wrote during the backup");
        await PostgreSqlServer.ExecuteAsync($"CREATE DATABASE {schema.Name}");
        await RunAsync(restore, "--exit-on-error", "--dbname=" + schema.Name, file);

        string restored = schema.With(builder => (builder.Database, builder.Pooling) = (schema.Name, false));
        await using PostgreSqlStores node = await PostgreSqlStores.StartAsync(schema: schema, connectionString: restored);
        await node.Node.CheckAsync(CancellationToken.None);
        string[] kept = [.. (await node.Node.ListContractsAsync(new ContractFilter { Take = int.MaxValue }, CancellationToken.None))
            .Select(static contract => contract.ContractId)];
        Assert.That(before.Select(Id), Is.SubsetOf(kept));
        foreach (string id in kept)
        {
            await AssertWholeAsync(node, id);
        }

        foreach (string id in before.Select(Id))
        {
            PermitUse again = await node.Permits.TryUseAsync(id, Records.Now, CancellationToken.None);
            Assert.That(again.Outcome, Is.EqualTo(PermitUseOutcome.UsedUp));
        }

        Assert.That(await node.Node.TryCommitAsync(Records.Change(message: Records.Message("m-new", "lane")), CancellationToken.None), Is.True);
        IReadOnlyList<OutboxMessage> messages = await node.Node.ListMessagesAsync(new OutboxFilter { Take = int.MaxValue }, CancellationToken.None);
        Assert.That(messages, Has.Count.EqualTo(kept.Length + 1));
        Assert.That(messages[^1].MessageId, Is.EqualTo("m-new"), "the newest stands last");
    }

    private async Task WriteAsync(PostgreSqlStores stores, int writer, CancellationToken cancellationToken)
    {
        for (int number = writer; !cancellationToken.IsCancellationRequested; number += 4)
        {
            string id = Id(number);
            NodeChange change = Records.Change(Records.Contract(id), Records.Audit(id, id), Records.Message(id, "lane " + id)) with
            {
                NewPermits = [Records.Permit(id, timesLimit: 1)],
            };
            Assert.That(await stores.Node.TryCommitAsync(change, CancellationToken.None), Is.True);
            Assert.That((await stores.Permits.TryUseAsync(id, Records.Now, CancellationToken.None)).Outcome, Is.EqualTo(PermitUseOutcome.Granted));
            acknowledged.Enqueue(number);
        }
    }

    /// <summary>What one change wrote is there with all of it.</summary>
    private static async Task AssertWholeAsync(PostgreSqlStores node, string id)
    {
        var audit = new AuditKey(AuditResource.Dataset, TestNode.CallerId, id);
        Assert.That(await node.Node.FindAuditAsync(audit, CancellationToken.None), Is.Not.Null);
        Assert.That(await node.Node.FindMessageAsync(id, CancellationToken.None), Is.Not.Null);
        Assert.That(await node.Permits.FindAsync(id, CancellationToken.None), Is.Not.Null);
    }

    private static string Id(int number) => number.ToString("r-00000", CultureInfo.InvariantCulture);

    /// <summary>Runs a program of PostgreSQL's against the server of the tests.</summary>
    private static Task<string> RunAsync(string program, params string[] arguments)
    {
        var server = new NpgsqlConnectionStringBuilder(PostgreSqlServer.ConnectionString);
        var environment = new Dictionary<string, string>
        {
            ["PGHOST"] = server.Host!,
            ["PGPORT"] = server.Port.ToString(CultureInfo.InvariantCulture),
            ["PGUSER"] = server.Username!,
            ["PGPASSWORD"] = server.Password ?? "",
            ["PGDATABASE"] = server.Database ?? server.Username!,
        };
        return PostgreSqlPrograms.RunAsync(program, arguments, environment: environment);
    }
}
