using System.Text.Json;
using Interconn.Sdk.GxbDes.Products;

namespace Interconn.Sdk.GxbDes.Tests.Products;

/// <summary>3.1.4, 3.1.6, 3.1.8, 3.1.9: what the client makes of the document's answers, and of others that mean the same.</summary>
public sealed class ProductAnswerTests
{
    private static readonly Price Price = new() { Amount = 990000, AssetId = "1.3.1" };

    [Test]
    public async Task List_WithTheExample_ReadsItWithItsPriceAsText()
    {
        GxbDesPage<ProductSummary> page = await CallAsync(ProductExamples.ListAnswer, api => api.ListAsync(1, ShareStatus.FreeMarket));
        Assert.That(page.Total, Is.EqualTo(15));
        Assert.That(page.Items.Single(), Is.EqualTo(new ProductSummary
        {
            ProductId = 1,
            ProductName = "KYC认证",
            LogoUrl = ProductExamples.LogoUrl,
            BriefDesc = "通过姓名、身份证号和自拍照验证是否一致",
            Privacy = false,
            Price = Price,
        }));
    }

    [Test]
    public async Task Get_WithTheExample_ReadsAllOfIt()
    {
        Product product = await CallAsync(ProductExamples.GetAnswer, api => api.GetAsync(1));
        Assert.Multiple(() =>
        {
            Assert.That(product.ProductName, Is.EqualTo("KYC认证"));
            Assert.That(product.LogoUrl, Is.EqualTo(ProductExamples.LogoUrl));
            Assert.That(product.BriefDesc, Is.EqualTo("通过姓名、身份证号和自拍照验证是否一致"));
            Assert.That(product.Price, Is.EqualTo(Price));
            Assert.That(product.CategoryId, Is.EqualTo(1));
            Assert.That(product.Privacy, Is.False);
            Assert.That(product.Input!.Keys, Is.EqualTo(new[] { "name", "idcard", "photo" }));
            Assert.That(product.Input["idcard"].Sample!.Value.GetString(), Is.EqualTo("330102128901016666"));
            Assert.That(product.Input["idcard"] with { Sample = null }, Is.EqualTo(new FieldDefinition { Type = "string", Desc = "身份证号" }));
            Assert.That(product.Output!["result"].Sample!.Value.ValueKind, Is.EqualTo(JsonValueKind.True));
        });
    }

    [TestCase("\"990000\"", "\"1\"")]
    [TestCase("990000", "1")]
    public async Task Get_WithNumbersInEitherForm_ReadsThem(string amount, string categoryId)
    {
        Product product = await CallAsync(
            $$$"""{"code":1,"data":{"price":{"amount":{{{amount}}},"assetId":"1.1"},"categoryId":{{{categoryId}}}}}""", api => api.GetAsync(1));
        Assert.That((product.Price!.Amount, product.Price.AssetId, product.CategoryId), Is.EqualTo((990000L, "1.1", (long?)1)));
    }

    [TestCase("""{"brieDesc":"短"}""")]
    [TestCase("""{"briefDesc":"短"}""")]
    [TestCase("""{"brieDesc":"长","briefDesc":"短"}""")]
    public async Task Get_WithEitherSpellingOfTheDescription_ReadsIt(string product)
    {
        Assert.That((await CallAsync($$"""{"code":1,"data":{{product}}}""", api => api.GetAsync(1))).BriefDesc, Is.EqualTo("短"));
        string listed = product.Replace("{", "{\"productId\":3,", StringComparison.Ordinal);
        GxbDesPage<ProductSummary> page = await CallAsync($$"""{"code":1,"data":[{"productId":2},{{listed}}]}""", api => api.ListAsync(1, ShareStatus.FreeMarket));
        Assert.That(page.Items.Select(item => (item.ProductId, item.BriefDesc)), Is.EqualTo(new[] { (2L, (string?)null), (3L, "短") }));
    }

    [Test]
    public async Task Get_WithAFieldNamedAsTheDescription_LeavesItsName()
    {
        Product product = await CallAsync(
            """{"code":1,"data":{"brieDesc":"短","input":{"brieDesc":{"type":"string"}}}}""", api => api.GetAsync(1));
        Assert.That(product.Input!.Keys, Is.EqualTo(new[] { "brieDesc" }));
    }

    [TestCase("\"text\"")]
    [TestCase("{\"a\":[1,null]}")]
    [TestCase("12.50")]
    [TestCase("false")]
    public async Task Get_WithASampleOfAnyKind_KeepsIt(string sample)
    {
        string answer = """{"code":1,"data":{"output":{"x":{"type":"any","sample":?}}}}""".Replace("?", sample, StringComparison.Ordinal);
        Product product = await CallAsync(answer, api => api.GetAsync(1));
        Assert.That(product.Output!["x"].Sample!.Value.GetRawText(), Is.EqualTo(sample));
    }

    [TestCase("""{"price":{"amount":1.5,"assetId":"1.3.1"}}""")]
    [TestCase("""{"price":{"amount":"much","assetId":"1.3.1"}}""")]
    [TestCase("""{"input":{"name":null}}""")]
    [TestCase("""{"input":{"name":{}}}""")]
    [TestCase("""{"input":[]}""")]
    [TestCase("[]")]
    public void Get_OfWhatIsNoProduct_ThrowsForTheProtocol(string product) => Assert.ThrowsAsync<GxbDesProtocolException>(
        () => CallAsync($$"""{"code":1,"data":{{product}}}""", api => api.GetAsync(1)));

    [Test]
    public async Task AddMembersAndUpdate_WithTheExample_ReadVoteAndTime()
    {
        var expected = new OpenedVote { VoteId = 1, ExpireAt = new DateTimeOffset(2017, 7, 28, 8, 23, 0, 812, TimeSpan.Zero) };
        Assert.That(await CallAsync(ProductExamples.OpenedAnswer, api => api.AddMembersAsync(1, [14, 15])), Is.EqualTo(expected));
        Assert.That(await CallAsync(ProductExamples.OpenedAnswer, api => api.UpdateAsync(1, ProductExamples.Update)), Is.EqualTo(expected));
    }

    [TestCase("\"1501230180812\"", 1501230180812)]
    [TestCase("150123018081", 150123018081)]
    [TestCase("-1", -1)]
    public async Task AddMembers_WithATimeOfAnyNumberOfDigits_ReadsIt(string expireAt, long milliseconds)
    {
        OpenedVote vote = await CallAsync($$$"""{"code":1,"data":{"voteId":1,"expireAt":{{{expireAt}}}}}""", api => api.AddMembersAsync(1));
        Assert.That((vote.ExpireAt!.Value.ToUnixTimeMilliseconds(), vote.ExpireAt.Value.Offset), Is.EqualTo((milliseconds, TimeSpan.FromHours(8))));
    }

    [TestCase("9223372036854775807")]
    [TestCase("-9223372036854775808")]
    [TestCase("99999999999999999999")]
    [TestCase("\"2017-07-28\"")]
    [TestCase("true")]
    public void AddMembers_WithATimeThatNoCalendarHas_ThrowsForTheProtocol(string expireAt) => Assert.ThrowsAsync<GxbDesProtocolException>(
        () => CallAsync($$$"""{"code":1,"data":{"voteId":1,"expireAt":{{{expireAt}}}}}""", api => api.AddMembersAsync(1)));

    private static async Task<T> CallAsync<T>(string answer, Func<IProductsApi, Task<T>> call)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(answer));
        await using var market = new TestMarket(system.Address);
        return await call(market.Api.Products);
    }
}
