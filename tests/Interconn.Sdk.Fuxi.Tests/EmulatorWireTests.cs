using System.Text;
using System.Text.Json;
using Interconn.Sdk.Fuxi.Tests.Seed;

namespace Interconn.Sdk.Fuxi.Tests;

/// <summary>What the emulator makes of requests that the client does not send, and how its answers look on the wire.</summary>
public sealed class EmulatorWireTests
{
    private TestFuxi fuxi = null!;
    private HttpClient http = null!;

    [SetUp]
    public async Task StartAsync()
    {
        http = new HttpClient();
        fuxi = await TestFuxi.StartAsync();
        await SendExampleAsync(SeedCalls.Of("2.1").Example);
        await SendExampleAsync(SeedCalls.Of("2.1").Example.Replace("id=bt.fuxi.id", "id=bt2.fuxi.id", StringComparison.Ordinal));
        await SendExampleAsync(SeedCalls.Of("3.1").Example.Replace("id=news3", "id=news", StringComparison.Ordinal));
    }

    [TearDown]
    public async Task StopAsync()
    {
        http.Dispose();
        await fuxi.DisposeAsync();
    }

    [Test]
    public async Task Times_AreWrittenAsTheServerWritesThem()
    {
        string created = await SendExampleAsync(SeedCalls.Of("2.1").Example.Replace("id=bt.fuxi.id", "id=bt3.fuxi.id", StringComparison.Ordinal));
        string read = await SendExampleAsync(SeedCalls.Of("2.2").Example);
        string applied = await SendExampleAsync(SeedCalls.Of("4.1", "of another's data").Example);
        string found = await SendExampleAsync(SeedCalls.Of("4.2", "as owner").Example);
        Assert.Multiple(() =>
        {
            Assert.That(created, Does.Contain("\"creationTime\":\"2021-12-25T06:05:17.1244753Z\""));
            Assert.That(read, Does.Contain("\"creationTime\":\"2021-12-25T14:05:17.1244753+08:00\""));
            Assert.That(applied, Does.Contain("\"created_at\":\"2021-12-25T14:05:17.124475300+08:00\""));
            Assert.That(found, Does.Contain("\"created_at\":\"2021-12-25T14:05:17.124475Z\""));
        });
    }

    [Test]
    public async Task Members_ThatAreEmpty_AreLeftOut()
    {
        string created = await SendAsync("POST", "/identifier", """{"id":"bare.bt.fuxi.id","name":"n","owner":"bt.fuxi.id","dataAddress":"https://example/","dataDigest":"","tags":[],"metadata":{}}""");
        Assert.That(created, Does.StartWith("201 ").And.Not.Contains("dataDigest").And.Not.Contains("tags").And.Not.Contains("metadata"));
    }

    [TestCase("AuthAddress")]
    [TestCase("authAddress")]
    [TestCase("authaddress")]
    public async Task CreateIdentifier_WithItsAddressInAnyCase_WritesItsOwnOverIt(string name)
    {
        string created = await SendAsync(
            "POST", "/identifier", $$"""{"id":"mine.bt.fuxi.id","name":"n","owner":"bt.fuxi.id","{{name}}":"https://mine.example","dataAddress":"https://example/"}""");
        Assert.That(created, Does.StartWith("201 ").And.Contains("\"authAddress\":\"http://localhost:4444\""));
    }

    [TestCase("/identity", """{"id":"cat.fuxi.id","name":"cat","owner":"fuxi","email":"cat@fuxiinstitution.org"}""")]
    [TestCase("/identifier", """{"id":"more.bt.fuxi.id","name":"n","owner":"bt.fuxi.id","dataAddress":"https://example/"}""")]
    [TestCase("/subscriptions", """{"requestor":"bt2.fuxi.id","identifier":"news.bt.fuxi.id","recipient":"sy.fuxi.id"}""")]
    public async Task Create_WithAMissingField_Gets400(string path, string body)
    {
        foreach (string name in JsonElement.Parse(body).EnumerateObject().Select(member => member.Name))
        {
            string without = "{" + string.Join(',', JsonElement.Parse(body).EnumerateObject().Where(member => member.Name != name)) + "}";
            Assert.That(await SendAsync("POST", path, without), Does.StartWith("400 "), name);
        }

        Assert.That(await SendAsync("POST", path, body), Does.StartWith("201 "), "with all of them");
    }

