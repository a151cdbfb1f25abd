using System.Net;
using System.Text.Json.Nodes;
using Interconn.Sdk.Emulators.GxbDes;
using Interconn.Sdk.GxbDes.Exchanges;

namespace Interconn.Sdk.GxbDes.Tests.Exchanges;

/// <summary>
/// 3.1.12 and 3.1.13. The answers of the document's examples do not match its queries: the emulator is given what the one asks for, and what the other shows.
/// </summary>
public sealed class ExchangesTests
{
    private const string LogTarget = "/market/dataexchange/log?gmtCreatedFrom=2018-01-01&gmtCreatedTo=2018-01-02&productId=1&pageNo=1&pageSize=20";

    private const string DetailTarget = "/market/dataexchange/detail?gmtCreatedFrom=2018-01-01&gmtCreatedTo=2018-01-02&toAccount=1.2.11"
        + $"&requestId={HexId}&txid={HexId}";

    private const string LogAnswer = """
        {
            "code": 1,
            "msg": "",
            "data": [{
                "id": 16,
                "requestId": "Qma2L9V1rVHBAMMSNLrqCRS1wicv7mhFWtou8JJDL5khCh",
                "productId": 1,
                "productName": "学历信息1",
                "amount": 0,
                "gmtCreated": 1523416611000
            }],
            "total": null
        }
        """;

    private const string DetailAnswer = """
        {
            "code": 1,
            "msg": "",
            "data": [{
                "id": 16,
                "gmtCreated": 1523416611000,
                "fromAccount": "1.2.19",
                "toAccount": "1.2.323",
                "requestId": "Qma2L9V1rVHBAMMSNLrqCRS1wicv7mhFWtou8JJDL5khCh",
                "txid": "d150b067f5f740ef8e0c755a6ee1e462f63d4ecf"
            }],
            "total": null
        }
        """;

    private const string HexId = "fb17941dce8dc78d6275b04afbb4a5202f7fd4defca4918cf21c913abe706d4e";

    private static readonly DateOnly From = new(2018, 1, 1);
    private static readonly DateOnly To = new(2018, 1, 2);
    private static readonly DateTimeOffset Created = new(2018, 4, 11, 3, 16, 51, TimeSpan.Zero);

    private static readonly EmulatedExchange Example = new()
    {
        Id = 16,
        ProductId = 1,
        Amount = 0,
        Created = Created,
        FromAccount = "1.2.19",
        ToAccount = "1.2.323",
        RequestId = "Qma2L9V1rVHBAMMSNLrqCRS1wicv7mhFWtou8JJDL5khCh",
        TxId = "d150b067f5f740ef8e0c755a6ee1e462f63d4ecf",
    };

