using Interconn.Sdk.GxbDes.Products;
using Interconn.Sdk.GxbDes.Votes;

namespace Interconn.Sdk.GxbDes.Tests.Votes;

/// <summary>3.1.7, 3.1.10, 3.1.11: what the client sends, and what it makes of the document's answers.</summary>
public sealed class VotesTests
{
    [TestCase(true, """{"agree":1,"voteId":1}""")]
    [TestCase(false, """{"agree":0,"voteId":1}""")]
    public async Task Cast_WithTheExample_SendsItsBytes(bool agree, string body)
    {
        ReceivedRequest request = await SentAsync("""{"code":1,"msg":"成功"}""", api => api.CastAsync(1, agree));
        Assert.That((request.Method, request.Target, request.BodyText), Is.EqualTo(("POST", "/market/product/vote", body)));
    }

    [TestCase(1L, VoteFilter.Open, "/market/product/1/votes/0?page=1&limit=20")]
    [TestCase(1L, VoteFilter.Passed, "/market/product/1/votes/1?page=1&limit=20")]
    [TestCase(null, VoteFilter.Rejected, "/market/product/all/votes/2?page=1&limit=20")]
    public async Task List_WithTheExample_AsksForItsPath(long? productId, VoteFilter filter, string target)
    {
        ReceivedRequest request = await SentAsync(VoteExamples.ListAnswer, api => api.ListAsync(productId, filter));
        Assert.That((request.Method, request.Target), Is.EqualTo(("GET", target)));
    }

    [Test]
    public async Task Get_WithTheExample_AsksForItsPath()
    {
        ReceivedRequest request = await SentAsync(VoteExamples.Answer(VoteExamples.Apply), api => api.GetAsync(1));
        Assert.That((request.Method, request.Target), Is.EqualTo(("GET", "/market/product/votes/1")));
    }

    [Test]
    public async Task List_WithTheExample_ReadsItsTimeAtBeijing()
    {
        GxbDesPage<VoteSummary> page = await CallAsync(VoteExamples.ListAnswer, api => api.ListAsync(1, VoteFilter.Open));
        Assert.That(page.Total, Is.EqualTo(25));
        Assert.That(page.Items.Single(), Is.EqualTo(new VoteSummary
        {
            VoteId = 1,
            ProductId = 1,
            ProductName = "kyc认证",
            CreateDate = new DateTimeOffset(2018, 3, 12, 4, 23, 10, TimeSpan.Zero),
            Status = VoteStatus.InProgress,
            Requester = 14,
            Type = VoteType.Apply,
        }));
    }

    [TestCase("\"2018-03-12T12:23:10\"")]
    [TestCase("\"2018-03-12T12:23:10.000\"")]
    [TestCase("\"2018-03-12T04:23:10Z\"")]
    [TestCase("\"2018-03-12T06:23:10+02:00\"")]
    [TestCase("1520828590000")]
    [TestCase("\"1520828590000\"")]
    public async Task List_WithATimeInAnotherForm_ReadsTheSameMoment(string createDate)
    {
        GxbDesPage<VoteSummary> page = await CallAsync($$"""{"code":1,"data":[{"voteId":1,"createDate":{{createDate}}}]}""", api => api.ListAsync(1, VoteFilter.Open));
        Assert.That(page.Items[0].CreateDate!.Value.ToString("o"), Is.EqualTo("2018-03-12T12:23:10.0000000+08:00"));
    }

    [TestCase("\"12.03.2018\"")]
    [TestCase("\"0001-01-01T00:00:00\"")]
    [TestCase("\"\"")]
    [TestCase("true")]
    public void List_WithATimeThatIsNone_ThrowsForTheProtocol(string createDate) => Assert.ThrowsAsync<GxbDesProtocolException>(
        () => CallAsync($$"""{"code":1,"data":[{"voteId":1,"createDate":{{createDate}}}]}""", api => api.ListAsync(1, VoteFilter.Open)));

    [Test]
    public async Task List_WithStatusAndTypeThatNobodyKnows_KeepsThem()
    {
        GxbDesPage<VoteSummary> page = await CallAsync("""{"code":1,"data":[{"voteId":1,"status":"PAUSED","type":"LEAVE"}]}""", api => api.ListAsync(1, VoteFilter.Open));
        Assert.That((page.Items[0].Status, page.Items[0].Type), Is.EqualTo(((VoteStatus?)new VoteStatus("PAUSED"), (VoteType?)new VoteType("LEAVE"))));
    }

    [Test]
    public async Task Get_OfAnApplication_GivesItsKind()
    {
        var detail = (ApplyVoteDetail)await CallAsync(VoteExamples.Answer(VoteExamples.Apply), api => api.GetAsync(1));
        Assert.That((detail.VoteId, detail.ProductId, detail.Requester, detail.Type), Is.EqualTo((1L, (long?)1, (long?)14, VoteType.Apply)));
        Assert.That(detail.Status, Is.EqualTo(VoteStatus.InProgress));
        Assert.That(detail.Members, Is.EqualTo(new[] { EmulatedSetting.Company(14) }));
    }

