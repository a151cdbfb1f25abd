using System.Net;
using System.Text.Json.Nodes;
using Interconn.Sdk.GxbDes.Products;
using Interconn.Sdk.GxbDes.Votes;

namespace Interconn.Sdk.GxbDes.Tests.Votes;

/// <summary>3.1.7, 3.1.10, 3.1.11 at the emulator.</summary>
public sealed class EmulatedVoteTests
{
    [Test]
    public async Task List_WithTheExampleAsRawHttp_IsAnsweredAsDocumented()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        setting.AddProduct(1, "kyc认证", 990000, 15);
        await setting.Api.Products.AddMembersAsync(1);
        string expected = VoteExamples.ListAnswer.Replace("25", "1", StringComparison.Ordinal);
        foreach (string product in new[] { "1", "all" })
        {
            AssertSame(await setting.GetAsync($"/market/product/{product}/votes/0?page=1&limit=20"), expected);
        }
    }

    [Test]
    public async Task Get_WithTheExamplesAsRawHttp_IsAnsweredAsDocumented()
    {
        await using EmulatedSetting applied = await EmulatedSetting.StartAsync();
        applied.AddProduct(1, 15);
        await applied.Api.Products.AddMembersAsync(1);
        AssertSame(await applied.GetAsync("/market/product/votes/1"), VoteExamples.Answer(VoteExamples.Apply));

        await using EmulatedSetting invited = await EmulatedSetting.StartAsync();
        invited.AddProduct(1, 14);
        await invited.Api.Products.AddMembersAsync(1, [16, 15]);
        AssertSame(await invited.GetAsync("/market/product/votes/1"), VoteExamples.Answer(VoteExamples.AddMember));

        await using EmulatedSetting changed = await EmulatedSetting.StartAsync();
        ProductUpdate update = ProductExamples.Update with { Input = ProductExamples.Input(required: true) };
        changed.Emulator.AddProduct(ProductExamples.Draft with { BriefDesc = update.BriefDesc, Price = update.Price }, 14);
        await changed.Api.Products.UpdateAsync(1, update);
        AssertSame(await changed.GetAsync("/market/product/votes/1"), VoteExamples.Answer(VoteExamples.UpdateProduct));
    }

    [Test]
    public async Task Cast_WithTheExampleAsRawHttp_IsAnsweredAsDocumented()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        setting.AddProduct(1, 14);
        await setting.Api.Products.UpdateAsync(1, ProductExamples.Update);
        AssertSame(await setting.PostAsync("/market/product/vote", """{ "agree": 1, "voteId": 1 }"""), """{"code":1,"msg":"成功"}""");
    }

    [TestCase(0.7, "14+ 15+ 16+", "PASS")]
    [TestCase(0.7, "14+ 15+", "INPROGRESS")]
    [TestCase(0.6, "14+ 15+", "PASS")]
    [TestCase(0.6, "14- 15+", "INPROGRESS")]
    [TestCase(0.6, "14- 15-", "REJECT")]
    [TestCase(0.7, "14-", "REJECT")]
    [TestCase(1.0, "14-", "REJECT")]
    [TestCase(0.0, "14-", "INPROGRESS")]
    [TestCase(0.0, "14+", "PASS")]
    public async Task Cast_ByMembers_DecidesByTheThreshold(double threshold, string votes, string status)
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        setting.Emulator.AddMerchant(EmulatedSetting.Company(17));
        setting.AddProduct((decimal)threshold, 14, 15, 16);
        setting.Emulator.Caller = 17;
        await setting.Api.Products.AddMembersAsync(1);
        foreach (string vote in votes.Split(' '))
        {
            await setting.CastAsync(long.Parse(vote[..2], null), 1, vote[2] == '+');
        }

        Assert.That(((ApplyVoteDetail)await setting.Api.Votes.GetAsync(1)).Status, Is.EqualTo(new VoteStatus(status)));
        Assert.That(setting.Emulator.MembersOf(1).Contains(17), Is.EqualTo(status == "PASS"));
    }

    [Test]
    public async Task Cast_ByWhomItIsNotFor_IsRefused()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        setting.AddProduct(1, 14, 15);
        await setting.Api.Products.UpdateAsync(1, ProductExamples.Update);
        Assert.That((await EmulatedSetting.RefusalAsync(() => setting.CastAsync(16, 1, agree: true))).Code, Is.EqualTo("FORBIDDEN"));
        Assert.That((await EmulatedSetting.RefusalAsync(() => setting.CastAsync(14, 2, agree: true))).Code, Is.EqualTo("NOT_EXIST"));
        await setting.CastAsync(14, 1, agree: true);
        Assert.That((await EmulatedSetting.RefusalAsync(() => setting.CastAsync(14, 1, agree: true))).Code, Is.EqualTo("VOTED_ALREADY"));
        await setting.CastAsync(15, 1, agree: true);
        Assert.That((await EmulatedSetting.RefusalAsync(() => setting.CastAsync(15, 1, agree: true))).Code, Is.EqualTo("VOTE_CLOSED"));
    }

    [Test]
    public async Task Cast_AfterTwoDays_IsRefused()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        setting.AddProduct(1, 14, 15);
        OpenedVote vote = await setting.Api.Products.UpdateAsync(1, ProductExamples.Update);
        Assert.That(vote.ExpireAt, Is.EqualTo(setting.Clock.Now.AddDays(2)));
        setting.Clock.Advance(TimeSpan.FromDays(2) - TimeSpan.FromMilliseconds(1));
        await setting.CastAsync(14, 1, agree: true);
        setting.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That((await EmulatedSetting.RefusalAsync(() => setting.CastAsync(15, 1, agree: true))).Code, Is.EqualTo("VOTE_CLOSED"));
        Assert.That((await setting.Api.Votes.ListAsync(1, VoteFilter.Rejected)).Items.Single().Status, Is.EqualTo(VoteStatus.Reject));
    }

    [Test]
    public async Task Cast_ByWhoJoinedAfterTheVoteWasOpened_IsRefused()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        setting.AddProduct(1, 14);
        await setting.Api.Products.AddMembersAsync(1, [15]);
        await setting.Api.Products.UpdateAsync(1, ProductExamples.Update);
        await setting.CastAsync(14, 1, agree: true);
        Assert.That((await EmulatedSetting.RefusalAsync(() => setting.CastAsync(15, 2, agree: true))).Code, Is.EqualTo("FORBIDDEN"));
    }

    [TestCase("""{"agree":2,"voteId":1}""")]
    [TestCase("""{"agree":true,"voteId":1}""")]
    [TestCase("""{"agree":1}""")]
    [TestCase("""{"voteId":1}""")]
    public async Task Cast_OfWhatIsNoVote_IsRefused(string body)
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        (HttpStatusCode status, JsonNode answer) = await setting.PostAsync("/market/product/vote", body);
        Assert.That((status, (string)answer["code"]!), Is.EqualTo((HttpStatusCode.BadRequest, "INVALID_PARAMS")));
    }

    [Test]
    public async Task List_ByType_HasVotesAsTheyStand()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        setting.AddProduct(1, 14);
        setting.AddProduct(1, 14);
        foreach (long product in new long[] { 1, 1, 1, 2 })
        {
            await setting.Api.Products.UpdateAsync(product, ProductExamples.Update);
        }

        await setting.CastAsync(14, 1, agree: true);
        await setting.CastAsync(14, 2, agree: false);
        IVotesApi api = setting.Api.Votes;
        Assert.That(Ids(await api.ListAsync(1, VoteFilter.Open)), Is.EqualTo(new long[] { 3 }));
        Assert.That(Ids(await api.ListAsync(1, VoteFilter.Passed)), Is.EqualTo(new long[] { 1 }));
        Assert.That(Ids(await api.ListAsync(1, VoteFilter.Rejected)), Is.EqualTo(new long[] { 2 }));
        Assert.That(Ids(await api.ListAsync(null, VoteFilter.Open)), Is.EqualTo(new long[] { 4, 3 }));

        static IEnumerable<long> Ids(GxbDesPage<VoteSummary> page) => page.Items.Select(static vote => vote.VoteId);
    }

    [Test]
    public async Task ListAll_OfMoreThanAPage_GivesEachOnce()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        setting.AddProduct(1, 14);
        for (int i = 0; i < 21; i++)
        {
            await setting.Api.Products.UpdateAsync(1, ProductExamples.Update);
        }

        var all = new List<long>();
        await foreach (VoteSummary vote in setting.Api.Votes.ListAllAsync(1, VoteFilter.Open))
        {
            all.Add(vote.VoteId);
        }

        Assert.That(all, Is.EqualTo(Enumerable.Range(1, 21).Reverse()));
    }

    [TestCase("/market/product/votes/one")]
    [TestCase("/market/product/1/votes/3")]
    [TestCase("/market/product/some/votes/0")]
    public async Task Call_OfATargetThatIsNone_IsRefused(string target)
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        (HttpStatusCode status, JsonNode answer) = await setting.GetAsync(target);
        Assert.That((status, (string)answer["code"]!), Is.EqualTo((HttpStatusCode.BadRequest, "INVALID_PARAMS")));
    }

    [Test]
    public async Task Get_OfAVoteThatIsNotThere_IsRefused()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        Assert.That((await EmulatedSetting.RefusalAsync(() => setting.Api.Votes.GetAsync(9))).Code, Is.EqualTo("NOT_EXIST"));
    }

    private static void AssertSame((HttpStatusCode Status, JsonNode Answer) given, string expected)
    {
        Assert.That(given.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(JsonNode.DeepEquals(given.Answer, JsonNode.Parse(expected)), Is.True, given.Answer.ToJsonString());
    }
}
