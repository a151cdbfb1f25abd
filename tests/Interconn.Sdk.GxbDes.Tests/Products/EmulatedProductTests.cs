using System.Net;
using System.Text.Json.Nodes;
using Interconn.Sdk.GxbDes.Products;

namespace Interconn.Sdk.GxbDes.Tests.Products;

/// <summary>3.1.3, 3.1.6, 3.1.8, 3.1.9 at the emulator.</summary>
public sealed class EmulatedProductTests
{
    [Test]
    public async Task Examples_AsRawHttp_AreAnsweredAsDocumented()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync(DateTimeOffset.FromUnixTimeMilliseconds(1501230180812).AddDays(-2));
        (_, JsonNode created) = await setting.PostAsync("/market/product/create", ProductExamples.CreateRequest);
        (_, JsonNode updated) = await setting.PostAsync("/market/product/1/update", ProductExamples.UpdateRequest);
        await setting.CastAsync(14, 1, agree: true);
        (_, JsonNode listed) = await setting.GetAsync("/market/product/list/1/1?page=1&limit=20");
        (_, JsonNode got) = await setting.GetAsync("/market/product/1");
        Assert.Multiple(() =>
        {
            AssertSame(created, """{"code":1,"msg":"成功"}""");
            AssertSame(updated, ProductExamples.OpenedAnswer);
            // The example is one of 15, with a logo of its own; here it is the only one.
            AssertSame(listed, ProductExamples.ListAnswer.Replace("15", "1", StringComparison.Ordinal), "https://des.example/product/logo/logo_2.png");
            AssertSame(got, ProductExamples.GetAnswer, "https://des.example/product/logo/logo_2.png");
        });
    }

    [Test]
    public async Task Update_UntilItsVotePasses_ChangesNothing()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        long id = setting.AddProduct(0.7m, 14, 15, 16);
        OpenedVote vote = await setting.Api.Products.UpdateAsync(id, ProductExamples.Update with { ProductName = "KYC" });
        await setting.CastAsync(14, vote.VoteId, agree: true);
        await setting.CastAsync(15, vote.VoteId, agree: true);
        string? before = (await setting.Api.Products.GetAsync(id)).ProductName;
        await setting.CastAsync(16, vote.VoteId, agree: true);
        string? after = (await setting.Api.Products.GetAsync(id)).ProductName;
        Assert.That((before, after), Is.EqualTo(("KYC认证", "KYC")));
    }

    [Test]
    public async Task List_ByMarket_HasProductsOfSeveralInTheAllianceAndOthersInTheFreeMarket()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        long free = setting.AddProduct(1, 14);
        long shared = setting.AddProduct(1, 14, 15);
        IProductsApi api = setting.Api.Products;
        Assert.That((await api.ListAsync(1, ShareStatus.FreeMarket)).Items.Select(product => product.ProductId), Is.EqualTo(new[] { free }));
        Assert.That((await api.ListAsync(1, ShareStatus.Alliance)).Items.Select(product => product.ProductId), Is.EqualTo(new[] { shared }));
        Assert.That((await api.ListAsync(2, ShareStatus.Alliance)).Items, Is.Empty);
    }

    [Test]
    public async Task ListAll_OfMoreThanAPage_GivesEachOnce()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        long[] ids = [.. Enumerable.Range(0, 45).Select(_ => setting.AddProduct(1, 14))];
        GxbDesPage<ProductSummary> second = await setting.Api.Products.ListAsync(1, ShareStatus.FreeMarket, page: 2, limit: 10);
        var all = new List<long>();
        await foreach (ProductSummary product in setting.Api.Products.ListAllAsync(1, ShareStatus.FreeMarket))
        {
            all.Add(product.ProductId);
        }

        Assert.That(all, Is.EqualTo(ids));
        Assert.That((second.Total, second.Items[0].ProductId, second.Items.Count), Is.EqualTo(((long?)45, ids[10], 10)));
    }

    [Test]
    public async Task Create_InACategoryThatIsNotThere_IsRefused()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        GxbDesAnswerException exception = await EmulatedSetting.RefusalAsync(() => setting.Api.Products.CreateAsync(ProductExamples.Draft with { CategoryId = 9 }));
        Assert.That(exception.Code, Is.EqualTo("NOT_EXIST"));
    }

    [Test]
    public async Task Update_ByWhoIsNoMember_IsRefused()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        long id = setting.AddProduct(1, 15);
        GxbDesAnswerException exception = await EmulatedSetting.RefusalAsync(() => setting.Api.Products.UpdateAsync(id, ProductExamples.Update));
        Assert.That(exception.Code, Is.EqualTo("FORBIDDEN"));
    }

    [Test]
    public async Task Call_OfWhatIsNotThere_IsRefused()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        GxbDesAnswerException got = await EmulatedSetting.RefusalAsync(() => setting.Api.Products.GetAsync(9));
        GxbDesAnswerException updated = await EmulatedSetting.RefusalAsync(() => setting.Api.Products.UpdateAsync(9, ProductExamples.Update));
        GxbDesAnswerException joined = await EmulatedSetting.RefusalAsync(() => setting.Api.Products.AddMembersAsync(9));
        Assert.That((got.Code, updated.Code, joined.Code), Is.EqualTo(("NOT_EXIST", "NOT_EXIST", "NOT_EXIST")));
    }

    [Test]
    public async Task Call_WithoutASession_IsRefused()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        setting.Emulator.Caller = 0;
        GxbDesAnswerException exception = await EmulatedSetting.RefusalAsync(() => setting.Api.Products.GetAsync(1));
        Assert.That((exception.HttpStatus, exception.Code), Is.EqualTo((200, "FORBIDDEN")));
    }

    [TestCase("/market/product/one")]
    [TestCase("/market/product/-1")]
    [TestCase("/market/product/list/1/2")]
    [TestCase("/market/product/list/1/1?page=0")]
    [TestCase("/market/product/list/1/1?page=one")]
    [TestCase("/market/product/list/1/1?limit=0")]
    public async Task Call_OfATargetThatIsNone_IsRefused(string target)
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        (HttpStatusCode status, JsonNode answer) = await setting.GetAsync(target);
        Assert.That((status, (string)answer["code"]!), Is.EqualTo((HttpStatusCode.BadRequest, "INVALID_PARAMS")));
    }

    [TestCase("productName")]
    [TestCase("logoImgBase64")]
    [TestCase("brieDesc")]
    [TestCase("voteThrehold")]
    [TestCase("categoryId")]
    [TestCase("price")]
    [TestCase("privacy")]
    [TestCase("input")]
    [TestCase("output")]
    public async Task Create_WithoutAField_IsRefused(string field)
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        JsonObject request = JsonNode.Parse(ProductExamples.CreateRequest)!.AsObject();
        request.Remove(field);
        (HttpStatusCode status, JsonNode answer) = await setting.PostAsync("/market/product/create", request.ToJsonString());
        Assert.That((status, (string)answer["code"]!), Is.EqualTo((HttpStatusCode.BadRequest, "INVALID_PARAMS")));
    }

    private static void AssertSame(JsonNode answer, string expected, string? logoUrl = null)
    {
        string wanted = logoUrl is null ? expected : expected.Replace(ProductExamples.LogoUrl, logoUrl, StringComparison.Ordinal);
        Assert.That(JsonNode.DeepEquals(answer, JsonNode.Parse(wanted)), Is.True, answer.ToJsonString());
    }
}
