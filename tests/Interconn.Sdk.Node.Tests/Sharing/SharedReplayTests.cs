using Interconn.Sdk.Node.Tests.Audits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Sharing;

/// <summary>Group R, where calls come to two instances of one node that share what they remember of nonces, in each of the stores.</summary>
[TestFixture(StoreKind.Memory)]
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public sealed class SharedReplayTests(StoreKind kind)
{
    private const int Quota = 4;
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    private TwoAuditNodes node = null!;

    [SetUp]
    public async Task StartAsync() => node = await TwoAuditNodes.StartAsync(kind, Quota);

    [TearDown]
    public async Task StopAsync() => await (node?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Test]
    public async Task R14_CopyAtTheOtherInstance_IsAReplay()
    {
        RequestDraft call = Call();
        Assert.That(await SendAsync(node.One, call), Is.EqualTo("200/0"));
        Assert.That(await SendAsync(node.Other, call), Is.EqualTo("409/40903"));
    }

    [Test]
    public async Task R16_ForgedCallAtOneInstance_DoesNotBurnTheNonceAtTheOther()
    {
        RequestDraft genuine = Call();
        RequestDraft forged = genuine.Clone();
        Assert.That(await SendAsync(node.One, forged.Sign(TestKeys.StrangerKey)), Is.EqualTo("401/40101"));
        Assert.That(await SendAsync(node.Other, genuine), Is.EqualTo("200/0"));
    }

    [Test]
    public async Task R17_SameNonceOfAnotherNode_IsServedAtEitherInstance()
    {
        RequestDraft first = Call();
        RequestDraft second = Third();
        second["x-nonce"] = first["x-nonce"];
        Assert.That(await SendAsync(node.One, first), Is.EqualTo("200/0"));
        Assert.That(await SendAsync(node.Other, second.Sign(TestKeys.CallerRsaKey)), Is.EqualTo("200/0"));
        Assert.That(await SendAsync(node.One, second), Is.EqualTo("409/40903"));
    }

    [Test]
    public async Task R20_CallOfTheFuture_IsAReplayAtTheOtherInstanceUntilItsTimestampIsTooOld()
    {
        RequestDraft call = Call(node.One.Clock.Now + Tolerance);
        Assert.That(await SendAsync(node.One, call), Is.EqualTo("200/0"));
        for (int minute = 1; minute <= 10; minute++)
        {
            node.One.Clock.Advance(TimeSpan.FromMinutes(1));
            // Others come meanwhile, with which what has expired is swept out.
            Assert.That(await SendAsync(node.Either(minute), Third()), Is.AnyOf("200/0", "503/50301"));
            Assert.That(await SendAsync(node.Either(minute + 1), call), Is.EqualTo("409/40903"), $"after {minute} minutes");
        }

        node.One.Clock.Advance(Millisecond);
        Assert.That(await SendAsync(node.Other, call), Is.EqualTo("401/40102"));
    }

    [Test]
    public async Task R22_QuotaOfAPartnerFullAtOneInstance_ForgetsNothingAtEitherAndServesOthers()
    {
        // How many nonces it takes of a partner each process counts for itself; what was taken both know.
        RequestDraft[] served = [.. Enumerable.Range(0, Quota).Select(_ => Call())];
        for (int i = 0; i < Quota; i++)
        {
            Assert.That(await SendAsync(node.One, served[i]), Is.EqualTo("200/0"));
        }

        Assert.That(await SendAsync(node.One, Call()), Is.EqualTo("503/50301"));
        foreach (RequestDraft call in served)
        {
            Assert.That(await SendAsync(node.One, call), Is.EqualTo("409/40903"));
            Assert.That(await SendAsync(node.Other, call), Is.EqualTo("409/40903"));
        }

        Assert.That(await SendAsync(node.Other, Third()), Is.EqualTo("200/0"));

        // Room again once they have ended: tolerance, the margin of a minute, and the width of a sweep.
        node.One.Clock.Advance(Tolerance + TimeSpan.FromMinutes(3));
        Assert.That(await SendAsync(node.One, Call()), Is.EqualTo("200/0"));
    }

    private RequestDraft Call(DateTimeOffset? at = null) => RequestDraft.Get(InterconnEndpoints.CheckHealth.Path, at ?? node.One.Clock.Now);

    private RequestDraft Third()
    {
        RequestDraft call = Call();
        call["x-source-node-id"] = AuditNode.ThirdId;
        return call.Sign(TestKeys.CallerRsaKey);
    }

    private static async Task<string> SendAsync(AuditNode to, RequestDraft call) => (await Wire.SendAsync(to.Node, call)).Verdict;
}
