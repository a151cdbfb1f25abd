using System.Net;
using System.Text.Json.Nodes;
using Interconn.Sdk.GxbDes.Categories;

namespace Interconn.Sdk.GxbDes.Tests.Categories;

/// <summary>3.1.2.</summary>
public sealed class CategoriesTests
{
    private const string ExampleRequest = """
        {
            "categoryName":"普惠金融"
        }
        """;

    private const string ExampleAnswer = """
        {
            "code":1,
            "msg":"成功",
            "data":{
                "categoryId": 1,
                "categoryName": "普惠金融"
            }
        }
        """;

    [Test]
    public async Task Create_WithTheExample_SendsItsBytesAndReadsItsAnswer()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(ExampleAnswer));
        await using var market = new TestMarket(system.Address);
        Category category = await market.Api.Categories.CreateAsync("普惠金融");
        ReceivedRequest request = system.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That((request.Method, request.Target), Is.EqualTo(("POST", "/market/category/create")));
            Assert.That(request.BodyText, Is.EqualTo(Example.Compact(ExampleRequest)));
            Assert.That(category, Is.EqualTo(new Category { CategoryId = 1, CategoryName = "普惠金融" }));
        });
    }

    [Test]
    public async Task Create_WithTheExampleAsRawHttp_IsAnsweredAsDocumented()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        (HttpStatusCode status, JsonNode answer) = await setting.PostAsync("/market/category/create", ExampleRequest);
        JsonNode expected = JsonNode.Parse(ExampleAnswer)!;
        // One is there already.
        expected["data"]!["categoryId"] = 2;
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(JsonNode.DeepEquals(answer, expected), Is.True, answer.ToJsonString());
    }

    [TestCase("")]
    [TestCase("  ")]
    public async Task Create_WithoutAName_ThrowsBeforeItSends(string name)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(ExampleAnswer));
        await using var market = new TestMarket(system.Address);
        Assert.ThrowsAsync<ArgumentException>(() => market.Api.Categories.CreateAsync(name));
        Assert.That(system.Connections, Is.Zero);
    }

    [TestCase("{}")]
    [TestCase("""{"categoryName":null}""")]
    [TestCase("""{"categoryName":" "}""")]
    [TestCase("[]")]
    [TestCase("not json")]
    public async Task Create_OfWhatIsNone_IsRefusedByTheEmulator(string body)
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        (HttpStatusCode status, JsonNode answer) = await setting.PostAsync("/market/category/create", body);
        Assert.That((status, (string)answer["code"]!), Is.EqualTo((HttpStatusCode.BadRequest, "INVALID_PARAMS")));
    }
}
