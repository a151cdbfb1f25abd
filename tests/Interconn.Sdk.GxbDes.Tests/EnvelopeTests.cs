using Interconn.Sdk.GxbDes.Categories;
using Interconn.Sdk.GxbDes.Products;

namespace Interconn.Sdk.GxbDes.Tests;

/// <summary>What is around every answer: code, msg, data, total.</summary>
public sealed class EnvelopeTests
{
    [TestCase("""{"code":1,"msg":"成功","data":{"categoryId":7}}""")]
    [TestCase("""{"code":"1","msg":"","data":{"categoryId":7}}""")]
    [TestCase("""{"code":1,"msg":null,"data":{"categoryId":"7"},"total":null}""")]
    [TestCase("""{"data":{"categoryId":7},"more":[],"code":1}""")]
    public async Task Call_WithCode1_Succeeds(string answer) => Assert.That((await CreateAsync(answer)).CategoryId, Is.EqualTo(7));

    [TestCase("""{"code":0,"msg":"类目已存在"}""", "0", "类目已存在")]
    [TestCase("""{"code":"0","msg":""}""", "0", "")]
    [TestCase("""{"code":200,"msg":"ok","data":{"categoryId":7}}""", "200", "ok")]
    [TestCase("""{"code":"FORBIDDEN","msg":null}""", "FORBIDDEN", null)]
    [TestCase("""{"code":"SIGNATURE_VERIFY_FAIL"}""", "SIGNATURE_VERIFY_FAIL", null)]
    [TestCase("""{"code":10,"msg":{}}""", "10", null)]
    public async Task Call_WithAnotherCode_ThrowsWithCodeAndTextAsSent(string answer, string code, string? msg)
    {
        foreach (int status in new[] { 200, 400, 500 })
        {
            GxbDesAnswerException exception = await EmulatedSetting.RefusalAsync(() => CreateAsync(answer, status));
            Assert.That(
                (exception.HttpStatus, exception.Code, exception.Msg, exception.Endpoint), Is.EqualTo((status, code, msg, "POST /market/category/create")));
        }
    }

    [TestCase(500, """{"timestamp":1,"status":500,"error":"Internal Server Error"}""")]
    [TestCase(401, "")]
    public async Task Call_WithAStatusOfFailureAndNoEnvelope_ThrowsWithTheStatus(int status, string body)
    {
        GxbDesAnswerException exception = await EmulatedSetting.RefusalAsync(() => CreateAsync(body, status));
        Assert.That((exception.HttpStatus, exception.Code, exception.Msg), Is.EqualTo((status, (string?)null, (string?)null)));
    }

    [TestCase("""{"msg":"成功","data":{"categoryId":7}}""", "has no code")]
    [TestCase("""{"code":true,"data":{"categoryId":7}}""", "has no code")]
    [TestCase("""{"code":null,"data":{"categoryId":7}}""", "has no code")]
    [TestCase("""{"code":1,"msg":"成功"}""", "has no data")]
    [TestCase("""{"code":1,"data":null}""", "has no data")]
    [TestCase("""{"code":1,"data":[]}""", "documented shape")]
    [TestCase("""{"code":1,"data":{}}""", "documented shape")]
    [TestCase("""{"code":1,"data":{"categoryId":"seven"}}""", "documented shape")]
    [TestCase("""{"code":1,"data":{"categoryId":7,"categoryId":8}}""", "documented shape")]
    [TestCase("""{"code":0,"code":1,"data":{"categoryId":7}}""", "documented shape")]
    [TestCase("""{"code":1,"data":{"categoryId":7,"categoryName":"\ud800"}}""", "documented shape")]
    [TestCase("[]", "documented shape")]
    public void Call_WithWhatIsNotDocumented_ThrowsForTheProtocol(string answer, string message) => Assert.That(
        Assert.ThrowsAsync<GxbDesProtocolException>(() => CreateAsync(answer))!.Message, Does.Contain(message));

    [TestCase("15", 15)]
    [TestCase("\"15\"", 15)]
    [TestCase("null", null)]
    [TestCase("\"many\"", null)]
    [TestCase("-1", null)]
    [TestCase("{}", null)]
    public async Task List_WithATotal_ReadsItWhereItIsOne(string total, long? expected)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json($$"""{"code":1,"msg":"","data":[],"total":{{total}}}"""));
        await using var market = new TestMarket(system.Address);
        GxbDesPage<ProductSummary> page = await market.Api.Products.ListAsync(1, ShareStatus.FreeMarket);
        Assert.That((page.Items.Count, page.Total), Is.EqualTo((0, expected)));
    }

    [Test]
    public async Task List_WithNullInIt_ThrowsForTheProtocol()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("""{"code":1,"data":[null],"total":1}"""));
        await using var market = new TestMarket(system.Address);
        Assert.ThrowsAsync<GxbDesProtocolException>(() => market.Api.Products.ListAsync(1, ShareStatus.FreeMarket));
    }

    private static async Task<Category> CreateAsync(string answer, int status = 200)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(answer, status));
        await using var market = new TestMarket(system.Address);
        return await market.Api.Categories.CreateAsync("普惠金融");
    }
}
