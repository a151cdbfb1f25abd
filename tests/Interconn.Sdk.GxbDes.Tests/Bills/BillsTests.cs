using Interconn.Sdk.GxbDes.Bills;

namespace Interconn.Sdk.GxbDes.Tests.Bills;

/// <summary>3.1.14 to 3.1.17: what the client asks for, and what it makes of the document's answers.</summary>
public sealed class BillsTests
{
    private static readonly MonthlyBill[] Month =
    [
        new() { ProductId = 1, ProductName = "学历信息1", TransferCount = 16, UnitPrice = 0.001m, ConsumeAmount = 0.016m },
        new() { ProductId = 2, ProductName = "学历信息2", TransferCount = 1, UnitPrice = 1, ConsumeAmount = 1 },
    ];

    [TestCase(1)]
    [TestCase(31)]
    public async Task GetMonth_OnAnyDay_AsksForTheFirst(int day)
    {
        (string target, IReadOnlyList<MonthlyBill> bills) = await CallAsync(BillExamples.Month, api => api.GetMonthAsync(new DateOnly(2018, 5, day)));
        Assert.That(target, Is.EqualTo("GET /market/bill/month?date=2018-05-01"));
        Assert.That(bills, Is.EqualTo(Month));
    }

    [Test]
    public async Task GetMonth_WithoutTheSecondEnvelope_ReadsTheList()
    {
        (_, IReadOnlyList<MonthlyBill> bills) = await CallAsync(
            """{"code":1,"data":[{"productId":"1","unitPrice":"0.001","transferCount":"16"}]}""", api => api.GetMonthAsync(new DateOnly(2018, 5, 1)));
        Assert.That(bills.Single(), Is.EqualTo(new MonthlyBill { ProductId = 1, TransferCount = 16, UnitPrice = 0.001m }));
    }

    [TestCase("""{"code":"0","data":[]}""")]
    [TestCase("""{"code":0,"msg":null,"data":[],"total":null}""")]
    public async Task GetMonth_OfNothing_IsEmpty(string data) =>
        Assert.That((await CallAsync($$"""{"code":1,"data":{{data}}}""", api => api.GetMonthAsync(new DateOnly(2018, 5, 1)))).Answer, Is.Empty);

    [TestCase("""{"code":1,"msg":"无权限","data":[]}""", "1", "无权限")]
    [TestCase("""{"code":"FORBIDDEN","msg":"无权限"}""", "FORBIDDEN", "无权限")]
    [TestCase("""{"code":-1,"msg":null,"data":null}""", "-1", null)]
    public async Task GetMonth_WithFailureInTheSecondEnvelope_ThrowsWithItsCodeAndText(string data, string code, string? msg)
    {
        GxbDesAnswerException exception = await EmulatedSetting.RefusalAsync(
            () => CallAsync($$"""{"code":1,"msg":"","data":{{data}}}""", api => api.GetMonthAsync(new DateOnly(2018, 5, 1))));
        Assert.That((exception.HttpStatus, exception.Code, exception.Msg), Is.EqualTo((200, code, msg)));
    }

    [TestCase("""{"code":0,"data":{"code":0,"data":[]}}""", TestName = "GetMonth_WithAThirdEnvelope_ThrowsForTheProtocol")]
    [TestCase("""{"code":0}""", TestName = "GetMonth_WithNothingInTheSecondEnvelope_ThrowsForTheProtocol")]
    [TestCase("""{"data":[]}""", TestName = "GetMonth_WithASecondEnvelopeWithoutCode_ThrowsForTheProtocol")]
    [TestCase("""{"code":0,"data":[null]}""", TestName = "GetMonth_WithNullInTheList_ThrowsForTheProtocol")]
    [TestCase("[null]", TestName = "GetMonth_WithNullInTheBareList_ThrowsForTheProtocol")]
    [TestCase("\"\"", TestName = "GetMonth_WithText_ThrowsForTheProtocol")]
    public void GetMonth_OfAnotherShape(string data) => Assert.ThrowsAsync<GxbDesProtocolException>(
        () => CallAsync($$"""{"code":1,"data":{{data}}}""", api => api.GetMonthAsync(new DateOnly(2018, 5, 1))));