    [Test]
    public async Task ListConsumption_WithTheExample_AsksForItsPathAndReadsItsAnswer()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(LogAnswer));
        await using var market = new TestMarket(system.Address);
        GxbDesPage<Consumption> page = await market.Api.Exchanges.ListConsumptionAsync(
            new ConsumptionQuery { From = From, To = To, ProductId = 1, PageNo = 1, PageSize = 20 });
        Assert.That((system.Requests[0].Method, system.Requests[0].Target), Is.EqualTo(("GET", LogTarget)));
        Assert.That(page.Total, Is.Null);
        Assert.That(page.Items.Single(), Is.EqualTo(new Consumption
        {
            Id = 16,
            RequestId = "Qma2L9V1rVHBAMMSNLrqCRS1wicv7mhFWtou8JJDL5khCh",
            ProductId = 1,
            ProductName = "学历信息1",
            Amount = 0,
            Created = Created,
        }));
    }

    [Test]
    public async Task ListDetails_WithTheExample_AsksForItsPathAndReadsItsAnswer()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(DetailAnswer));
        await using var market = new TestMarket(system.Address);
        IReadOnlyList<ExchangeRecord> records = await market.Api.Exchanges.ListDetailsAsync(
            new ExchangeQuery { From = From, To = To, ToAccount = "1.2.11", RequestId = HexId, TxId = HexId });
        Assert.That((system.Requests[0].Method, system.Requests[0].Target), Is.EqualTo(("GET", DetailTarget)));
        Assert.That(records.Single(), Is.EqualTo(new ExchangeRecord
        {
            Id = 16,
            Created = Created,
            FromAccount = "1.2.19",
            ToAccount = "1.2.323",
            RequestId = "Qma2L9V1rVHBAMMSNLrqCRS1wicv7mhFWtou8JJDL5khCh",
            TxId = "d150b067f5f740ef8e0c755a6ee1e462f63d4ecf",
        }));
    }

    [Test]
    public async Task Lists_WithoutAQuery_SendNone()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("""{"code":1,"data":[]}"""));
        await using var market = new TestMarket(system.Address);
        await market.Api.Exchanges.ListConsumptionAsync();
        await market.Api.Exchanges.ListDetailsAsync();
        Assert.That(system.Requests.Select(request => request.Target), Is.EqualTo(new[] { "/market/dataexchange/log", "/market/dataexchange/detail" }));
    }

    [Test]
    public async Task ListDetails_WithTextThatIsNoPartOfAQuery_EscapesIt()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("""{"code":1,"data":[]}"""));
        await using var market = new TestMarket(system.Address);
        await market.Api.Exchanges.ListDetailsAsync(new ExchangeQuery { RequestId = "a&txid=b#c" });
        Assert.That(system.Requests[0].Target, Is.EqualTo("/market/dataexchange/detail?requestId=a%26txid=b%23c"));
    }

    [Test]
    public async Task ListConsumption_WithMisuse_ThrowsBeforeItSends()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("""{"code":1}"""));
        await using var market = new TestMarket(system.Address);
        foreach (ConsumptionQuery query in new ConsumptionQuery[] { new() { ProductId = -1 }, new() { PageNo = 0 }, new() { PageSize = 0 } })
        {
            Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => market.Api.Exchanges.ListConsumptionAsync(query));
        }

        Assert.That(system.Connections, Is.Zero);
    }

    [Test]
    public async Task Lists_WithTheExamplesAsRawHttp_AreAnsweredAsDocumented()
    {
        await using EmulatedSetting setting = await StartAsync();
        setting.Emulator.AddExchange(Example);
        AssertSame(await setting.GetAsync("/market/dataexchange/log?gmtCreatedFrom=2018-04-11&gmtCreatedTo=2018-04-11&productId=1&pageNo=1&pageSize=20"), LogAnswer);
        AssertSame(await setting.GetAsync($"/market/dataexchange/detail?toAccount=1.2.323&requestId={Example.RequestId}&txid={Example.TxId}"), DetailAnswer);
    }

    [Test]
    public async Task Lists_WithTheQueriesOfTheExamples_FindWhatTheyAskFor()
    {
        await using EmulatedSetting setting = await StartAsync();
        // The first and the last moment that the days of the query have in China, and those before and after.
        foreach ((long id, DateTimeOffset created) in new[]
        {
            (1L, new DateTimeOffset(2017, 12, 31, 15, 59, 59, TimeSpan.Zero)),
            (2L, new DateTimeOffset(2017, 12, 31, 16, 0, 0, TimeSpan.Zero)),
            (3L, new DateTimeOffset(2018, 1, 2, 15, 59, 59, TimeSpan.Zero)),
            (4L, new DateTimeOffset(2018, 1, 2, 16, 0, 0, TimeSpan.Zero)),
        })
        {
            setting.Emulator.AddExchange(Example with { Id = id, Created = created });
            setting.Emulator.AddExchange(Example with { Id = id + 10, Created = created, ToAccount = "1.2.11", RequestId = HexId, TxId = HexId });
        }

        Assert.That(await IdsAsync(setting, LogTarget), Is.EqualTo(new long[] { 3, 2 }));
        Assert.That(await IdsAsync(setting, DetailTarget), Is.EqualTo(new long[] { 13, 12 }));
    }

    [Test]
    public async Task ListConsumption_OfAnotherProductOrCaller_HasNothing()
    {
        await using EmulatedSetting setting = await StartAsync();
        setting.Emulator.AddExchange(Example);
        Assert.That((await setting.Api.Exchanges.ListConsumptionAsync(new ConsumptionQuery { ProductId = 2 })).Items, Is.Empty);
        setting.Emulator.Caller = 15;
        Assert.That((await setting.Api.Exchanges.ListConsumptionAsync()).Items, Is.Empty);
        Assert.That(await setting.Api.Exchanges.ListDetailsAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ListAllConsumption_OfMoreThanAPage_GivesEachOnce()
    {
        await using EmulatedSetting setting = await StartAsync();
        for (int i = 0; i < 40; i++)
        {
            setting.Emulator.AddExchange(Example with { Id = null, Created = Created.AddSeconds(i) });
        }

        var all = new List<long>();
        await foreach (Consumption exchange in setting.Api.Exchanges.ListAllConsumptionAsync(new ConsumptionQuery { ProductId = 1, PageNo = 2 }))
        {
            all.Add(exchange.Id);
        }

        Assert.That(all, Is.EqualTo(Enumerable.Range(1, 40).Reverse()));
    }

    [TestCase("/market/dataexchange/log?gmtCreatedFrom=01.01.2018")]
    [TestCase("/market/dataexchange/log?pageNo=0")]
    [TestCase("/market/dataexchange/detail?gmtCreatedTo=2018-02-30")]
    public async Task Call_OfATargetThatIsNone_IsRefused(string target)
    {
        await using EmulatedSetting setting = await StartAsync();
        (HttpStatusCode status, JsonNode answer) = await setting.GetAsync(target);
        Assert.That((status, (string)answer["code"]!), Is.EqualTo((HttpStatusCode.BadRequest, "INVALID_PARAMS")));
    }

    [Test]
    public async Task AddExchange_OfAProductThatIsNotThere_Throws()
    {
        await using EmulatedSetting setting = await StartAsync();
        Assert.Throws<ArgumentException>(() => setting.Emulator.AddExchange(Example with { ProductId = 9 }));
    }

    private static async Task<EmulatedSetting> StartAsync()
    {
        EmulatedSetting setting = await EmulatedSetting.StartAsync();
        setting.AddProduct(1, "学历信息1", 100, 16);
        setting.Emulator.Bind(TestMarket.Binding with { AccountId = "1.2.323" });
        return setting;
    }

    private static async Task<IEnumerable<long>> IdsAsync(EmulatedSetting setting, string target) =>
        (await setting.GetAsync(target)).Answer["data"]!.AsArray().Select(static exchange => (long)exchange!["id"]!);

    private static void AssertSame((HttpStatusCode Status, JsonNode Answer) given, string expected)
    {
        Assert.That(given.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(JsonNode.DeepEquals(given.Answer, JsonNode.Parse(expected)), Is.True, given.Answer.ToJsonString());
    }
}
