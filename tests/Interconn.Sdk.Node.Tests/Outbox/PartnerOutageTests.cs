using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Node.Tests.Outbox;

/// <summary>Partners that are down, slow, or talk nonsense for a while.</summary>
public sealed class PartnerOutageTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // After 1, 2, 4, 8, 16 and 32 seconds, each by up to a half earlier: the attempts of a minute.
    private const int FewestAttempts = 6;
    private const int MostAttempts = 7;

    private static IEnumerable<TestCaseData> Outages()
    {
        yield return new TestCaseData(Faults.Broken, 1000).SetArgDisplayNames("broken connections");
        yield return new TestCaseData(Faults.HalfAnAnswer, 40).SetArgDisplayNames("half an answer");
        yield return new TestCaseData(Faults.Garbage, 40).SetArgDisplayNames("garbage");
        yield return new TestCaseData(Faults.Code(50001), 40).SetArgDisplayNames("500");
        yield return new TestCaseData(Faults.Code(50301), 40).SetArgDisplayNames("503");
        yield return new TestCaseData(Faults.Code(50301, status: 200), 40).SetArgDisplayNames("50301 under HTTP 200");
        yield return new TestCaseData(Faults.Code(42901), 40).SetArgDisplayNames("42901");
        yield return new TestCaseData(Faults.Code(40801), 40).SetArgDisplayNames("408");
    }

    [TestCaseSource(nameof(Outages))]
    public async Task Outage_OfAMinute_EverythingArrivesInOrderPerAudit_AfterFewAttempts(object outage, int messages)
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        DateTimeOffset back = world.Clock.Now + Minute;
        world.Partner.Behaviour = _ => world.Clock.Now < back ? (Fault)outage : null;
        AuditRecord[] audits = [.. Enumerable.Range(0, messages / 2).Select(i => Records.Audit($"a-{i}"))];
        await world.SendAsync(new NodeChange
        {
            At = world.Clock.Now,
            Audits = audits,
            Messages = [.. audits.Select(OutboxWorld.Confirmation), .. audits.Select(OutboxWorld.Termination)],
        });

        await world.Watch.RunUntilAsync(back - TimeSpan.FromTicks(1));
        Assert.That(world.Partner.Requests, Has.Count.InRange(FewestAttempts, MostAttempts));
        Assert.That(world.Partner.Acknowledged, Is.Empty);

        await world.Watch.RunUntilAsync(back + Minute);
        Assert.That(world.Partner.Acknowledged, Has.Count.EqualTo(messages));
        Assert.That(world.Partner.Requests, Has.Count.InRange(messages + FewestAttempts, messages + MostAttempts));
        foreach (AuditRecord audit in audits)
        {
            string[] ofAudit = [.. world.Partner.Acknowledged.Where(what => what.EndsWith(' ' + audit.AuditId))];
            Assert.That(ofAudit, Is.EqualTo(new[] { $"confirm {audit.AuditId}", $"terminate {audit.AuditId}" }));
        }

        Assert.That(await world.Outbox.ListAsync(new OutboxFilter { State = OutboxState.Pending }), Is.Empty);
        Assert.That(world.Watch.AllEntries.Count(entry => entry.EventId == 551), Is.EqualTo(1), "an outage is worth one warning");
        Assert.That(world.Watch.AllEntries.Count(entry => entry.EventId == 553), Is.EqualTo(1));
    }

    [Test]
    public async Task SlowPartner_BeyondTheTimeLimit_IsLeftAlone_AndEverythingArrivesOnceItAnswers()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync(configure: options => options.CallTimeout = TimeSpan.FromSeconds(10));
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Partner.Behaviour = _ => Faults.Silence(arrived.SetResult);
        AuditRecord[] audits = [Records.Audit("a-1"), Records.Audit("a-2"), Records.Audit("a-3")];
        world.Watch.Forget();
        await world.CommitAsync(new NodeChange { At = world.Clock.Now, Audits = audits, Messages = [.. audits.Select(OutboxWorld.Confirmation)] });
        await arrived.Task;
        world.Partner.Behaviour = null;
        world.Clock.Advance(TimeSpan.FromSeconds(10));
        await world.Watch.AsleepAsync();

        // The others were claimed, and are not sent either, nor counted.
        Assert.That(world.Partner.Requests, Has.Count.EqualTo(1));
        IReadOnlyList<OutboxMessage> waiting = await world.Outbox.ListAsync();
        Assert.That(waiting.Select(message => message.Attempts), Is.EqualTo(new[] { 1, 0, 0 }));
        Assert.That(waiting.Select(message => message.NextAttemptAt), Is.All.GreaterThan(world.Clock.Now));
        Assert.That(waiting.Select(message => message.ClaimedUntil), Is.All.Null);
        Assert.That(waiting[0].LastFailure, Does.Contain("CallTimeout"));
        Assert.That(waiting[0].LastCode, Is.Zero);

        await world.Watch.RunUntilAsync(world.Clock.Now + TimeSpan.FromSeconds(5));
        Assert.That(world.Partner.Acknowledged, Is.EquivalentTo(new[] { "confirm a-1", "confirm a-2", "confirm a-3" }));
    }

    [Test]
    public async Task Outage_OfOnePartner_HoldsUpNoOther()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync(partners: ["down", "up"]);
        world.Partner.Behaviour = request => FakePartner.TargetNode(request) == "down" ? Faults.Broken : null;
        AuditRecord down = Records.Audit("a-down", partner: "down");
        AuditRecord up = Records.Audit("a-up", partner: "up");
        await world.SendAsync(new NodeChange
        {
            At = world.Clock.Now,
            Audits = [down, up],
            Messages = [OutboxWorld.Confirmation(down), OutboxWorld.Confirmation(up)],
        });
        Assert.That(world.Partner.Acknowledged, Is.EqualTo(new[] { "confirm a-up" }));
    }

    [Test]
    public async Task MessageThatThePartnerCannotBear_DoesNotStandBeforeTheOthers_AndIsTriedWithBackoff()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        world.Partner.Behaviour = request => FakePartner.Describe(request) == "confirm a-0" ? Faults.Code(50001) : null;
        AuditRecord[] audits = [.. Enumerable.Range(0, 20).Select(i => Records.Audit($"a-{i}"))];
        await world.SendAsync(new NodeChange { At = world.Clock.Now, Audits = audits, Messages = [.. audits.Select(OutboxWorld.Confirmation)] });
        await world.Watch.RunUntilAsync(world.Clock.Now + Minute);
        Assert.That(world.Partner.Acknowledged, Has.Count.EqualTo(19));
        Assert.That(world.Partner.Requests.Count - 19, Is.InRange(FewestAttempts, MostAttempts));
    }

    [Test]
    public async Task AfterAnOutage_WhatWaitsForItsOwnAttempt_IsHastened()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        world.Partner.Behaviour = _ => Faults.Code(40401);
        string messageId = await world.ConfirmAsync("a-1");
        while ((await world.MessageAsync(messageId)).Attempts < 7)
        {
            await world.Watch.RunUntilAsync((await world.MessageAsync(messageId)).NextAttemptAt);
            await world.Watch.AsleepAsync();
        }

        DateTimeOffset farOff = (await world.MessageAsync(messageId)).NextAttemptAt;
        world.Partner.Behaviour = _ => Faults.Broken;
        await world.ConfirmAsync("a-2");
        await world.Watch.RunUntilAsync(world.Clock.Now + TimeSpan.FromSeconds(4));
        world.Partner.Behaviour = null;
        await world.Watch.RunUntilAsync(world.Clock.Now + TimeSpan.FromSeconds(8));
        Assert.That(world.Clock.Now, Is.LessThan(farOff));
        Assert.That(world.Partner.Acknowledged, Is.EqualTo(new[] { "confirm a-2", "confirm a-1" }));
    }

    [Test]
    public async Task ManyPartners_AreSentTo_NoMoreThanAllowedAtATime_AndEachOneMessageAtATime()
    {
        string[] partners = ["p-1", "p-2", "p-3", "p-4", "p-5"];
        await using OutboxWorld world = await OutboxWorld.StartAsync(node => node.MaxPartnersAtOnce = 2, partners: partners);
        var gate = new Lock();
        var underWay = new List<string>();
        var twoAreUnderWay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int most = 0;
        bool isDoubled = false;
        world.Partner.Behaviour = request => async (stream, cancellationToken) =>
        {
            string partner = FakePartner.TargetNode(request);
            lock (gate)
            {
                isDoubled |= underWay.Contains(partner);
                underWay.Add(partner);
                most = Math.Max(most, underWay.Count);
                if (underWay.Count == 2)
                {
                    twoAreUnderWay.TrySetResult();
                }
            }

            await go.Task.WaitAsync(cancellationToken);
            lock (gate)
            {
                underWay.Remove(partner);
            }

            await stream.WriteAsync(Faults.Ok, cancellationToken);
        };
        AuditRecord[] audits = [.. partners.SelectMany(partner => Enumerable.Range(0, 4).Select(i => Records.Audit($"{partner}-{i}", partner: partner)))];
        world.Watch.Forget();
        await world.CommitAsync(new NodeChange { At = world.Clock.Now, Audits = audits, Messages = [.. audits.Select(OutboxWorld.Confirmation)] });
        await twoAreUnderWay.Task;
        go.SetResult();
        await world.Watch.AsleepAsync();
        Assert.That(world.Partner.Requests, Has.Count.EqualTo(audits.Length));
        Assert.That(most, Is.EqualTo(2));
        Assert.That(isDoubled, Is.False);
    }
}
