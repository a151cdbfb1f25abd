using System.Collections.Concurrent;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Interconn.Sdk.TestHosting.Databases;
using Microsoft.Data.Sqlite;

namespace Interconn.Sdk.Sqlite.Tests;

/// <summary>A backup that is made while the node writes is a whole node of one moment, which another file can begin from.</summary>
[Parallelizable(ParallelScope.Children)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SqliteBackupTests : IDisposable
{
    private const int Writers = 4;
    private const int Before = 20;
    private const int MaxBackups = 50;

    // So many that the backup takes long enough for writers to come in between.
    private const string ManyNonces = """
        WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 300000)
        INSERT INTO interconn_nonces SELECT CAST(n AS BLOB), '2026-11-22 09:00:00' FROM number
        """;

    private readonly SqliteFile file = new();
    private readonly SqliteFile other = new();
    private readonly ManualTimeProvider clock = new(StoredRecords.Start);

    public void Dispose()
    {
        file.Dispose();
        other.Dispose();
    }

    [Test]
    public Task VacuumInto_WhileTheNodeWrites_IsAWholeNode() =>
        BackUpAndRestoreAsync(connection => SqliteFile.Execute(connection, $"VACUUM INTO '{other.Path}'"));

    [Test]
    public Task BackupDatabase_WhileTheNodeWrites_IsAWholeNode() => BackUpAndRestoreAsync(connection =>
    {
        using var destination = new SqliteConnection($"Data Source={other.Path};Pooling=False");
        destination.Open();
        connection.BackupDatabase(destination);
    });

    [Test]
    public async Task CopyOfAllFiles_OfANodeThatHasStopped_IsAWholeNode()
    {
        await using (SqliteStores stores = await SqliteStores.StartAsync(clock, file))
        {
            await WriteAsync(stores, "c-1");
        }

        foreach (string path in Directory.EnumerateFiles(file.Folder))
        {
            File.Copy(path, other.Beside(Path.GetFileName(path)));
        }

        await using SqliteStores restored = await SqliteStores.StartAsync(clock, other);
        Assert.That(await IdsAsync(restored), Is.EqualTo(new[] { "c-1" }));
    }

    private async Task BackUpAndRestoreAsync(Action<SqliteConnection> backUp)
    {
        await using SqliteStores stores = await SqliteStores.StartAsync(clock, file);
        for (int number = 0; number < Before; number++)
        {
            await WriteAsync(stores, $"before-{number}");
        }

        file.Execute(ManyNonces);
        await stores.Nonces.TryAddAsync(StoredRecords.Nonce("n-1"), default);
        await stores.Permits.AddAsync(StoredRecords.Permit("p-1", timesLimit: 2), default);
        await stores.Permits.TryUseAsync("p-1", clock.Now, default);
        await stores.Node.ClaimMessagesAsync(new OutboxClaim { Now = clock.Now, Until = clock.Now.AddMinutes(1), Take = 1 }, default);

        using var enough = new CancellationTokenSource();
        var acknowledged = new ConcurrentBag<string>();
        using var writing = new CountdownEvent(Writers);
        Task[] writers = [.. Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (int number = 0; !enough.IsCancellationRequested; number++)
            {
                string id = $"during-{writer}-{number}";
                await WriteAsync(stores, id);
                acknowledged.Add(id);
                if (number == 0)
                {
                    writing.Signal();
                }
            }
        }))];
        writing.Wait();
        string[] expected;
        int writtenMeanwhile;
        int backups = 0;
        do
        {
            // A machine that is busy may let the writers stand for as long as a backup takes; then it is of no moment in between, and another is made.
            File.Delete(other.Path);
            expected = [.. acknowledged];
            using (SqliteConnection connection = file.Open())
            {
                backUp(connection);
            }

            writtenMeanwhile = acknowledged.Count - expected.Length;
        }
        while (writtenMeanwhile == 0 && ++backups < MaxBackups);

        await enough.CancelAsync();
        await Task.WhenAll(writers);
        Assert.That(await IdsAsync(stores), Is.SupersetOf(acknowledged), "the backup has cost no writer anything");
        Assert.That(writtenMeanwhile, Is.Positive, "the writers went on meanwhile");

        Assert.That(other.Read("PRAGMA integrity_check"), Is.EqualTo(new[] { "ok" }));
        await using SqliteStores restored = await SqliteStores.StartAsync(clock, other);
        string[] ids = await IdsAsync(restored);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ids, Is.SupersetOf(expected).And.SupersetOf(Enumerable.Range(0, Before).Select(number => $"before-{number}")));
            Assert.That((await MessagesAsync(restored)).Order(), Is.EqualTo(ids.Order()), "each contract with the message of the same transition");
            Assert.That(await restored.Nonces.TryAddAsync(StoredRecords.Nonce("n-1"), default), Is.EqualTo(ReplayVerdict.Replayed));
            Assert.That(await restored.Permits.TryUseAsync("p-1", clock.Now, default), Is.EqualTo(new PermitUse(PermitUseOutcome.Granted, 0)));
            Assert.That((await restored.Permits.TryUseAsync("p-1", clock.Now, default)).Outcome, Is.EqualTo(PermitUseOutcome.UsedUp));
            Assert.That(other.Read("PRAGMA journal_mode"), Is.EqualTo(new[] { "wal" }));
            await WriteAsync(restored, "after");
        }
    }

    private async Task WriteAsync(SqliteStores stores, string id)
    {
        var change = new NodeChange { At = clock.Now, Contracts = [StoredRecords.Contract(id)], Messages = [StoredRecords.Message(id)] };
        Assert.That(await stores.Node.TryCommitAsync(change, default), Is.True);
    }

    private static async Task<string[]> IdsAsync(SqliteStores stores) =>
        [.. (await stores.Node.ListContractsAsync(new ContractFilter { Take = int.MaxValue }, default)).Select(contract => contract.ContractId)];

    private static async Task<string[]> MessagesAsync(SqliteStores stores) =>
        [.. (await stores.Node.ListMessagesAsync(new OutboxFilter { Take = int.MaxValue }, default)).Select(message => message.MessageId)];
}
