using System.Collections.Concurrent;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Outbox;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Upkeep;

public sealed class UpkeepServiceTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static ContractRecord DueContract(string contractId, string partner = TestNode.CallerId) =>
        Records.Contract(contractId, partner) with { DueAt = NodeFixture.Start + Hour };

    [Test]
    public async Task Contract_IsEnded_AtItsEndAndNotBefore()
    {
        await using UpkeepWorld world = await UpkeepWorld.StartAsync();
        DateTimeOffset end = NodeFixture.Start + Hour;
        await world.CommitAsync(Records.Contract() with { ExpiresAt = end, DueAt = end });
        await world.Watch.RunUntilAsync(end - TimeSpan.FromMilliseconds(1));
        Assert.That(world.Upkeep.Calls, Is.Empty);
        await world.Watch.RunUntilAsync(end + TimeSpan.FromSeconds(1));
        Assert.That(world.Upkeep.Calls, Is.EqualTo(new[] { ("expire c-01", end) }));
    }

    private static IEnumerable<TestCaseData> DueThings()
    {
        DateTimeOffset due = NodeFixture.Start + Hour;
        ContractRecord contract = Records.Contract("c-1") with { DueAt = due };
        AuditRecord audit = Records.Audit("a-1") with { DueAt = due };
        yield return Case("our application for a contract", contract with { Role = PartyRole.Applicant, Status = ApprovalStatus.Applied }, "inquire c-1");
        yield return Case("our application, expired", contract with { Role = PartyRole.Applicant, Status = ApprovalStatus.Applied, ExpiresAt = due }, "expire c-1");
        yield return Case("a partner's application for a contract", contract with { Status = ApprovalStatus.Applied }, "approve c-1");
        yield return Case("a partner's application, expired", contract with { Status = ApprovalStatus.Applied, ExpiresAt = due }, "expire c-1");
        yield return Case("a contract in force", contract, "inquire c-1");
        yield return Case("a contract that expired", contract with { ExpiresAt = due }, "expire c-1");
        yield return Case("an ended contract with a cascade to finish", contract with { Status = ApprovalStatus.Terminated }, "expire c-1");
        yield return Case("our application for an audit", audit with { Role = PartyRole.Applicant, Status = ApprovalStatus.Applied }, "inquire a-1");
        yield return Case("a partner's application for an audit", audit with { Status = ApprovalStatus.Applied }, "approve a-1");
        yield return Case("an application under a contract that expired", audit with { Status = ApprovalStatus.Applied, ContractExpiresAt = due }, "finish a-1");
        yield return Case("our audit, approved", audit with { Role = PartyRole.Applicant }, "inquire a-1");
        yield return Case("our audit under a contract that expired", audit with { Role = PartyRole.Applicant, ContractExpiresAt = due }, "finish a-1");
        yield return Case("an ended audit with a cascade to finish", audit with { Status = ApprovalStatus.Terminated }, "finish a-1");

        static TestCaseData Case(string name, object record, string expected) => new TestCaseData(record, expected).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(DueThings))]
    public async Task DueThing_IsWorkedOn_AsItsStateDemands(object record, string expected)
    {
        await using UpkeepWorld world = await UpkeepWorld.StartAsync();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Upkeep.Doing = _ =>
        {
            done.TrySetResult();
            return Task.CompletedTask;
        };
        await (record is ContractRecord contract ? world.CommitAsync(contract) : world.CommitAsync((AuditRecord)record));
        await world.Watch.RunUntilAsync(NodeFixture.Start + Hour);
        await done.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(world.Upkeep.Calls, Is.EqualTo(new[] { (expected, NodeFixture.Start + Hour) }));
    }

    [Test]
    public async Task WhatFails_IsTriedAgainAfterAMinute_AndDoesNotSpin()
    {
        await using UpkeepWorld world = await UpkeepWorld.StartAsync();
        world.Upkeep.Doing = _ => throw new IOException("broken");
        await world.CommitAsync(DueContract("c-asked"), DueContract("c-over", "another") with { Status = ApprovalStatus.Terminated });
        await world.Watch.RunUntilAsync(NodeFixture.Start + Hour + (2.5 * Minute));
        foreach (string what in new[] { "inquire c-asked", "expire c-over" })
        {
            DateTimeOffset[] times = [.. world.Upkeep.Calls.Where(call => call.What == what).Select(call => call.At)];
            Assert.That(times, Is.EqualTo(new[] { NodeFixture.Start + Hour, NodeFixture.Start + Hour + Minute, NodeFixture.Start + Hour + (2 * Minute) }), what);
        }

        Assert.That(world.Watch.AllEntries.Count(entry => entry.EventId == 566), Is.EqualTo(6));
    }

    [Test]
    public async Task Partners_AreAskedAtTheSameTime_EachAboutOneThingAfterTheOther()
    {
        await using UpkeepWorld world = await UpkeepWorld.StartAsync();
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var underWay = new ConcurrentDictionary<string, string>();
        bool isDoubled = false;
        world.Upkeep.Doing = async what =>
        {
            string partner = what.Split(' ', '/')[1];
            isDoubled |= !underWay.TryAdd(partner, what);
            if (underWay.Count == 2)
            {
                both.TrySetResult();
            }

            await both.Task;
            underWay.TryRemove(partner, out _);
        };
        await world.CommitAsync(
            DueContract("p-1/1", "p-1"), DueContract("p-1/2", "p-1"), DueContract("p-1/3", "p-1"), DueContract("p-2/1", "p-2"));
        await world.Watch.RunUntilAsync(NodeFixture.Start + Hour + TimeSpan.FromSeconds(1));
        Assert.That(world.Upkeep.Whats, Is.EquivalentTo(new[] { "inquire p-1/1", "inquire p-1/2", "inquire p-1/3", "inquire p-2/1" }));
        Assert.That(isDoubled, Is.False);
    }

    [Test]
    public async Task PartnerThatDoesNotAnswer_IsNotAskedOnAndOn_AndHoldsUpNobody()
    {
        await using UpkeepWorld world = await UpkeepWorld.StartAsync();
        world.Upkeep.Doing = what => what.Contains("down") ? throw new InterconnTransportException("no answer") : Task.CompletedTask;
        await world.CommitAsync(DueContract("down-1", "down"), DueContract("down-2", "down"), DueContract("up-1", "up"), DueContract("up-2", "up"));
        await world.Watch.RunUntilAsync(NodeFixture.Start + Hour + TimeSpan.FromSeconds(30));
        Assert.That(world.Upkeep.Whats.Count(what => what.Contains("down")), Is.EqualTo(1));
        Assert.That(world.Upkeep.Whats.Where(what => what.Contains("up")), Is.EqualTo(new[] { "inquire up-1", "inquire up-2" }));
    }

    [Test]
    public async Task PartnerThatRefuses_IsStillAskedAboutTheRest()
    {
        await using UpkeepWorld world = await UpkeepWorld.StartAsync();
        world.Upkeep.Doing = _ => throw new InterconnAnswerException(InterconnCodes.NotFound, "not found");
        await world.CommitAsync(DueContract("c-1"), DueContract("c-2"));
        await world.Watch.RunUntilAsync(NodeFixture.Start + Hour + TimeSpan.FromSeconds(30));
        Assert.That(world.Upkeep.Whats, Is.EqualTo(new[] { "inquire c-1", "inquire c-2" }));
    }

    [Test]
    public async Task ManyThingsDueAtOnce_AreAllWorkedOn()
    {
        await using UpkeepWorld world = await UpkeepWorld.StartAsync();
        ContractRecord[] ended = [.. Enumerable.Range(0, 250).Select(i => DueContract($"c-{i}") with { Status = ApprovalStatus.Terminated })];
        await world.CommitAsync(ended);
        await world.Watch.RunUntilAsync(NodeFixture.Start + Hour + TimeSpan.FromSeconds(1));
        Assert.That(world.Upkeep.Whats, Is.EquivalentTo(ended.Select(contract => "expire " + contract.ContractId)));
    }

    [Test]
    public async Task WhatEndedLongAgo_IsRemovedAtTheStart_AndOnceADay()
    {
        using InMemoryNodeStore store = UpkeepWorld.NewStore();
        DateTimeOffset now = NodeFixture.Start;
        await store.TryCommitAsync(
            new NodeChange { At = now, Messages = [Delivered("old", now.AddDays(-31)), Delivered("younger", now.AddDays(-29.5)), Delivered("new", now)] },
            CancellationToken.None);
        await using UpkeepWorld world = await UpkeepWorld.StartAsync(store);
        Assert.That(await LeftAsync(), Is.EqualTo(new[] { "younger", "new" }));
        await world.Watch.RunUntilAsync(now.AddDays(1) - TimeSpan.FromSeconds(1));
        Assert.That(await LeftAsync(), Is.EqualTo(new[] { "younger", "new" }));
        await world.Watch.RunUntilAsync(now.AddDays(1) + TimeSpan.FromSeconds(1));
        Assert.That(await LeftAsync(), Is.EqualTo(new[] { "new" }));

        async Task<IEnumerable<string>> LeftAsync() =>
            (await store.ListMessagesAsync(new OutboxFilter(), CancellationToken.None)).Select(message => message.MessageId);

        static OutboxMessage Delivered(string id, DateTimeOffset endedAt) =>
            OutboxMessages.OwnKey(Records.Contract(), endedAt) with { MessageId = id, State = OutboxState.Delivered, EndedAt = endedAt };
    }

    [Test]
    public async Task StoreThatFailsForAWhile_IsAskedAgain_AndNothingThatIsDueIsLost()
    {
        using InMemoryNodeStore inner = UpkeepWorld.NewStore();
        var store = new FaultyNodeStore(inner);
        await using UpkeepWorld world = await UpkeepWorld.StartAsync(store);
        await world.CommitAsync(Records.Contract() with { DueAt = NodeFixture.Start + TimeSpan.FromSeconds(30), Status = ApprovalStatus.Terminated });
        await world.Watch.AsleepAsync();
        store.IsDown = true;
        for (int i = 0; i < 5; i++)
        {
            world.Watch.Forget();
            world.Clock.Advance(Minute);
            await world.Node.Logs.WaitForAsync(entry => entry.EventId == 561 && entry.Message.Contains("upkeep"));
        }

        Assert.That(world.Upkeep.Calls, Is.Empty);
        store.IsDown = false;
        world.Watch.Forget();
        world.Clock.Advance(Minute);
        await world.Watch.AsleepAsync();
        Assert.That(world.Upkeep.Whats, Is.EqualTo(new[] { "expire c-01" }));
        Assert.That(world.Watch.AllEntries.Count(entry => entry.EventId == 560 && entry.Message.Contains("upkeep")), Is.EqualTo(1));
    }
}
