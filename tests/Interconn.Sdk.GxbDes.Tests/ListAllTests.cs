using System.Globalization;
using System.Text.Json.Nodes;
using Interconn.Sdk.GxbDes.Exchanges;
using Interconn.Sdk.GxbDes.Votes;

namespace Interconn.Sdk.GxbDes.Tests;

/// <summary>Lists that are read to their end, whatever the market says of it.</summary>
public sealed class ListAllTests
{
    [TestCase("100")]
    [TestCase("0")]
    [TestCase("null")]
    public async Task ListAll_WithATotalThatLies_EndsAtTheShortPage(string total)
    {
        await using var system = ScriptedPartner.Start(Page(1, 20, total), Page(21, 20, total), Page(41, 7, total));
        await using var market = new TestMarket(system.Address);
        Assert.That(await AllAsync(market), Is.EqualTo(Enumerable.Range(1, 47)));
        Assert.That(system.Requests.Select(request => request.Target), Is.EqualTo(Enumerable.Range(1, 3).Select(
            page => $"/market/dataexchange/log?pageNo={page.ToString(CultureInfo.InvariantCulture)}&pageSize=20")));
    }

    [TestCase(0)]
    [TestCase(5)]
    public async Task ListAll_WithAShortFirstPage_AsksOnce(int count)
    {
        await using var system = ScriptedPartner.Start(Page(1, count));
        await using var market = new TestMarket(system.Address);
        Assert.That(await AllAsync(market), Has.Count.EqualTo(count));
        Assert.That(system.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ListAll_WhoseListGrowsMeanwhile_GivesEachOnce()
    {
        await using var system = ScriptedPartner.Start(Page(1, 20), Page(18, 20), Page(36, 4));
        await using var market = new TestMarket(system.Address);
        Assert.That(await AllAsync(market), Is.EqualTo(Enumerable.Range(1, 39)));
    }

    [Test]
    public async Task ListAll_OfTheSamePageForEver_GivesItOnceAndThrows()
    {
        await using var system = ScriptedPartner.Start(Page(1, 20));
        await using var market = new TestMarket(system.Address);
        var all = new List<long>();
        GxbDesProtocolException exception = Assert.ThrowsAsync<GxbDesProtocolException>(async () =>
        {
            await foreach (Consumption exchange in market.Api.Exchanges.ListAllConsumptionAsync())
            {
                all.Add(exchange.Id);
            }
        })!;
        Assert.That(all, Is.EqualTo(Enumerable.Range(1, 20)));
        Assert.That(exception.Message, Does.Contain("same page"));
        Assert.That(system.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ListAll_OfTheLastPageForEver_EndsWhereTheTotalSaysThatAllHaveCome()
    {
        await using var system = ScriptedPartner.Start(Votes(20, 20));
        await using var market = new TestMarket(system.Address);
        var all = new List<long>();
        await foreach (VoteSummary vote in market.Api.Votes.ListAllAsync(null, VoteFilter.Open))
        {
            all.Add(vote.VoteId);
        }

        Assert.That(all, Is.EqualTo(Enumerable.Range(1, 20)));
    }

    [Test]
    public async Task ListAll_BeforeItIsEnumerated_AsksNothing()
    {
        await using var system = ScriptedPartner.Start(Page(1, 1));
        await using var market = new TestMarket(system.Address);
        _ = market.Api.Exchanges.ListAllConsumptionAsync();
        Assert.That(system.Connections, Is.Zero);
    }

    private static async Task<List<long>> AllAsync(TestMarket market)
    {
        var all = new List<long>();
        await foreach (Consumption exchange in market.Api.Exchanges.ListAllConsumptionAsync())
        {
            all.Add(exchange.Id);
        }

        return all;
    }

    private static byte[] Page(int first, int count, string total = "null") => Answer("id", first, count, total);

    private static byte[] Votes(int count, int total) => Answer("voteId", 1, count, total.ToString(CultureInfo.InvariantCulture));

    private static byte[] Answer(string idName, int first, int count, string total)
    {
        var data = new JsonArray([.. Enumerable.Range(first, count).Select(id => (JsonNode)new JsonObject { [idName] = id })]);
        return ScriptedAnswer.Json($$"""{"code":1,"msg":"","data":{{data.ToJsonString()}},"total":{{total}}}""");
    }
}