    [Test]
    public async Task GetMonthTotal_WithTheExample_AsksForItsPathAndReadsItsAnswer()
    {
        (string target, AccountTotals totals) = await CallAsync(BillExamples.MonthTotal, api => api.GetMonthTotalAsync(new DateOnly(2018, 5, 1)));
        Assert.That(target, Is.EqualTo("GET /market/bill/monthTotal?date=2018-05-01"));
        Assert.That(totals, Is.EqualTo(new AccountTotals { ConsumeAmount = 0.022m, IncomeAmount = 106.91608m, TransferCount = 3, Balance = 0 }));
    }

    [Test]
    public async Task ListRecent_WithTheExample_ReadsDaysOfChina()
    {
        (string target, IReadOnlyList<AccountTotals> days) = await CallAsync(BillExamples.Recent, api => api.ListRecentAsync());
        Assert.That(target, Is.EqualTo("GET /market/bill/recent"));
        Assert.That(days[0], Is.EqualTo(new AccountTotals
        {
            Date = new DateTimeOffset(2018, 5, 27, 0, 0, 0, TimeSpan.FromHours(8)),
            ConsumeAmount = 0,
            IncomeAmount = 0,
            TransferCount = 0,
        }));
        Assert.That(days.Select(day => day.Date!.Value.ToString("o")), Is.EqualTo(new[] { "2018-05-27T00:00:00.0000000+08:00", "2018-05-26T00:00:00.0000000+08:00" }));
    }

    [Test]
    public async Task GetTotal_WithTheExample_AsksForItsPathAndReadsItsAnswer()
    {
        (string target, AccountOverview total) = await CallAsync(BillExamples.Total, api => api.GetTotalAsync());
        Assert.That(target, Is.EqualTo("GET /market/bill/total"));
        Assert.That(total.Overview, Is.EqualTo(new AccountTotals { ConsumeAmount = 1.06m, Balance = 0, Average = 0.02465m }));
        Assert.That(total.ProductList, Is.EqualTo(new[]
        {
            new ProductBill
            {
                ProductId = 1,
                ProductName = "学历信息1",
                LogoUrl = ProductExamples.LogoUrl,
                TransferCount = 22,
                UnitPrice = 0.001m,
                ConsumeAmount = 0.06m,
            },
            new ProductBill { ProductId = 2, ProductName = "学历信息2", LogoUrl = ProductExamples.LogoUrl, TransferCount = 1, UnitPrice = 1, ConsumeAmount = 1 },
        }));
    }

    [TestCase("""{"overview":null,"productList":null}""")]
    [TestCase("{}")]
    public async Task GetTotal_OfWhoNeverSpent_IsEmpty(string data)
    {
        (_, AccountOverview total) = await CallAsync($$"""{"code":1,"data":{{data}}}""", api => api.GetTotalAsync());
        Assert.That((total.Overview, total.ProductList.Count), Is.EqualTo(((AccountTotals?)null, 0)));
    }

    [Test]
    public void GetTotal_WithNullInItsList_ThrowsForTheProtocol() => Assert.ThrowsAsync<GxbDesProtocolException>(
        () => CallAsync("""{"code":1,"data":{"productList":[null]}}""", api => api.GetTotalAsync()));

    private static async Task<(string Target, T Answer)> CallAsync<T>(string answer, Func<IBillsApi, Task<T>> call)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(answer));
        await using var market = new TestMarket(system.Address);
        T result = await call(market.Api.Bills);
        return ($"{system.Requests.Single().Method} {system.Requests.Single().Target}", result);
    }
}
