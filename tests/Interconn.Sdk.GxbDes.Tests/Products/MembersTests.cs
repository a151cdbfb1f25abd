using System.Net;
using System.Text.Json.Nodes;
using Interconn.Sdk.GxbDes.Products;
using Interconn.Sdk.GxbDes.Votes;

namespace Interconn.Sdk.GxbDes.Tests.Products;

/// <summary>3.1.4 at the emulator: members invite, others apply.</summary>
public sealed class MembersTests
{
    [Test]
    public async Task AddMembers_WithTheExampleAsRawHttp_IsAnsweredAsDocumented()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync(DateTimeOffset.FromUnixTimeMilliseconds(1501230180812).AddDays(-2));
        setting.AddProduct(0.7m, 14);
        (HttpStatusCode status, JsonNode answer) = await setting.PostAsync("/market/product/1/members/add", """{"members":[14,15]}""");
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(JsonNode.DeepEquals(answer, JsonNode.Parse(ProductExamples.OpenedAnswer)), Is.True, answer.ToJsonString());
    }

    [Test]
    public async Task AddMembers_ByAMember_InvitesThoseWhoAreNone()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        long id = setting.AddProduct(1, 14);
        OpenedVote vote = await setting.Api.Products.AddMembersAsync(id, [14, 15, 16, 15]);
        var detail = (AddMemberVoteDetail)await setting.Api.Votes.GetAsync(vote.VoteId);
        Assert.That(detail.Members.Select(member => member.MerchantId), Is.EqualTo(new long[] { 15, 16 }));
        Assert.That(setting.Emulator.MembersOf(id), Is.EqualTo(new long[] { 14 }), "nothing changes until the vote passes");
        await setting.CastAsync(14, vote.VoteId, agree: true);
        Assert.That(setting.Emulator.MembersOf(id), Is.EqualTo(new long[] { 14, 15, 16 }));
    }

    [Test]
    public async Task AddMembers_ByAnybodyElse_AppliesAndPassesTheMembersOver()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        long id = setting.AddProduct(1, 15);
        OpenedVote vote = await setting.Api.Products.AddMembersAsync(id, [16, 999]);
        var detail = (ApplyVoteDetail)await setting.Api.Votes.GetAsync(vote.VoteId);
        Assert.That(detail.Members.Single().MerchantId, Is.EqualTo(14));
        await setting.CastAsync(15, vote.VoteId, agree: true);
        Assert.That(setting.Emulator.MembersOf(id), Is.EqualTo(new long[] { 15, 14 }));
    }

    [TestCase(new long[0], "INVALID_PARAMS")]
    [TestCase(new long[] { 14 }, "INVALID_PARAMS")]
    [TestCase(new long[] { 15, 99 }, "ACCOUNT_NOT_EXIST")]
    [TestCase(new long[] { 15, 17 }, "ACCOUNT_NOT_BOUND")]
    public async Task AddMembers_OfWhomNobodyCanInvite_IsRefused(long[] members, string code)
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        setting.Emulator.AddMerchant(EmulatedSetting.Company(17));
        long id = setting.AddProduct(1, 14);
        Assert.That((await EmulatedSetting.RefusalAsync(() => setting.Api.Products.AddMembersAsync(id, members))).Code, Is.EqualTo(code));
    }

    [Test]
    public async Task AddMembers_TwiceWhileTheFirstIsOpen_IsRefused()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        long id = setting.AddProduct(1, 15);
        long another = setting.AddProduct(1, 15);
        await setting.Api.Products.AddMembersAsync(id);
        Assert.That((await EmulatedSetting.RefusalAsync(() => setting.Api.Products.AddMembersAsync(id))).Code, Is.EqualTo("APPLIED_ALREADY"));
        Assert.That((await setting.Api.Products.AddMembersAsync(another)).VoteId, Is.EqualTo(2));
        setting.Clock.Advance(TimeSpan.FromDays(2));
        Assert.That((await setting.Api.Products.AddMembersAsync(id)).VoteId, Is.EqualTo(3));
    }

    [Test]
    public async Task AddMembers_RefusedFiveTimesInARow_IsBarredForThreeDays()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        long id = setting.AddProduct(1, 15);
        for (int i = 0; i < 5; i++)
        {
            // The days are counted from the last.
            setting.Clock.Advance(TimeSpan.FromHours(1));
            await ApplyAsync(setting, id, agree: false);
        }

        Assert.That((await EmulatedSetting.RefusalAsync(() => ApplyAsync(setting, id, agree: true))).Code, Is.EqualTo("APPLICATION_BARRED"));
        setting.Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        Assert.That((await EmulatedSetting.RefusalAsync(() => ApplyAsync(setting, id, agree: true))).Code, Is.EqualTo("APPLICATION_BARRED"));
        setting.Clock.Advance(TimeSpan.FromSeconds(1));
        await ApplyAsync(setting, id, agree: true);
        Assert.That(setting.Emulator.MembersOf(id), Does.Contain(14));
    }

    [Test]
    public async Task AddMembers_RefusedFiveTimesButNotInARow_IsNotBarred()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        long id = setting.AddProduct(1, 15);
        long another = setting.AddProduct(1, 15);
        foreach (bool agree in new[] { false, false, true, false, false, false })
        {
            await ApplyAsync(setting, agree ? another : id, agree);
            setting.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await ApplyAsync(setting, id, agree: true);
        Assert.That(setting.Emulator.MembersOf(id), Does.Contain(14));
    }

    private static async Task ApplyAsync(EmulatedSetting setting, long productId, bool agree)
    {
        setting.Emulator.Caller = 14;
        OpenedVote vote = await setting.Api.Products.AddMembersAsync(productId);
        await setting.CastAsync(15, vote.VoteId, agree);
    }
}