    [Test]
    public async Task Get_OfAnInvitation_GivesItsKind()
    {
        var detail = (AddMemberVoteDetail)await CallAsync(VoteExamples.Answer(VoteExamples.AddMember), api => api.GetAsync(1));
        Assert.That((detail.VoteId, detail.ProductId, detail.Requester, detail.Type), Is.EqualTo((1L, (long?)1, (long?)14, VoteType.AddMember)));
        Assert.That(detail.Members, Is.EqualTo(new[] { EmulatedSetting.Company(16), EmulatedSetting.Company(15) }));
    }

    [TestCase("briefDesc")]
    [TestCase("brieDesc")]
    public async Task Get_OfAChange_GivesItsKindWithBothProducts(string spelling)
    {
        string answer = VoteExamples.Answer(VoteExamples.UpdateProduct).Replace("briefDesc", spelling, StringComparison.Ordinal);
        var detail = (UpdateProductVoteDetail)await CallAsync(answer, api => api.GetAsync(1));
        Assert.That((detail.VoteId, detail.ProductId, detail.Requester, detail.Type), Is.EqualTo((1L, (long?)1, (long?)14, VoteType.UpdateProduct)));
        foreach (Product? product in new[] { detail.From, detail.To })
        {
            Assert.That(product!.BriefDesc, Is.EqualTo("通过姓名、身份证号和自拍照验证是否一致"));
            Assert.That(product.Price, Is.EqualTo(new Price { Amount = 990000, AssetId = "1.3.1" }));
            Assert.That(product.Input!["name"].Required, Is.True);
            Assert.That((product.CategoryId, product.LogoUrl), Is.EqualTo(((long?)1, (string?)null)));
        }
    }

    [TestCase("APPLY", typeof(ApplyVoteDetail))]
    [TestCase("ADD_MEMBER", typeof(AddMemberVoteDetail))]
    [TestCase("UPDATE_PRODUCT", typeof(UpdateProductVoteDetail))]
    public async Task Get_WithItsTypeInAnyPlaceAndLittleElse_GivesItsKind(string type, Type kind)
    {
        foreach (string vote in new[] { $$"""{"type":"{{type}}","voteId":1}""", $$"""{"voteId":1,"members":null,"type":"{{type}}"}""" })
        {
            Assert.That(await CallAsync(VoteExamples.Answer(vote), api => api.GetAsync(1)), Is.TypeOf(kind));
        }
    }

    [Test]
    public void Get_OfAnUnknownKind_ThrowsForTheProtocolAndNamesIt() => Assert.That(
        Assert.ThrowsAsync<GxbDesProtocolException>(() => CallAsync(VoteExamples.Answer("""{"voteId":1,"type":"LEAVE"}"""), api => api.GetAsync(1)))!.Message,
        Does.Contain("'LEAVE'"));

    [TestCase("""{"voteId":1}""")]
    [TestCase("""{"voteId":1,"type":null}""")]
    [TestCase("""{"type":"APPLY"}""")]
    [TestCase("""{"voteId":1,"type":"APPLY","members":[null]}""")]
    [TestCase("""{"voteId":1,"type":"ADD_MEMBER","members":[null]}""")]
    [TestCase("""{"voteId":1,"type":"UPDATE_PRODUCT","from":[],"to":{}}""")]
    [TestCase("[]")]
    public void Get_OfWhatIsNoVote_ThrowsForTheProtocol(string vote) =>
        Assert.ThrowsAsync<GxbDesProtocolException>(() => CallAsync(VoteExamples.Answer(vote), api => api.GetAsync(1)));

    [Test]
    public async Task Call_WithMisuse_ThrowsBeforeItSends()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("""{"code":1}"""));
        await using var market = new TestMarket(system.Address);
        IVotesApi api = market.Api.Votes;
        Assert.Multiple(() =>
        {
            Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => api.CastAsync(-1, agree: true));
            Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => api.GetAsync(-1));
            Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => api.ListAsync(-1, VoteFilter.Open));
            Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => api.ListAsync(1, (VoteFilter)3));
            Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => api.ListAsync(1, VoteFilter.Open, page: 0));
            Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => api.ListAsync(1, VoteFilter.Open, limit: 0));
        });
        Assert.That(system.Connections, Is.Zero);
    }

    private static async Task<ReceivedRequest> SentAsync(string answer, Func<IVotesApi, Task> call)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(answer));
        await using var market = new TestMarket(system.Address);
        await call(market.Api.Votes);
        return system.Requests.Single();
    }

    private static async Task<T> CallAsync<T>(string answer, Func<IVotesApi, Task<T>> call)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(answer));
        await using var market = new TestMarket(system.Address);
        return await call(market.Api.Votes);
    }
}