    [Test]
    public async Task CreateClient_WithAMissingField_Gets400()
    {
        string example = HttpieRequest.Parse(SeedCalls.Of("1.1").Example).Body;
        foreach (string name in JsonElement.Parse(example).EnumerateObject().Select(member => member.Name))
        {
            string without = "{" + string.Join(',', JsonElement.Parse(example).EnumerateObject().Where(member => member.Name != name)) + "}";
            Assert.That(await SendAsync("POST", "/clients", without, fuxi.Emulator.AdminAddress), Does.StartWith("400 "), name);
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
            Assert.That(await SendAsync("POST", path, body), Does.StartWith("400 "), path);
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
        Assert.That(TextOf(await SendAsync(method, target)), Does.StartWith(expected));

    [TestCase("""{"status":"Applied"}""", "500 illegal status")]
    [TestCase("""{"status":"granted"}""", "500 illegal status")]
    [TestCase("{}", "400 A parameter is missing or malformed")]
    public async Task Review_WithAnotherStatus_IsRefused(string body, string expected)
    {
        await SendExampleAsync(SeedCalls.Of("4.1", "of another's data").Example);
        Assert.That(TextOf(await SendAsync("PATCH", $"/subscriptions/{SeedCalls.SubscriptionId}?identity=bt.fuxi.id", body)), Is.EqualTo(expected));
        Assert.That(fuxi.Emulator.Subscriptions.Single().Status!.Value.Value, Is.EqualTo("Applied"));
    }

    [TestCase("/subscriptions/1", "DELETE")]
    [TestCase("/subscriptions/1?dentity=bt.fuxi.id", "PATCH")]
    public async Task Subscription_WithoutTheIdentity_Gets400(string target, string method) =>
        Assert.That(await SendAsync(method, target, method == "PATCH" ? """{"status":"Granted"}""" : null), Does.StartWith("400 "));

    [Test]
    public async Task Request_WithTheLicenceInTheBody_IsNotLicensed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(fuxi.Emulator.PublicAddress, "/identity"))
        {
            Content = new StringContent($$"""{"apiKey":"{{SeedCalls.ApiKey}}","id":"cat.fuxi.id","name":"cat","owner":"fuxi","email":"e"}""", Encoding.UTF8, "application/json"),
        };
        using HttpResponseMessage answer = await http.SendAsync(request);
        Assert.That((int)answer.StatusCode, Is.EqualTo(401));
    }

    [TestCase("bearer")]
    [TestCase("Bearer")]
    [TestCase("BEARER")]
    public async Task Request_WithTheSchemeInAnyCase_IsLicensed(string scheme) => Assert.That(
        await SendExampleAsync(SeedCalls.Of("2.2").Example.Replace("bearer", scheme, StringComparison.Ordinal)), Does.StartWith("200 "));

    [Test]
    public void AddLicense_OfNoAccount_Throws() => Assert.Throws<ArgumentException>(() => fuxi.Emulator.AddLicense("did:fuxi:none", "key"));

    [Test]
    public async Task Subscribe_WhenTheOwnerIsGone_Gets404()
    {
        await SendExampleAsync(SeedCalls.Of("2.3").Example);
        Assert.That(await SendExampleAsync(SeedCalls.Of("4.1", "of another's data").Example), Does.StartWith("404 "));
    }

    private async Task<string> SendExampleAsync(string line)
    {
        using HttpResponseMessage answer = await HttpieRequest.Parse(line).SendAsync(http, fuxi.Emulator.AdminAddress, fuxi.Emulator.PublicAddress);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }

    private async Task<string> SendAsync(string method, string target, string? body = null, Uri? address = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address ?? fuxi.Emulator.PublicAddress, target));
        request.Headers.TryAddWithoutValidation("Authorization", "bearer " + SeedCalls.ApiKey);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await http.SendAsync(request);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }

    private static string TextOf(string answer) => answer.Length == 4
        ? answer
        : answer[..4] + JsonElement.Parse(answer[4..]).GetProperty("error_description").GetString();
}
