using System.Text;
using System.Text.Json;
using Interconn.Sdk.Fuxi.Tests.Seed;

namespace Interconn.Sdk.Fuxi.Tests;

/// <summary>What the emulator makes of requests that the client does not send.</summary>
public sealed class EmulatorRefusalTests
{
    private TestFuxi fuxi = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        fuxi = await TestFuxi.StartAsync();
        await fuxi.SendExampleAsync(SeedCalls.Of("2.1").Example);
        await fuxi.SendExampleAsync(SeedCalls.Of("2.1").Example.Replace("id=bt.fuxi.id", "id=bt2.fuxi.id", StringComparison.Ordinal));
        await fuxi.SendExampleAsync(SeedCalls.Of("3.1").Example.Replace("id=news3", "id=news", StringComparison.Ordinal));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await fuxi.DisposeAsync();

    [TestCase("/identity", """{"id":"cat.fuxi.id","name":"cat","owner":"fuxi","email":"cat@fuxiinstitution.org"}""")]
    [TestCase("/identifier", """{"id":"more.bt.fuxi.id","name":"n","owner":"bt.fuxi.id","dataAddress":"https://example/"}""")]
    [TestCase("/subscriptions", """{"requestor":"bt2.fuxi.id","identifier":"news.bt.fuxi.id","recipient":"sy.fuxi.id"}""")]
    public async Task Create_WithAMissingField_Gets400(string path, string body)
    {
        foreach (string name in JsonElement.Parse(body).EnumerateObject().Select(member => member.Name))
        {
            string without = "{" + string.Join(',', JsonElement.Parse(body).EnumerateObject().Where(member => member.Name != name)) + "}";
            Assert.That(await fuxi.SendAsync("POST", path, without), Does.StartWith("400 "), name);
        }

        Assert.That(await fuxi.SendAsync("POST", path, body), Does.StartWith("201 "), "with all of them");
    }

    [Test]
    public async Task CreateClient_WithAMissingField_Gets400()
    {
        string example = HttpieRequest.Parse(SeedCalls.Of("1.1").Example).Body;
        foreach (string name in JsonElement.Parse(example).EnumerateObject().Select(member => member.Name))
        {
            string without = "{" + string.Join(',', JsonElement.Parse(example).EnumerateObject().Where(member => member.Name != name)) + "}";
            Assert.That(await fuxi.SendAsync("POST", "/clients", without, fuxi.Emulator.AdminAddress), Does.StartWith("400 "), name);
        }
    }

    [TestCase("")]
    [TestCase("not json")]
    [TestCase("{\"id\":")]
    [TestCase("[]")]
    [TestCase("null")]
    public async Task Create_WithABodyThatIsNone_Gets400(string body)
    {
        foreach (string path in new[] { "/identity", "/identifier", "/subscriptions" })
        {
            Assert.That(await fuxi.SendAsync("POST", path, body), Does.StartWith("400 "), path);
        }
    }

    [TestCase("GET", "/subscriptions?identity=bt.fuxi.id", "500 lack role")]
    [TestCase("GET", "/subscriptions?role=owner", "400 ")]
    [TestCase("GET", "/identity", "400 ")]
    [TestCase("GET", "/identifier", "400 ")]
    [TestCase("GET", "/identifier?metadata=nocolon", "400 ")]
    [TestCase("GET", "/nowhere", "404 ")]
    [TestCase("GET", "/clients/x/licenses", "404 ")]
    public async Task Request_WithoutWhatItNeeds_IsRefused(string method, string target, string expected) =>
        Assert.That(TextOf(await fuxi.SendAsync(method, target)), Does.StartWith(expected));

    [TestCase("""{"status":"Applied"}""", "500 illegal status")]
    [TestCase("""{"status":"granted"}""", "500 illegal status")]
    [TestCase("{}", "400 A parameter is missing or malformed")]
    public async Task Review_WithAnotherStatus_IsRefused(string body, string expected)
    {
        await fuxi.SendExampleAsync(SeedCalls.Of("4.1", "of another's data").Example);
        Assert.That(TextOf(await fuxi.SendAsync("PATCH", $"/subscriptions/{SeedCalls.SubscriptionId}?identity=bt.fuxi.id", body)), Is.EqualTo(expected));
        Assert.That(fuxi.Emulator.Subscriptions.Single().Status!.Value.Value, Is.EqualTo("Applied"));
    }

    [TestCase("/subscriptions/1", "DELETE")]
    [TestCase("/subscriptions/1?dentity=bt.fuxi.id", "PATCH")]
    public async Task Subscription_WithoutTheIdentity_Gets400(string target, string method) =>
        Assert.That(await fuxi.SendAsync(method, target, method == "PATCH" ? """{"status":"Granted"}""" : null), Does.StartWith("400 "));

    [Test]
    public async Task Request_WithTheLicenceInTheBody_IsNotLicensed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(fuxi.Emulator.PublicAddress, "/identity"))
        {
            Content = new StringContent(
                $$"""{"apiKey":"{{SeedCalls.ApiKey}}","id":"cat.fuxi.id","name":"cat","owner":"fuxi","email":"e"}""", Encoding.UTF8, "application/json"),
        };
        using var http = new HttpClient();
        using HttpResponseMessage answer = await http.SendAsync(request);
        Assert.That((int)answer.StatusCode, Is.EqualTo(401));
    }

    [TestCase("bearer")]
    [TestCase("Bearer")]
    [TestCase("BEARER")]
    public async Task Request_WithTheSchemeInAnyCase_IsLicensed(string scheme) => Assert.That(
        await fuxi.SendExampleAsync(SeedCalls.Of("2.2").Example.Replace("bearer", scheme, StringComparison.Ordinal)), Does.StartWith("200 "));

    [Test]
    public void AddLicense_OfNoAccount_Throws() => Assert.Throws<ArgumentException>(() => fuxi.Emulator.AddLicense("did:fuxi:none", "key"));

    private static string TextOf(string answer) => answer.Length == 4
        ? answer
        : answer[..4] + JsonElement.Parse(answer[4..]).GetProperty("error_description").GetString();
}
