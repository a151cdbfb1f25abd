using Interconn.Sdk.Audits;
using Interconn.Sdk.EntityFrameworkCore.Work;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.PostgreSql.Tests;

/// <summary>Two processes that are one node: what one did holds for the other, and what both do at once is as if one had done it after the other.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PostgreSqlTwoInstancesTests : IDisposable
{
    private const int Rounds = 25;
    private const string Lane = "lane 1";

    // Longer than any test lasts: a change that waits for another in a circle then never ends, where the database would have let it wait for a second.
    private const string NeverLookForDeadlocks = "-c deadlock_timeout=1h";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ClaimTime = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource limit = new(Patience);
    private PostgreSqlStores one = null!;
    private PostgreSqlStores other = null!;

    [SetUp]
    public async Task StartAsync()
    {
        one = await PostgreSqlStores.StartAsync();
        string connectionString = one.Schema.With(static builder => builder.Options = NeverLookForDeadlocks);
        other = await PostgreSqlStores.StartAsync(schema: one.Schema, connectionString: connectionString);
    }

    [TearDown]
    public async Task StopAsync()
    {
        if (one is not null)
        {
            await other.DisposeAsync();
            await one.DisposeAsync();
        }
    }

    public void Dispose() => limit.Dispose();

    [Test]
    public async Task Nonce_AtBothAtOnce_IsFreshOnceAndReplayedFromThenOn()
    {
        for (int round = 0; round < Rounds; round++)
        {
            ReplayEntry nonce = Records.Nonce($"n-{round}");
            ReplayVerdict[] verdicts = await Crowd.RunAsync(8, number => Either(number).Guard.TryAddAsync(nonce, limit.Token).AsTask());
            Assert.That(verdicts.Order(), Is.EqualTo(Enumerable.Repeat(ReplayVerdict.Replayed, 7).Append(ReplayVerdict.Fresh).Order()));
        }
    }

    [Test]
    public async Task Permit_UsedAtBothAtOnce_IsGrantedAsOftenAsItsLimitSays()
    {
        await one.Permits.AddAsync(Records.Permit("p-1", timesLimit: 50), limit.Token);
        PermitUse[] uses = await Crowd.RunAsync(200, number => Either(number).Permits.TryUseAsync("p-1", Records.Now, limit.Token).AsTask());
        PermitUse[] granted = [.. uses.Where(static use => use.Outcome == PermitUseOutcome.Granted)];
        Assert.That(granted.Select(static use => use.UsesLeft).Order(), Is.EqualTo(Enumerable.Range(0, 50).Select(static left => (int?)left)));
        Assert.That(uses.Count(static use => use.Outcome == PermitUseOutcome.UsedUp), Is.EqualTo(150));
    }

    [Test]
    public async Task Permit_RevokedAtOne_IsNotGrantedAtTheOther()
    {
        await one.Permits.AddAsync(Records.Permit("p-1"), limit.Token);
        Assert.That((await other.Permits.TryUseAsync("p-1", Records.Now, limit.Token)).Outcome, Is.EqualTo(PermitUseOutcome.Granted));
        await one.Permits.RevokeAsync("p-1", Records.Now, limit.Token);
        Assert.That((await other.Permits.TryUseAsync("p-1", Records.Now, limit.Token)).Outcome, Is.EqualTo(PermitUseOutcome.Revoked));
    }

    [Test]
    public async Task Permit_IssuedAtBothAtOnce_IsOneOfThem()
    {
        bool[] added = await Crowd.RunAsync(20, number => Either(number).Permits.AddAsync(Records.Permit("p-1", timesLimit: number + 1), limit.Token).AsTask());
        Assert.That(added.Count(static each => each), Is.EqualTo(1));
        Assert.That((await one.Permits.FindAsync("p-1", limit.Token))?.TimesLimit, Is.EqualTo(Array.IndexOf(added, true) + 1));
    }

    [Test]
    public async Task Transition_OfOneRecordAtBothAtOnce_OneWinsAndTheOtherWritesNothing()
    {
        await CommitAsync(Records.Change(Records.Contract("c-1")));
        for (int round = 0; round < Rounds; round++)
        {
            ContractRecord before = await ContractAsync("c-1");
            bool[] made = await Crowd.RunAsync(2, number => Either(number).Node.TryCommitAsync(
                Records.Change(before with { Inquiries = (2 * round) + number }, message: Records.Message($"m-{round}-{number}", Lane)), limit.Token).AsTask());
            int winner = Array.IndexOf(made, true);
            Assert.That(made, Is.EquivalentTo(new[] { true, false }));
            Assert.That((await ContractAsync("c-1")).Inquiries, Is.EqualTo((2 * round) + winner));
            Assert.That(await one.Node.FindMessageAsync($"m-{round}-{1 - winner}", limit.Token), Is.Null);
        }
    }

    [Test]
    public async Task Turn_TakenAtBothAtOnce_IsTakenByOne()
    {
        for (int number = 0; number < Rounds; number++)
        {
            var turn = new Turn { Key = "row", Number = await Either(number).Node.FindTurnAsync("row", limit.Token) };
            bool[] made = await Crowd.RunAsync(2, caller => Either(caller).Node.TryCommitAsync(
                Records.Change(Records.Contract($"c-{turn.Number}-{caller}")) with { Turns = [turn] }, limit.Token).AsTask());
            Assert.That(made, Is.EquivalentTo(new[] { true, false }));
        }

        Assert.That(await one.Node.ListContractsAsync(new ContractFilter(), limit.Token), Has.Count.EqualTo(Rounds));
    }

    [Test]
    public async Task Audit_AddedWhileItsContractEndsAtTheOther_IsNeverAddedToOneThatHasEnded()
    {
        for (int round = 0; round < Rounds; round++)
        {
            string id = $"c-{round}";
            await CommitAsync(Records.Change(Records.Contract(id)));
            ContractRecord contract = await ContractAsync(id);
            bool[] made = await Crowd.RunAsync(2, number => number == 0
                ? one.Node.TryCommitAsync(Records.Change(contract with { Status = ApprovalStatus.Terminated, EndedAt = Records.Now }), limit.Token).AsTask()
                : other.Node.TryCommitAsync(Records.Change(audit: Records.Audit("a-" + id, id)) with { RestsOn = [contract] }, limit.Token).AsTask());
            Assert.That(made[0], Is.True, "nobody else writes the contract");
            bool isAddedLater = await other.Node.TryCommitAsync(
                Records.Change(audit: Records.Audit("later-" + id, id)) with { RestsOn = [contract] }, limit.Token);
            Assert.That(isAddedLater, Is.False);
        }
    }

    [Test]
    public async Task Changes_ThatWriteWhatTheOtherRestsOn_NeverWaitForEachOther()
    {
        for (int round = 0; round < Rounds; round++)
        {
            string[] ids = [$"c-{round}-a", $"c-{round}-b"];
            await CommitAsync(Records.Change(Records.Contract(ids[0])));
            await CommitAsync(Records.Change(Records.Contract(ids[1])));
            ContractRecord[] read = [await ContractAsync(ids[0]), await ContractAsync(ids[1])];
            bool[] made = await Crowd.RunAsync(2, number => other.Node.TryCommitAsync(
                Records.Change(read[number] with { Inquiries = 1 }) with { RestsOn = [read[1 - number]] }, limit.Token).AsTask());
            Assert.That(made, Has.Exactly(1).True);
        }
    }

    [Test]
    public async Task Changes_OfTheSameRecordsInOppositeOrder_NeverWaitForEachOther()
    {
        for (int round = 0; round < Rounds; round++)
        {
            string[] ids = [$"c-{round}-a", $"c-{round}-B"];
            await CommitAsync(Records.Change() with
            {
                Contracts = [.. ids.Select(Records.Contract)],
                Audits = [.. ids.Select(static id => Records.Audit("a-" + id, id))],
                Messages = [.. ids.Select(static id => Records.Message("m-" + id, id))],
            });
            ContractRecord[] contracts = [await ContractAsync(ids[0]), await ContractAsync(ids[1])];
            AuditRecord[] audits = [await AuditAsync("a-" + ids[0]), await AuditAsync("a-" + ids[1])];
            OutboxMessage message = (await one.Node.FindMessageAsync("m-" + ids[0], limit.Token))!;
            NodeChange[] changes =
            [
                Records.Change() with { Contracts = contracts, Audits = [.. audits.Reverse()], SupersededLanes = ids },
                Records.Change() with { Contracts = [.. contracts.Reverse()], Audits = audits },
                Records.Change(audit: audits[0]) with { RestsOn = [contracts[0]] },
                Records.Change(audit: audits[1], message: message) with { RestsOn = contracts },
                Records.Change(contracts[0], message: message),
            ];
            bool[] made = await Crowd.RunAsync(changes.Length, number => other.Node.TryCommitAsync(changes[number], limit.Token).AsTask());
            Assert.That(made, Has.Some.True);
        }
    }

    [Test]
    public async Task Claims_AtBothAtOnce_TakeEachMessageOnce()
    {
        string[] ids = [.. Enumerable.Range(0, 200).Select(static number => $"m-{number:000}")];
        await CommitAsync(Records.Change() with { Messages = [.. ids.Select(static id => Records.Message(id, "lane " + id))] });
        string[][] claimed = await Crowd.RunAsync(10, async number =>
        {
            var mine = new List<string>();
            while (await ClaimAsync(Either(number), take: 7) is { Count: > 0 } taken)
            {
                mine.AddRange(taken.Select(static message => message.MessageId));
            }

            return mine.ToArray();
        });
        Assert.That(claimed.SelectMany(static mine => mine).Order(StringComparer.Ordinal), Is.EqualTo(ids));
    }

    [Test]
    public async Task Claims_OfOneLaneAtBoth_AreOneAtATimeAndInOrder_AlsoWithAResend()
    {
        string[] ids = [.. Enumerable.Range(0, 40).Select(static number => $"m-{number:00}")];
        foreach (string id in ids)
        {
            await CommitAsync(Records.Change(message: Records.Message(id, Lane) with { State = id == ids[0] ? OutboxState.Dead : OutboxState.Pending }));
        }

        var order = new List<string>();
        int atOnce = 0;
        bool[] alone = await Crowd.RunAsync(6, async number =>
        {
            bool isAlone = true;
            while (await LeftAsync() > 0)
            {
                foreach (OutboxMessage message in await ClaimAsync(Either(number), take: 5))
                {
                    isAlone &= Interlocked.Increment(ref atOnce) == 1;
                    order.Add(message.MessageId);
                    if (message.MessageId == ids[20])
                    {
                        // The first was given up, and an administrator has it sent again: it stands before the others once this one is done.
                        OutboxMessage dead = (await one.Node.FindMessageAsync(ids[0], limit.Token))!;
                        await CommitAsync(Records.Change(message: dead with { State = OutboxState.Pending, ResentAt = Records.Now }));
                        isAlone &= (await ClaimAsync(Either(number + 1), take: 5)).Count == 0;
                    }

                    Interlocked.Decrement(ref atOnce);
                    await CommitAsync(Records.Change(message: message with { State = OutboxState.Delivered, EndedAt = Records.Now, ClaimedUntil = null }));
                }
            }

            return isAlone;
        });
        Assert.That(alone, Is.All.True);
        Assert.That(order, Is.EqualTo(new[] { ids[1..21], ids[..1], ids[21..] }.SelectMany(static part => part)));
    }

    [Test]
    public async Task Claim_OfAnInstanceThatDied_RunsOutAndTheOtherTakesIt()
    {
        await CommitAsync(Records.Change(message: Records.Message("m-1", Lane)));
        Assert.That(await ClaimAsync(one, take: 1), Has.Count.EqualTo(1));
        await one.Services.DisposeAsync();
        Assert.That(await ClaimAsync(other, take: 1, Records.Now + ClaimTime - TimeSpan.FromMilliseconds(1)), Is.Empty);
        Assert.That(await other.Node.NextMessageAtAsync([], limit.Token), Is.EqualTo(Records.Now + ClaimTime));
        Assert.That(await ClaimAsync(other, take: 1, Records.Now + ClaimTime), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Transactions_WhereAnotherIsolationIsTheDefault_SeeWhatWasCommittedWhileTheyWaited()
    {
        string connectionString = one.Schema.With(static builder => builder.Options = "-c default_transaction_isolation=serializable");
        await using PostgreSqlStores strict = await PostgreSqlStores.StartAsync(schema: one.Schema, connectionString: connectionString);
        List<string> isolation = await strict.Services.GetRequiredService<IStoreWork>().WriteAsync(
            static async (context, token) => new Written<List<string>>(
                await context.Database.SqlQueryRaw<string>("SELECT current_setting('transaction_isolation') AS \"Value\"").ToListAsync(token), IsKept: true),
            limit.Token);
        Assert.That(isolation, Is.EqualTo(new[] { "read committed" }));
    }

    private PostgreSqlStores Either(int number) => number % 2 == 0 ? one : other;

    private async Task CommitAsync(NodeChange change) => Assert.That(await other.Node.TryCommitAsync(change, limit.Token), Is.True, "the change of the test");

    private async Task<ContractRecord> ContractAsync(string id) => (await one.Node.FindContractAsync(new ContractKey(TestNode.CallerId, id), limit.Token))!;

    private async Task<AuditRecord> AuditAsync(string id) =>
        (await one.Node.FindAuditAsync(new AuditKey(AuditResource.Dataset, TestNode.CallerId, id), limit.Token))!;

    private async Task<int> LeftAsync() =>
        (await one.Node.ListMessagesAsync(new OutboxFilter { Lane = Lane, State = OutboxState.Pending, Take = 1 }, limit.Token)).Count;

    private Task<IReadOnlyList<OutboxMessage>> ClaimAsync(PostgreSqlStores by, int take, DateTimeOffset? now = null) => by.Node.ClaimMessagesAsync(
        new OutboxClaim { Now = now ?? Records.Now, Until = (now ?? Records.Now) + ClaimTime, Take = take }, limit.Token).AsTask();
}
