using System.Security.Cryptography;
using Interconn.Sdk.Components;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Tests.Client;

/// <summary>The client against a node of the SDK: what one writes the other reads.</summary>
public sealed class ClientToServerTests
{
    private TestNode node = null!;
    private TestClient client = null!;

    [OneTimeSetUp]
    public async Task StartNode()
    {
        node = await TestNode.StartAsync(options => options.Partners.Add(TestNode.Partner()), builder => builder.AddHandler<CatalogHandler>());
        client = node.ClientAs();
    }

    [OneTimeTearDown]
    public async Task StopNode()
    {
        await client.DisposeAsync();
        await node.DisposeAsync();
    }

    [Test]
    public async Task ListAllAsync_OverSeveralPages_GivesAllInOrder()
    {
        CatalogHandler.PagesAsked.Clear();
        var ids = new List<string>();
        await foreach (DatasetSummary dataset in client.Api.Datasets.ListAllAsync(TestNode.ContractId))
        {
            ids.Add(dataset.DatasetId);
        }

        Assert.That(ids, Is.EqualTo(Enumerable.Range(0, CatalogHandler.DatasetCount).Select(i => $"{i:D3}")));
        Assert.That(CatalogHandler.PagesAsked, Is.EqualTo(["1/100", "2/100", "3/100"]));
    }

    [TestCase("a+b")]
    [TestCase("a%2Bb")]
    [TestCase("100%")]
    [TestCase("%zz")]
    [TestCase("a&b=c&contract_id=other")]
    [TestCase("a=b")]
    [TestCase(" a b ")]
    [TestCase("a#b?c/d\\e")]
    [TestCase("数据集;甲")]
    [TestCase("e\u0301 \u00e9")]
    [TestCase("😀👩‍👩‍👧")]
    [TestCase("~!*'()._-,:@$[]{}|^`\"<>")]
    [TestCase("../..")]
    [TestCase("%2e%2e%2f")]
    [TestCase("\u00A0\u3000\u200D")]
    public async Task Query_OddCharacters_ArriveAsTheyWere(string id) => Assert.That(await EchoAsync(id), Is.EqualTo(id));

    // Drawn anew in each run; what fails is in the message.
    [Test]
    public async Task Query_AnyCharacters_ArriveAsTheyWere()
    {
        string[] alphabet = ["a", "Z", "7", "+", "%", "%2", "%41", "&", "=", " ", "#", "?", "/", ";", "数", "é", "e\u0301", "😀", "~", ".", "\"", "\\", "\u3000"];
        for (int i = 0; i < 200; i++)
        {
            string id = string.Concat(RandomNumberGenerator.GetItems<string>(alphabet, RandomNumberGenerator.GetInt32(1, 24)));
            Assert.That(await EchoAsync(id), Is.EqualTo(id));
        }
    }

    [TestCase(null, null)]
    [TestCase("", null)]
    [TestCase("LOADER & 数据", "a=b+c")]
    public async Task Query_OptionalParameters_ArriveOrStayAway(string? category, string? developer)
    {
        Page<ComponentSummary> page = await client.Api.Components.ListAsync(
            new ComponentListQuery { ContractId = TestNode.ContractId, Category = category, Developer = developer, PageSize = -1 });
        Assert.That((page.Records[0].Code, page.Records[0].Version), Is.EqualTo((category ?? "(null)", developer ?? "(null)")));
    }

    private async Task<string> EchoAsync(string id)
    {
        DatasetDetail detail = await client.Api.Datasets.QueryAsync(new DatasetQuery { ContractId = TestNode.ContractId, DatasetId = id });
        Assert.That(detail.Name, Is.EqualTo(TestNode.ContractId), "No character of the id may reach another parameter.");
        return detail.DatasetId;
    }
}
