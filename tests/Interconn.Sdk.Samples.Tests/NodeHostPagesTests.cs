using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Samples.Tests;

/// <summary>The OpenAPI document of the sample host, and the page that shows it.</summary>
public sealed class NodeHostPagesTests
{
    private string folder = "";
    private HttpClient http = null!;

    [SetUp]
    public void SetUp()
    {
        folder = Directory.CreateTempSubdirectory("interconn-nodehost-").FullName;
        http = new HttpClient();
    }

    [TearDown]
    public void TearDown()
    {
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Pages_InDevelopment_ShowTheDocumentByAssetsOfTheirOwn()
    {
        await using SampleProcess host = await StartAsync("Development");

        JsonNode document = JsonNode.Parse(await http.GetStringAsync("openapi/interconn.json"))!;
        Assert.That(document["paths"]!.AsObject().Select(path => path.Key), Is.EquivalentTo(InterconnEndpoints.All.Select(endpoint => endpoint.Path)));

        string page = await http.GetStringAsync("swagger/index.html");
        string[] assets = [.. Regex.Matches(page, "(?:src|href)=\"([^\"]+)\"").Select(match => match.Groups[1].Value)];
        Assert.That(assets, Has.Some.EndsWith(".js").And.Some.EndsWith(".css"));
        Assert.That(assets, Has.None.Contains("//"), "The page works without the network.");
        foreach (string asset in assets)
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri(http.BaseAddress!, $"swagger/{asset}"));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), asset);
        }

        // The page's own script carries its settings: where the document is, and that no method may be tried out.
        string settings = await http.GetStringAsync("swagger/index.js");
        Assert.That(settings, Does.Contain("../openapi/interconn.json"));
        Assert.That(settings, Does.Match("\"supportedSubmitMethods\":\\s*\\[\\]"));
    }

    [Test]
    public async Task Pages_InProduction_AreTheDocumentAlone()
    {
        await using SampleProcess host = await StartAsync("Production");

        using HttpResponseMessage document = await http.GetAsync(new Uri(http.BaseAddress!, "openapi/interconn.json"));
        Assert.That(document.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(document.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/json"));
        using HttpResponseMessage page = await http.GetAsync(new Uri(http.BaseAddress!, "swagger/index.html"));
        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task<SampleProcess> StartAsync(string environment)
    {
        (SampleProcess host, string marked) = await SampleProcess.StartAsync(
            "NodeHost", "serves at ", environment, "--urls", "http://127.0.0.1:0", "--contentRoot", folder);
        http.BaseAddress = new Uri(marked);
        return host;
    }
}
