using System.Text.Json;
using Interconn.Sdk.Emulators.Fuxi;

namespace Interconn.Sdk.Fuxi.Tests.Seed;

/// <summary>The examples of the document, sent to the emulator as they stand there, in the order of a story: each gets the documented answer.</summary>
public sealed class SeedStoryTests
{
    private FuxiEmulator emulator = null!;
    private HttpClient http = null!;

    [SetUp]
    public async Task StartAsync()
    {
        http = new HttpClient();
        emulator = await FuxiEmulator.StartAsync();
        emulator.AddClient(SeedCalls.ClientId, "bt", SeedCalls.Secret, "fuxi");
        emulator.AddLicense(SeedCalls.ClientId, SeedCalls.ApiKey);
        emulator.AddClient(SeedCalls.OtherClientId, "another", "another-secret", "fuxi");
        emulator.AddLicense(SeedCalls.OtherClientId, SeedCalls.OtherApiKey);
    }

    [TearDown]
    public async Task StopAsync()
    {
        http.Dispose();
        await emulator.DisposeAsync();
    }

    [Test]
    public async Task ExamplesOfAccounts_AreAnsweredAsDocumented()
    {
        JsonElement client = await SendAsync("1.1", 201);
        Assert.That(client.GetProperty("client_id").GetString(), Does.Match("^did:fuxi:[0-9a-f]{64}$"));

        JsonElement license = await SendAsync("1.2", 200);
        Assert.That(NamesOf(license), Is.EquivalentTo(new[] { "id", "clientID", "apiKey" }));
        Assert.That(license.GetProperty("clientID").GetString(), Is.EqualTo(SeedCalls.ClientId));
        // All but the signature is the document's.
        Assert.That(license.GetProperty("apiKey").GetString(), Does.StartWith(SeedCalls.ApiKey[..(SeedCalls.ApiKey.LastIndexOf('.') + 1)]));

        JsonElement licenses = await SendAsync("1.3", 200);
        Assert.That(licenses.EnumerateArray().Select(each => each.GetProperty("apiKey").GetString()), Is.EqualTo(new[] { SeedCalls.ApiKey, license.GetProperty("apiKey").GetString() }));

        Assert.That((await SendAsync("1.4", 200)).GetRawText(), Is.EqualTo("""["fuxi.id"]"""));
    }

    [Test]
    public async Task ExamplesOfIdentities_AreAnsweredAsDocumented()
    {
        string[] read = ["id", "name", "email", "publicKey", "creationTime", "lastModifiedTime"];
        Assert.That(NamesOf(await SendAsync("2.1", 201)), Is.EquivalentTo(new[] { "id", "name", "email", "publicKey", "creationTime", "lastModifiedTime", "owner", "privateKey" }));
        Assert.That(NamesOf(await SendAsync("2.2", 200)), Is.EquivalentTo(read));
        JsonElement list = await SendAsync("2.4", 200);
        Assert.That(list.GetArrayLength(), Is.EqualTo(1));
        Assert.That(NamesOf(list[0]), Is.EquivalentTo(read));
        await SendAsync("2.3", 204);
        await SendAsync("2.2", 404);
        await SendAsync("2.4", 404);
    }

    [Test]
    public async Task ExamplesOfDataIdentifiers_AreAnsweredAsDocumented()
    {
        string[] read = ["id", "name", "owner", "authAddress", "dataAddress", "dataDigest", "subscriptionType", "categoryID", "tags", "metadata"];
        await SendAsync("2.1", 201);
        JsonElement created = await SendAsync("3.1", 201);
        Assert.That(NamesOf(created), Is.EquivalentTo(read.Append("dataSignature")));
        Assert.That(created.GetProperty("authAddress").GetString(), Is.EqualTo("http://localhost:4444"));
        Assert.That(created.GetProperty("metadata").GetRawText(), Is.EqualTo("""{"type":"test","site":"zhihu"}"""));
        await SendAsync("3.2", 404);
        await CreateNewsAsync();
        Assert.That(NamesOf(await SendAsync("3.2", 200)), Is.EquivalentTo(read));
        foreach (string section in new[] { "3.4", "3.5", "3.6" })
        {
            JsonElement list = await SendAsync(section, 200);
            Assert.That(list.EnumerateArray().Select(each => each.GetProperty("id").GetString()), Is.EqualTo(new[] { "news3.bt.fuxi.id", "news.bt.fuxi.id" }), section);
        }

        await SendAsync("3.3", 204);
        await SendAsync("3.3", 404);
        Assert.That((await SendAsync("3.4", 200)).GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task ExamplesOfSubscriptions_AreAnsweredAsDocumented()
    {
        string[] read = ["id", "name", "content", "requestor", "recipient", "owner", "identifier", "type", "status", "created_at", "modified_at", "expired_at"];
        string[] claimed = ["aud", "exp", "iat", "iss", "jti", "requestor", "scp", "sub", "subscription"];
        await SendAsync("2.1", 201);
        await SendLineAsync(SeedCalls.Of("2.1").Example.Replace("id=bt.fuxi.id", "id=bt2.fuxi.id", StringComparison.Ordinal), 201);
        await CreateNewsAsync();

        JsonElement applied = await SendAsync("4.1", 201, "of another's data");
        Assert.That(NamesOf(applied), Is.EquivalentTo(read));
        Assert.That(applied.GetProperty("id").GetString(), Is.EqualTo("bc14a1ff404221dd13d9cd09cb8c73ae.news.bt.fuxi.id"));
        Assert.That(applied.GetProperty("status").GetString(), Is.EqualTo("Applied"));
        Assert.That(NamesOf(await SendAsync("4.2", 200, "as requestor")), Is.EquivalentTo(read));
        Assert.That(NamesOf(await SendAsync("4.2", 200, "as owner")), Is.EquivalentTo(read));
        Assert.That((await SendAsync("4.4", 200, "as requestor")).GetArrayLength(), Is.EqualTo(1));
        Assert.That((await SendAsync("4.4", 200, "as owner")).GetArrayLength(), Is.Zero, "none is granted yet");
        await SendAsync("4.3", 204);
        await SendAsync("4.2", 404, "as requestor");

        await SendAsync("4.1", 201, "of another's data");
        JsonElement claims = await SendAsync("4.5", 200);
        Assert.That(NamesOf(claims), Is.EquivalentTo(claimed));
        Assert.That(claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64(), Is.EqualTo(259200));
        JsonElement granted = await SendAsync("4.4", 200, "as owner");
        Assert.That(granted[0].GetProperty("status").GetString(), Is.EqualTo("Granted"));
        await SendAsync("4.3", 500);
        await SendAsync("4.5", 500);

        Assert.That(NamesOf(await SendAsync("4.1", 200, "of own data")), Is.EquivalentTo(claimed));
    }

    private Task<JsonElement> CreateNewsAsync() => SendLineAsync(SeedCalls.Of("3.1").Example.Replace("id=news3.bt", "id=news.bt", StringComparison.Ordinal), 201);

    private Task<JsonElement> SendAsync(string section, int status, string? variant = null) => SendLineAsync(SeedCalls.Of(section, variant).Example, status);

    private async Task<JsonElement> SendLineAsync(string line, int status)
    {
        using HttpResponseMessage answer = await HttpieRequest.Parse(line).SendAsync(http, emulator.AdminAddress, emulator.PublicAddress);
        string body = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(status), $"{line[..Math.Min(line.Length, 80)]}: {body}");
        return body.Length == 0 ? default : JsonElement.Parse(body);
    }

    private static IEnumerable<string> NamesOf(JsonElement element) => element.EnumerateObject().Select(member => member.Name);
}
