using System.Diagnostics;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.TestHosting.Databases;
using Microsoft.Data.Sqlite;

namespace Interconn.Sdk.Sqlite.Tests;

/// <summary>A file that somebody else holds locked: 50301 while that lasts, nothing half done, and no restart afterwards.</summary>
[Parallelizable(ParallelScope.Children)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SqliteFaultTests : IAsyncDisposable
{
    private readonly SqliteFile file = new();
    private SqliteNode node = null!;
    private SqliteConnection other = null!;

    [SetUp]
    public async Task StartAsync()
    {
        node = await SqliteNode.StartAsync(file);
        other = file.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await other.DisposeAsync();
        await node.DisposeAsync();
        file.Dispose();
    }

    [Test]
    public async Task Calls_WhileTheFileIsLocked_AreUnavailableInTime_AndServedOnceItIsFree()
    {
        ContractRecord contract = await node.SeedContractAsync();
        SqliteFile.Execute(other, "BEGIN IMMEDIATE");
        long begun = Stopwatch.GetTimestamp();
        WireAnswer applied = await node.ApplyAsync();
        TimeSpan waited = Stopwatch.GetElapsedTime(begun);
        WireAnswer terminated = await node.TerminateAsync(contract.ContractId);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(applied.Verdict, Is.EqualTo("503/50301"));
            Assert.That(waited, Is.LessThan(TimeSpan.FromSeconds(5)), "the StoreTimeout");
            Assert.That(terminated.Verdict, Is.EqualTo("503/50301"));
            Assert.That(await node.StatusAsync(contract.ContractId), Is.EqualTo("503/50301"), "a signed query writes its nonce");
            Assert.That(await node.StoredStatusAsync(contract), Is.EqualTo(ApprovalStatus.Approved), "the store can be read meanwhile");
            Assert.That(await ContractsAsync(), Is.EqualTo(1));
        }

        SqliteFile.Execute(other, "ROLLBACK");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await node.ApplyAsync()).Verdict, Is.EqualTo("200/0"));
            Assert.That(await ContractsAsync(), Is.EqualTo(2));
            Assert.That((await node.TerminateAsync(contract.ContractId)).Verdict, Is.EqualTo("200/0"));
            Assert.That(await node.StatusAsync(contract.ContractId), Is.EqualTo("TERMINATED"));
        }
    }

    [Test]
    public async Task Calls_ThatWaitWhileTheLockIsGivenBack_AreServed()
    {
        await node.SeedContractAsync();
        SqliteFile.Execute(other, "BEGIN IMMEDIATE");
        Task<string?>[] calls = [.. Enumerable.Range(0, 5).Select(_ => node.StatusAsync(TestNode.ContractId))];
        SqliteFile.Execute(other, "COMMIT");
        Assert.That(await Task.WhenAll(calls), Is.All.EqualTo("APPROVED"));
    }

    [Test]
    public async Task CheckAsync_WhileTheFileIsLocked_Throws_AndSucceedsOnceItIsFree()
    {
        SqliteFile.Execute(other, "BEGIN IMMEDIATE");
        Assert.ThrowsAsync<SqliteException>(() => node.Store.CheckAsync(default).AsTask());
        SqliteFile.Execute(other, "ROLLBACK");
        await node.Store.CheckAsync(default);
    }

    [Test]
    public async Task TryCommitAsync_WhereAnotherProcessWroteBetween_GoesByWhatIsStored()
    {
        ContractRecord contract = await node.SeedContractAsync();
        SqliteFile.Execute(other, "UPDATE interconn_contracts SET version = version + 1");
        bool isMade = await node.Store.TryCommitAsync(
            new NodeChange { At = StoredRecords.Start, Contracts = [contract], Audits = [StoredRecords.Audit("a-1")] }, default);
        Assert.That((isMade, file.Read("SELECT count(*) FROM interconn_audits").Single()), Is.EqualTo((false, "0")));
    }

    private async Task<int> ContractsAsync() => (await node.Store.ListContractsAsync(new ContractFilter { Take = 1000 }, default)).Count;
}
