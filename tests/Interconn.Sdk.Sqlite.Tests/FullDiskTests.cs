using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.TestHosting.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Sqlite.Tests;

/// <summary>A disk that is full while the node serves: what was acknowledged is there, nothing else is, and the node goes on once there is room.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class FullDiskTests
{
    private const string SmallFolder = "INTERCONN_TEST_SMALL_FOLDER";

    // So much in each application that a few of them fill what is left.
    private const int Padding = 3000;
    private const int MostCalls = 200;

    [Test]
    public async Task Calls_WhileADiskIsFull_AreUnavailable_AndServedOnceThereIsRoom()
    {
        if (Environment.GetEnvironmentVariable(SmallFolder) is not { Length: > 0 } folder)
        {
            Assert.Ignore($"{SmallFolder} names no folder on a disk of a few megabytes, as .ci/run mounts one where it may.");
            return;
        }

        using var file = new SqliteFile(folder);
        await using SqliteNode node = await SqliteNode.StartAsync(file);
        await node.SeedContractAsync();
        string filler = file.Beside("filler");
        await FillAndFreeAsync(node, file, () => Fill(filler), () => File.Delete(filler));
    }

    [Test]
    public async Task Calls_WhileTheDatabaseMayNotGrow_AreUnavailable_AndServedOnceItMay()
    {
        using var file = new SqliteFile();
        var limit = new PageLimit();
        await using SqliteNode node = await SqliteNode.StartAsync(
            file, configure: services => services.ConfigureDbContext<InterconnSqliteContext>(context => context.AddInterceptors(limit)));
        await node.SeedContractAsync();
        await FillAndFreeAsync(node, file, limit.Fill, limit.Free);
    }

    [Test]
    public async Task TryCommitAsync_ManyWhileTheDatabaseMayNotGrow_EachHearsItsOwn_AndOnlyTheMadeAreThere()
    {
        using var file = new SqliteFile();
        var limit = new PageLimit();
        await using SqliteStores stores = await SqliteStores.StartAsync(
            new ManualTimeProvider(StoredRecords.Start),
            file,
            configure: services => services.ConfigureDbContext<InterconnSqliteContext>(context => context.AddInterceptors(limit)));
        limit.Fill();
        (string Id, bool IsMade)[] results = await Task.WhenAll(Enumerable.Range(0, MostCalls).Select(async number =>
        {
            string id = $"c-{number}";

            // Every second one is small, and finds room in the pages that there are for longer.
            ContractRecord contract = StoredRecords.Contract(id) with { AuthCredential = new string('x', number % 2 == 0 ? Padding * 4 : 10) };
            try
            {
                return (id, await stores.Node.TryCommitAsync(new NodeChange { At = StoredRecords.Start, Contracts = [contract] }, default));
            }
            catch (Exception exception) when (IsFull(exception))
            {
                return (id, false);
            }
        }));
        string[] made = [.. results.Where(result => result.IsMade).Select(result => result.Id).Order(StringComparer.Ordinal)];
        Assert.That(made, Has.Length.LessThan(MostCalls));
        Assert.That(file.Read("SELECT contract_id FROM interconn_contracts ORDER BY contract_id"), Is.EqualTo(made));
        limit.Free();
        Assert.That(await stores.Node.TryCommitAsync(new NodeChange { At = StoredRecords.Start, Contracts = [StoredRecords.Contract("later")] }, default), Is.True);
    }

    private static async Task FillAndFreeAsync(SqliteNode node, SqliteFile file, Action fill, Action free)
    {
        int acknowledged = await ApplyUntilRefusedAsync(node, most: 3);
        fill();
        acknowledged += await ApplyUntilRefusedAsync(node, MostCalls);
        WireAnswer refused = await node.ApplyAsync(Padding);
        Assert.That(refused.Verdict, Is.EqualTo("503/50301"), refused.Body);
        Assert.That(await node.Store.ListContractsAsync(new ContractFilter { Take = 1000 }, default), Has.Count.EqualTo(acknowledged + 1), "with the one that was there");

        free();
        Assert.That((await node.ApplyAsync(Padding)).Verdict, Is.EqualTo("200/0"));
        Assert.That(await node.StatusAsync(TestNode.ContractId), Is.EqualTo("APPROVED"));
        Assert.That(file.Read("SELECT count(*) FROM interconn_contracts"), Is.EqualTo(new[] { FormattableString.Invariant($"{acknowledged + 2}") }));
        Assert.That(file.Read("PRAGMA integrity_check"), Is.EqualTo(new[] { "ok" }));
    }

    /// <summary>How many applications were acknowledged before one was refused.</summary>
    private static async Task<int> ApplyUntilRefusedAsync(SqliteNode node, int most)
    {
        for (int count = 0; count < most; count++)
        {
            WireAnswer answer = await node.ApplyAsync(Padding);
            if (answer.Verdict != "200/0")
            {
                Assert.That(answer.Verdict, Is.EqualTo("503/50301"), answer.Body);
                return count;
            }
        }

        return most;
    }

    private static bool IsFull(Exception? exception)
    {
        const int Full = 13;
        return exception is SqliteException { SqliteErrorCode: Full } || (exception is not null && IsFull(exception.InnerException));
    }

    private static void Fill(string path)
    {
        byte[] block = new byte[4096];
        using FileStream filler = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1);
        try
        {
            while (true)
            {
                filler.Write(block);
            }
        }
        catch (IOException)
        {
            // Nothing more goes onto it.
        }
    }
}
