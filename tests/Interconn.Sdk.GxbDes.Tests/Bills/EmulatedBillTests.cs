using System.Net;
using System.Text.Json.Nodes;
using Interconn.Sdk.Emulators.GxbDes;
using Interconn.Sdk.GxbDes.Bills;

namespace Interconn.Sdk.GxbDes.Tests.Bills;

/// <summary>3.1.14 to 3.1.17 at the emulator, which makes bills of the exchanges that it was told of.</summary>
public sealed class EmulatedBillTests
{
    private static readonly DateTimeOffset May = new(2018, 5, 1, 0, 0, 0, TimeSpan.FromHours(8));

    [Test]
    public async Task Month_WithTheExampleAsRawHttp_IsAnsweredAsDocumented()
    {
        await using EmulatedSetting setting = await StartAsync(May.AddDays(26));
        Spend(setting, 1, May, [.. Enumerable.Repeat(0.001m, 16)]);
        Spend(setting, 2, May.AddMonths(1).AddTicks(-1), 1);
        Spend(setting, 2, May.AddTicks(-1), 1);
        Spend(setting, 2, May.AddMonths(1), 1);
        AssertSame(await setting.GetAsync("/market/bill/month?date=2018-05-01"), BillExamples.Month);
    }

    [Test]
    public async Task MonthTotal_WithTheExampleAsRawHttp_IsAnsweredAsDocumented()
    {
        await using EmulatedSetting setting = await StartAsync(May.AddDays(26));
        setting.Emulator.AddDeposit(14, 106.91608m, May);
        setting.Emulator.AddDeposit(14, 5, May.AddTicks(-1));
        setting.Emulator.AddDeposit(15, 7, May);
        Spend(setting, 1, May, 0.01m, 0.01m, 0.002m);
        Spend(setting, 1, May.AddTicks(-1), 111.89408m);
        AssertSame(await setting.GetAsync("/market/bill/monthTotal?date=2018-05-01"), BillExamples.MonthTotal);
    }

    [Test]
    public async Task Recent_WithTheExampleAsRawHttp_BeginsAsDocumentedAndHas30Days()
    {
        await using EmulatedSetting setting = await StartAsync(May.AddDays(26).AddHours(23));
        setting.Emulator.AddDeposit(14, 3, May.AddDays(24));
        Spend(setting, 1, May.AddDays(25).AddTicks(-1), 0.5m, 0.25m);
        (HttpStatusCode status, JsonNode answer) = await setting.GetAsync("/market/bill/recent");
        JsonNode expected = JsonNode.Parse(BillExamples.Recent)!;
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        for (int day = 0; day < 2; day++)
        {
            Assert.That(JsonNode.DeepEquals(answer["data"]![day], expected["data"]![day]), Is.True, answer["data"]![day]!.ToJsonString());
        }

        IReadOnlyList<AccountTotals> days = await setting.Api.Bills.ListRecentAsync();
        Assert.That(days.Select(day => day.Date), Is.EqualTo(Enumerable.Range(0, 30).Select(back => May.AddDays(26 - back))));
        Assert.That(days[2], Is.EqualTo(new AccountTotals { Date = May.AddDays(24), ConsumeAmount = 0.75m, IncomeAmount = 3, TransferCount = 2 }));
    }

    [Test]
    public async Task Total_WithTheExampleAsRawHttp_IsAnsweredAsDocumented()
    {
        // On the 43rd day since the first exchange: 1.06 / 43 is 0.02465.
        await using EmulatedSetting setting = await StartAsync(May.AddDays(42));
        setting.Emulator.AddDeposit(14, 1.06m, May);
        Spend(setting, 1, May, [.. Enumerable.Repeat(0.001m, 21), 0.039m]);
        Spend(setting, 2, May.AddDays(3), 1);
        (HttpStatusCode status, JsonNode answer) = await setting.GetAsync("/market/bill/total");
        JsonNode expected = JsonNode.Parse(BillExamples.Total)!;
        // The logos of the emulator's products are its own.
        expected["data"]!["productList"]![0]!["logoUrl"] = "https://des.example/product/logo/logo_1.png";
        expected["data"]!["productList"]![1]!["logoUrl"] = "https://des.example/product/logo/logo_2.png";
        AssertSame((status, answer), expected.ToJsonString());
    }

    [Test]
    public async Task Bills_OfWhoNeverSpent_AreEmpty()
    {
        await using EmulatedSetting setting = await StartAsync(May);
        Spend(setting, 1, May, 1);
        setting.Emulator.Caller = 15;
        IBillsApi api = setting.Api.Bills;
        Assert.That(await api.GetMonthAsync(new DateOnly(2018, 5, 1)), Is.Empty);
        Assert.That((await api.GetTotalAsync()).Overview, Is.EqualTo(new AccountTotals { ConsumeAmount = 0, Balance = 0, Average = 0 }));
    }

    [TestCase("/market/bill/month")]
    [TestCase("/market/bill/month?date=2018-05")]
    [TestCase("/market/bill/monthTotal?date=May")]
    public async Task Call_WithoutAMonth_IsRefused(string target)
    {
        await using EmulatedSetting setting = await StartAsync(May);
        (HttpStatusCode status, JsonNode answer) = await setting.GetAsync(target);
        Assert.That((status, (string)answer["code"]!), Is.EqualTo((HttpStatusCode.BadRequest, "INVALID_PARAMS")));
    }

    private static async Task<EmulatedSetting> StartAsync(DateTimeOffset now)
    {
        EmulatedSetting setting = await EmulatedSetting.StartAsync(now);
        setting.AddProduct(1, "学历信息1", 100, 16);
        setting.AddProduct(1, "学历信息2", 100000, 16);
        return setting;
    }

    private static void Spend(EmulatedSetting setting, long productId, DateTimeOffset created, params decimal[] amounts)
    {
        foreach (decimal amount in amounts)
        {
            setting.Emulator.AddExchange(new EmulatedExchange
            {
                ProductId = productId,
                Amount = amount,
                Created = created,
                FromAccount = "1.2.16",
                ToAccount = "1.2.14",
                RequestId = "Qma2L9V1rVHBAMMSNLrqCRS1wicv7mhFWtou8JJDL5khCh",
                TxId = "d150b067f5f740ef8e0c755a6ee1e462f63d4ecf",
            });
        }
    }

    private static void AssertSame((HttpStatusCode Status, JsonNode Answer) given, string expected)
    {
        Assert.That(given.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(JsonNode.DeepEquals(given.Answer, JsonNode.Parse(expected)), Is.True, given.Answer.ToJsonString());
    }
}
