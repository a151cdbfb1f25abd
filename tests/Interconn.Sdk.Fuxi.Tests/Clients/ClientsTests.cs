using Interconn.Sdk.Fuxi.Clients;
using Interconn.Sdk.Fuxi.Tests.Seed;

namespace Interconn.Sdk.Fuxi.Tests.Clients;

/// <summary>Section 1: accounts, licences and namespaces.</summary>
public sealed class ClientsTests
{
    private static readonly ClientRegistration Registration = new()
    {
        ClientName = "botao",
        ClientSecret = "abc123",
        Organization = "fuxi",
        Email = "botao@fuxiinstitution.org",
        Mobile = "10013270953",
    };

    [Test]
    public async Task Account_FromRegistrationToNamespaces_WorksAtTheEmulator()
    {
        await using TestFuxi fuxi = await TestFuxi.StartAsync();
        IClientsApi clients = fuxi.Client.Clients;
        RegisteredClient client = await clients.CreateAsync(Registration);
        License license = await clients.CreateLicenseAsync(client.ClientId, "abc123");
        License second = await clients.CreateLicenseAsync(client.ClientId, "abc123");
        Assert.Multiple(async () =>
        {
            Assert.That(client.ClientId, Does.Match("^did:fuxi:[0-9a-f]{64}$"));
            Assert.That(
                (client.ClientName, client.Organization, client.Email, client.Mobile),
                Is.EqualTo(("botao", "fuxi", "botao@fuxiinstitution.org", "10013270953")));
            Assert.That(client.CreatedAt, Is.EqualTo(TestFuxi.Now));
            Assert.That(license.ClientId, Is.EqualTo(client.ClientId));
            Assert.That(second.Id, Is.Not.EqualTo(license.Id));
            Assert.That(await clients.ListLicensesAsync(client.ClientId, "abc123"), Is.EqualTo(new[] { license, second }));
            Assert.That(await clients.ListNamespacesAsync(client.ClientId, license.ApiKey), Is.EqualTo(new[] { "fuxi.id" }));
        });
    }

    [TestCase("client_id")]
    [TestCase("clientID")]
    [TestCase("id")]
    public async Task Create_AnsweredWithAnyNameOfTheId_GivesIt(string name)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json($$"""{"{{name}}":"did:fuxi:1"}""", 201));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        Assert.That((await fuxi.Client.Clients.CreateAsync(Registration)).ClientId, Is.EqualTo("did:fuxi:1"));
    }

    [Test]
    public async Task Create_AnsweredWithAllNamesOfTheId_GivesThatOfTheClient()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("""{"id":"3","clientID":"2","client_id":"1"}""", 201));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        Assert.That((await fuxi.Client.Clients.CreateAsync(Registration)).ClientId, Is.EqualTo("1"));
    }

    [Test]
    public async Task Create_AnsweredWithoutAnId_Throws()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("""{"client_name":"botao"}""", 201));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        Assert.ThrowsAsync<FuxiProtocolException>(() => fuxi.Client.Clients.CreateAsync(Registration));
    }

    [Test]
    public async Task Create_OfAnAccountThatExists_IsRefusedAsThat()
    {
        await using TestFuxi fuxi = await TestFuxi.StartAsync();
        await fuxi.Client.Clients.CreateAsync(Registration);
        FuxiAnswerException exception = Assert.ThrowsAsync<FuxiAnswerException>(() => fuxi.Client.Clients.CreateAsync(Registration))!;
        Assert.That((exception.HttpStatus, exception.IsAlreadyExists), Is.EqualTo((409, true)));
    }

    [TestCase("")]
    [TestCase("two words")]
    [TestCase("line\r\nbreak")]
    [TestCase("密钥")]
    public async Task Create_WithASecretThatFitsIntoNoHeader_ThrowsBeforeItSendsAndDoesNotQuoteIt(string secret)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("{}"));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        ArgumentException exception = Assert.ThrowsAsync<ArgumentException>(() => fuxi.Client.Clients.CreateAsync(Registration with { ClientSecret = secret }))!;
        Assert.That(secret.Length == 0 || !exception.ToString().Contains(secret, StringComparison.Ordinal));
        Assert.That(system.Connections, Is.Zero);
    }

    [TestCase(nameof(ClientRegistration.ClientName))]
    [TestCase(nameof(ClientRegistration.Organization))]
    [TestCase(nameof(ClientRegistration.Email))]
    [TestCase(nameof(ClientRegistration.Mobile))]
    public async Task Create_WithAnEmptyField_ThrowsBeforeItSends(string field)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("{}"));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        ClientRegistration sent = Registration with { };
        typeof(ClientRegistration).GetProperty(field)!.SetValue(sent, " ");
        Assert.ThrowsAsync<ArgumentException>(() => fuxi.Client.Clients.CreateAsync(sent));
        Assert.That(system.Connections, Is.Zero);
    }

    [Test]
    public async Task Licenses_WithTheWrongSecret_AreRefused()
    {
        await using TestFuxi fuxi = await TestFuxi.StartAsync();
        Assert.That(StatusOf(() => fuxi.Client.Clients.CreateLicenseAsync(SeedCalls.ClientId, "wrong")), Is.EqualTo(403));
        Assert.That(StatusOf(() => fuxi.Client.Clients.ListLicensesAsync(SeedCalls.ClientId, "wrong")), Is.EqualTo(403));
    }

    [Test]
    public async Task Licenses_OfNoAccount_AreRefused()
    {
        await using TestFuxi fuxi = await TestFuxi.StartAsync();
        Assert.That(StatusOf(() => fuxi.Client.Clients.CreateLicenseAsync("did:fuxi:none", SeedCalls.Secret)), Is.EqualTo(400));
        Assert.That(StatusOf(() => fuxi.Client.Clients.ListLicensesAsync("did:fuxi:none", SeedCalls.Secret)), Is.EqualTo(400));
    }

    [Test]
    public async Task Namespaces_WithoutALicenceOrAccount_AreRefused()
    {
        await using TestFuxi fuxi = await TestFuxi.StartAsync();
        Assert.That(StatusOf(() => fuxi.Client.Clients.ListNamespacesAsync(SeedCalls.ClientId, "no-licence")), Is.EqualTo(401));
        Assert.That(StatusOf(() => fuxi.Client.Clients.ListNamespacesAsync("did:fuxi:none", SeedCalls.ApiKey)), Is.EqualTo(500));
    }

    [Test]
    public void Texts_LeaveCredentialsOut()
    {
        Assert.That(Registration.ToString(), Does.Not.Contain("abc123").And.Contains("botao"));
        Assert.That(new RegisteredClient { ClientId = "1", ClientSecret = "abc123" }.ToString(), Does.Not.Contain("abc123"));
        Assert.That(new License { Id = "1", ApiKey = SeedCalls.ApiKey }.ToString(), Does.Not.Contain(SeedCalls.ApiKey));
    }

    private static int? StatusOf(Func<Task> call) => Assert.ThrowsAsync<FuxiAnswerException>(() => call())!.HttpStatus;
}
