using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Interconn.Sdk.TestHosting.Databases;
using Microsoft.Data.Sqlite;

namespace Interconn.Sdk.Sqlite.Tests;

/// <summary>What was acknowledged is there after everything of the process but the file is gone.</summary>
[Parallelizable(ParallelScope.Children)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SqliteDurabilityTests : IAsyncDisposable
{
    private readonly SqliteFile file = new();
    private readonly ManualTimeProvider clock = new(StoredRecords.Start);
    private SqliteStores stores = null!;

    [SetUp]
    public async Task StartAsync() => stores = await SqliteStores.StartAsync(clock, file);

    public async ValueTask DisposeAsync()
    {
        await stores.DisposeAsync();
        file.Dispose();
    }

    [Test]
    public async Task TryAddAsync_ANonceOfBeforeTheRestart_IsReplayed()
    {
        Assert.That(await stores.Nonces.TryAddAsync(StoredRecords.Nonce("n-1"), default), Is.EqualTo(ReplayVerdict.Fresh));
        await RestartAsync();
        Assert.That(await stores.Nonces.TryAddAsync(StoredRecords.Nonce("n-1"), default), Is.EqualTo(ReplayVerdict.Replayed));
        Assert.That(await stores.Nonces.TryAddAsync(StoredRecords.Nonce("n-2"), default), Is.EqualTo(ReplayVerdict.Fresh));
    }

    [Test]
    public async Task TryUseAsync_UsesOfBeforeTheRestart_Count()
    {
        await stores.Permits.AddAsync(StoredRecords.Permit("p-1", timesLimit: 3), default);
        await stores.Permits.TryUseAsync("p-1", clock.Now, default);
        await stores.Permits.TryUseAsync("p-1", clock.Now, default);
        await RestartAsync();
        Assert.That(await stores.Permits.TryUseAsync("p-1", clock.Now, default), Is.EqualTo(new PermitUse(PermitUseOutcome.Granted, 0)));
        Assert.That((await stores.Permits.TryUseAsync("p-1", clock.Now, default)).Outcome, Is.EqualTo(PermitUseOutcome.UsedUp));
    }

    [Test]
    public async Task TryUseAsync_APermitRevokedBeforeTheRestart_IsRevoked()
    {
        await stores.Permits.AddAsync(StoredRecords.Permit("p-1"), default);
        await stores.Permits.RevokeAsync("p-1", clock.Now, default);
        await RestartAsync();
        Assert.That((await stores.Permits.TryUseAsync("p-1", clock.Now, default)).Outcome, Is.EqualTo(PermitUseOutcome.Revoked));
    }

    [Test]
    public async Task TryCommitAsync_AWholeTransition_IsThereAsAWhole()
    {
        var change = new NodeChange
        {
            At = clock.Now,
            Contracts = [StoredRecords.Contract()],
            Audits = [StoredRecords.Audit("a-1")],
            Messages = [StoredRecords.Message("m-1")],
            NewPermits = [StoredRecords.Permit("p-1")],
            Turns = [new Turn { Key = "row", Number = 0 }],
        };
        Assert.That(await stores.Node.TryCommitAsync(change, default), Is.True);
        await RestartAsync();
        ContractRecord contract = (await stores.Node.FindContractAsync(StoredRecords.Contract().Key, default))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((contract.Status, contract.Version, contract.AuthCredential), Is.EqualTo((ApprovalStatus.Approved, 1L, TestKeys.CallerKey.AuthCredential)));
            Assert.That((await stores.Node.FindAuditAsync(StoredRecords.Audit("a-1").Key, default))!.Status, Is.EqualTo(ApprovalStatus.Applied));
            Assert.That((await stores.Node.FindMessageAsync("m-1", default))!.Body, Is.EqualTo(StoredRecords.Message("m-1").Body));
            Assert.That((await stores.Permits.FindAsync("p-1", default))!.ResourceId, Is.EqualTo("d-1"));
            Assert.That(await stores.Node.FindTurnAsync("row", default), Is.EqualTo(1));
            Assert.That(await stores.Node.TryCommitAsync(change, default), Is.False, "it is made already");
        }
    }

    [Test]
    public async Task ClaimMessagesAsync_AClaimOfAProcessThatEnded_RunsOut_AndIsTakenAgain()
    {
        await stores.Node.TryCommitAsync(new NodeChange { At = clock.Now, Messages = [StoredRecords.Message("m-1")] }, default);
        Assert.That(await ClaimAsync(), Is.EqualTo(new[] { "m-1" }));
        await RestartAsync();
        Assert.That(await ClaimAsync(), Is.Empty, "the claim still holds");
        Assert.That(await stores.Node.NextMessageAtAsync([], default), Is.EqualTo(clock.Now.AddMinutes(1)));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await ClaimAsync(), Is.EqualTo(new[] { "m-1" }));
    }

    [Test]
    public async Task ListContractsAsync_ContractsOfTheSameTime_KeepTheirOrderAcrossTheRestart()
    {
        foreach (string id in (string[])["c-b", "c-a"])
        {
            await stores.Node.TryCommitAsync(new NodeChange { At = clock.Now, Contracts = [StoredRecords.Contract(id)] }, default);
        }

        IReadOnlyList<string> before = await ContractsAsync();
        await RestartAsync();
        await stores.Node.TryCommitAsync(new NodeChange { At = clock.Now, Contracts = [StoredRecords.Contract("c-0")] }, default);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await ContractsAsync()).Where(id => id != "c-0"), Is.EqualTo(before));
    }

    [Test]
    public async Task TryCommitAsync_ManyAtATimeSomeOfThemCancelledOrInConflict_OnlyWhatWasAcknowledgedIsSureToBeThere()
    {
        const int Callers = 300;
        using var source = new CancellationTokenSource();
        (string Id, bool? IsMade)[] results = await Task.WhenAll(Enumerable.Range(0, Callers).Select(async number =>
        {
            // Every fifth is of one contract that only one can make; every seventh gives up.
            string id = number % 5 == 0 ? "c-contested" : $"c-{number}";
            var change = new NodeChange { At = clock.Now, Contracts = [StoredRecords.Contract(id) with { Inquiries = number }] };
            try
            {
                return (id, (bool?)await stores.Node.TryCommitAsync(change, number % 7 == 0 ? source.Token : CancellationToken.None));
            }
            catch (OperationCanceledException)
            {
                return (id, null);
            }
            finally
            {
                await source.CancelAsync();
            }
        }));
        await RestartAsync();
        HashSet<string> stored = [.. await ContractsAsync()];
        string[] made = [.. results.Where(result => result.IsMade == true).Select(result => result.Id)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(made, Is.Unique);
            Assert.That(stored, Is.SupersetOf(made));
            Assert.That(stored, Is.SubsetOf(results.Where(result => result.IsMade != false).Select(result => result.Id)));
        }
    }

    /// <summary>Throws away all but the file. Connections that were kept for the next user go as well.</summary>
    private async Task RestartAsync()
    {
        await stores.DisposeAsync();
        SqliteConnection.ClearAllPools();
        stores = await SqliteStores.StartAsync(clock, file);
    }

    private async Task<IReadOnlyList<string>> ClaimAsync()
    {
        IReadOnlyList<OutboxMessage> claimed = await stores.Node.ClaimMessagesAsync(
            new OutboxClaim { Now = clock.Now, Until = clock.Now.AddMinutes(1), Take = 10 }, default);
        return [.. claimed.Select(message => message.MessageId)];
    }

    private async Task<IReadOnlyList<string>> ContractsAsync() =>
        [.. (await stores.Node.ListContractsAsync(new ContractFilter { Take = 1000 }, default)).Select(contract => contract.ContractId)];
}
