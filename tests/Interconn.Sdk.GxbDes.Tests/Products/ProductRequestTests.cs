using System.Text.Json;
using Interconn.Sdk.GxbDes.Products;

namespace Interconn.Sdk.GxbDes.Tests.Products;

/// <summary>3.1.3, 3.1.4, 3.1.6, 3.1.8, 3.1.9: what the client sends, held against the examples of the document.</summary>
public sealed class ProductRequestTests
{
    [Test]
    public async Task Create_WithTheExample_SendsItsBytes()
    {
        ReceivedRequest request = await SentAsync("""{"code":1,"msg":"成功"}""", api => api.CreateAsync(ProductExamples.Draft));
        Assert.That((request.Method, request.Target), Is.EqualTo(("POST", "/market/product/create")));
        Assert.That(request.BodyText, Is.EqualTo(Example.Compact(ProductExamples.CreateRequest)));
    }

    [Test]
    public async Task Update_WithTheExample_SendsItsBytes()
    {
        ReceivedRequest request = await SentAsync(ProductExamples.OpenedAnswer, api => api.UpdateAsync(1, ProductExamples.Update));
        Assert.That((request.Method, request.Target), Is.EqualTo(("POST", "/market/product/1/update")));
        Assert.That(request.BodyText, Is.EqualTo(Example.Compact(ProductExamples.UpdateRequest)));
    }

    [Test]
    public async Task AddMembers_WithTheExample_SendsItsBytes()
    {
        ReceivedRequest request = await SentAsync(ProductExamples.OpenedAnswer, api => api.AddMembersAsync(1, [14, 15]));
        Assert.That((request.Method, request.Target), Is.EqualTo(("POST", "/market/product/1/members/add")));
        Assert.That(request.BodyText, Is.EqualTo("""{"members":[14,15]}"""));
    }

    [Test]
    public async Task AddMembers_ToApply_SendsNone()
    {
        ReceivedRequest request = await SentAsync(ProductExamples.OpenedAnswer, api => api.AddMembersAsync(1));
        Assert.That(request.BodyText, Is.EqualTo("{}"));
    }

    [TestCase(ShareStatus.FreeMarket, "/market/product/list/1/1?page=1&limit=20")]
    [TestCase(ShareStatus.Alliance, "/market/product/list/1/0?page=1&limit=20")]
    public async Task List_WithTheExample_AsksForItsPath(ShareStatus shareStatus, string target)
    {
        ReceivedRequest request = await SentAsync(ProductExamples.ListAnswer, api => api.ListAsync(1, shareStatus));
        Assert.That((request.Method, request.Target), Is.EqualTo(("GET", target)));
        Assert.That((request.Body.Length, request["Content-Type"]), Is.EqualTo((0, (string?)null)));
    }

    [Test]
    public async Task Get_WithTheExample_AsksForItsPath()
    {
        ReceivedRequest request = await SentAsync(ProductExamples.GetAnswer, api => api.GetAsync(1));
        Assert.That((request.Method, request.Target), Is.EqualTo(("GET", "/market/product/1")));
    }

    private static IEnumerable<TestCaseData> Misuse()
    {
        ProductDraft draft = ProductExamples.Draft;
        ProductUpdate update = ProductExamples.Update;
        FieldDefinition field = draft.Output["result"];
        yield return Case("no name", api => api.CreateAsync(draft with { ProductName = " " }));
        yield return Case("no logo", api => api.CreateAsync(draft with { LogoImgBase64 = null! }));
        yield return Case("no description", api => api.CreateAsync(draft with { BriefDesc = null! }));
        yield return Case("a threshold above all", api => api.CreateAsync(draft with { VoteThreshold = 1.01m }));
        yield return Case("a negative threshold", api => api.CreateAsync(draft with { VoteThreshold = -0.1m }));
        yield return Case("a negative category", api => api.CreateAsync(draft with { CategoryId = -1 }));
        yield return Case("a negative price", api => api.CreateAsync(draft with { Price = draft.Price with { Amount = -1 } }));
        yield return Case("a price of nothing", api => api.CreateAsync(draft with { Price = draft.Price with { AssetId = "" } }));
        yield return Case("no price", api => api.CreateAsync(draft with { Price = null! }));
        yield return Case("no input", api => api.CreateAsync(draft with { Input = null! }));
        yield return Case("a field without description", api => api.CreateAsync(draft with { Input = Fields(field with { Desc = null }) }));
        yield return Case("a field without sample", api => api.CreateAsync(draft with { Output = Fields(field with { Sample = null }) }));
        yield return Case("a field with a sample that is none", api => api.CreateAsync(draft with { Output = Fields(field with { Sample = default(JsonElement) }) }));
        yield return Case("a field that is null", api => api.CreateAsync(draft with { Output = Fields(null!) }));
        yield return Case("no draft", api => api.CreateAsync(null!));
        yield return Case("an update without name", api => api.UpdateAsync(1, update with { ProductName = "" }));
        yield return Case("an update of a negative product", api => api.UpdateAsync(-1, update));
        yield return Case("a negative member", api => api.AddMembersAsync(1, [14, -15]));
        yield return Case("a negative product", api => api.GetAsync(-1));
        yield return Case("page 0", api => api.ListAsync(1, ShareStatus.Alliance, page: 0));
        yield return Case("a page of none", api => api.ListAsync(1, ShareStatus.Alliance, limit: 0));
        yield return Case("a third market", api => api.ListAsync(1, (ShareStatus)2));

        static TestCaseData Case(string name, Func<IProductsApi, Task> call) => new TestCaseData(call).SetArgDisplayNames(name);

        static Dictionary<string, FieldDefinition> Fields(FieldDefinition only) => new() { ["result"] = only };
    }

    [TestCaseSource(nameof(Misuse))]
    public async Task Call_WithMisuse_ThrowsBeforeItSends(Func<IProductsApi, Task> call)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("""{"code":1}"""));
        await using var market = new TestMarket(system.Address);
        Assert.That(() => call(market.Api.Products), Throws.InstanceOf<ArgumentException>());
        Assert.That(system.Connections, Is.Zero);
    }

    private static async Task<ReceivedRequest> SentAsync(string answer, Func<IProductsApi, Task> call)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(answer));
        await using var market = new TestMarket(system.Address);
        await call(market.Api.Products);
        return system.Requests.Single();
    }
}
