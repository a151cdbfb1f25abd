using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Tests.Audits;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Sharing;

/// <summary>Many calls at once to two instances of one node: what must happen once, happens once, and what may happen so often, happens so often.</summary>
[TestFixture(StoreKind.Memory)]
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public sealed class SharedRaceTests(StoreKind kind)
{
    private const int Copies = 100;
    private static readonly AuditKey Key = AuditNode.Key(AuditResource.Dataset, "a-1");

    private TwoAuditNodes node = null!;

    [SetUp]
    public async Task StartAsync() => node = await TwoAuditNodes.StartAsync(kind);

    [TearDown]
    public async Task StopAsync() => await (node?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Test]
    public async Task W65_Apply_InAHundredCopies_HasOneEffect()
    {
        int[] codes = await AllAsync(instance => instance.Partner.ApplyAsync(AuditResource.Dataset, Key.AuditId).CodeOfAsync());
        Assert.That(codes, Is.All.EqualTo(InterconnCodes.Ok));
        Assert.That((await node.One.Audits.ListAsync()).Single().Version, Is.EqualTo(1));
    }

    [Test]
    public async Task P59_Approve_AHundredTimes_IssuesOnePermit()
    {
        await node.One.Partner.ApplyAsync(AuditResource.Dataset, Key.AuditId);
        AuditRecord[] approved = await AllAsync(instance => instance.ApproveAsync(Key));
        Assert.That(approved.Select(static audit => audit.PermitId).Distinct().Count(), Is.EqualTo(1));
        Assert.That(await node.Other.MessagesAsync(Key), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task P54_FiveHundredUses_OfAPermitForAHundred_GiveAHundred()
    {
        ResourcePermit permit = await node.One.GrantDatasetAsync(Key.AuditId, static asked => asked with { TimesLimit = 100 });
        int[] codes = await Task.WhenAll(Enumerable.Range(0, 500).Select(
            number => Task.Run(() => node.Either(number).Partner.UseAsync($"/use/DATASET/{AuditSamples.DatasetId}", permit))));
        Assert.That(codes.Count(static code => code == InterconnCodes.Ok), Is.EqualTo(100));
        Assert.That(codes.Count(static code => code == InterconnCodes.PermitUsedUp), Is.EqualTo(400));
        Assert.That((await node.Other.Permits.FindIssuedAsync((await node.One.RecordAsync(Key)).PermitId!))!.Uses, Is.EqualTo(100));
    }

    [Test]
    public async Task R15_HundredCopiesOfOneCall_AreServedOnce()
    {
        RequestDraft call = RequestDraft.Get(InterconnEndpoints.CheckHealth.Path, node.One.Clock.Now);
        string[] verdicts = await AllAsync(async instance => (await Wire.SendAsync(instance.Node, call)).Verdict);
        Assert.That(verdicts.Count(static verdict => verdict == "200/0"), Is.EqualTo(1));
        Assert.That(verdicts.Count(static verdict => verdict == "409/40903"), Is.EqualTo(Copies - 1));
    }

    private Task<T[]> AllAsync<T>(Func<AuditNode, Task<T>> act) =>
        Task.WhenAll(Enumerable.Range(0, Copies).Select(number => Task.Run(() => act(node.Either(number)))));
}
