using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Interconn.Sdk.Fuxi.Identifiers;
using Interconn.Sdk.Fuxi.Identities;
using Interconn.Sdk.Fuxi.Subscriptions;
using Interconn.Sdk.Fuxi.Tests.Seed;

namespace Interconn.Sdk.Fuxi.Tests.Subscriptions;

/// <summary>Section 4 at the emulator: <c>bt.fuxi.id</c> owns the data, <c>bt2.fuxi.id</c> asks for it.</summary>
public sealed class SubscriptionsTests
{
    private const string Owner = "bt.fuxi.id";
    private const string Requestor = "bt2.fuxi.id";
    private static readonly SubscriptionRequest Request = new() { Requestor = Requestor, Identifier = "news.bt.fuxi.id", Recipient = "sy.fuxi.id" };

    private TestFuxi fuxi = null!;

    private ISubscriptionsApi Subscriptions => fuxi.Client.Subscriptions;

    [SetUp]
    public async Task StartAsync()
    {
        fuxi = await TestFuxi.StartAsync();
        await CreateIdentityAsync(Owner, SeedCalls.ApiKey);
        await CreateIdentityAsync(Requestor, SeedCalls.ApiKey);
        await CreateIdentityAsync("another.fuxi.id", SeedCalls.OtherApiKey);
        await fuxi.Client.Identifiers.CreateAsync(
            new DataIdentifierRegistration { Id = "news.bt.fuxi.id", Name = "bt_news", Owner = Owner, DataAddress = "https://example/data/", DataDigest = "abc" }, SeedCalls.ApiKey);
    }

    [TearDown]
    public async Task StopAsync() => await fuxi.DisposeAsync();

    [Test]
    public async Task Subscribe_ToAnothersData_WaitsForTheOwner()
    {
        SubscriptionResult result = await Subscriptions.SubscribeAsync(Request, SeedCalls.ApiKey);
        Assert.Multiple(() =>
        {
            Assert.That(result.SubscriptionId, Is.EqualTo(SeedCalls.SubscriptionId));
            Assert.That(result.IsGranted, Is.False);
            Assert.That(result.Claims, Is.Null);
            Assert.That(result.Subscription!.Status, Is.EqualTo(SubscriptionStatus.Applied));
            Assert.That(result.Subscription.Type, Is.EqualTo(SubscriptionType.Free));
            Assert.That(result.Subscription.Content, Is.Not.Empty);
            Assert.That(result.Subscription.AccessToken, Is.Null);
            Assert.That(result.Subscription.ExpiredAt - result.Subscription.CreatedAt, Is.EqualTo(TimeSpan.FromHours(120)));
        });
    }

    [Test]
    public async Task Subscribe_ToOwnData_IsGrantedAtOnce()
    {
        SubscriptionResult result = await Subscriptions.SubscribeAsync(Request with { Requestor = Owner }, SeedCalls.ApiKey);
        Assert.Multiple(() =>
        {
            Assert.That(result.IsGranted);
            Assert.That(result.Subscription, Is.Null);
            Assert.That(result.SubscriptionId, Does.Match("^[0-9a-f]{32}\\.news\\.bt\\.fuxi\\.id$"));
            Assert.That(result.Claims!.Issuer, Is.EqualTo("ORY Hydra"));
            Assert.That(result.Claims.Audience, Is.EqualTo(new[] { "sy.fuxi.id" }));
            Assert.That(result.Claims.Scopes, Is.EqualTo(new[] { "news.bt.fuxi.id" }));
            Assert.That((result.Claims.Subject, result.Claims.Requestor), Is.EqualTo((Owner, Owner)));
            Assert.That(result.Claims.ExpiresAt - result.Claims.IssuedAt, Is.EqualTo(TimeSpan.FromDays(3)));
        });
    }

    [Test]
    public async Task Review_ThatGrants_GivesAnAccessTokenThatSaysTheClaims()
    {
        await Subscriptions.SubscribeAsync(Request, SeedCalls.ApiKey);
        AccessTokenClaims claims = await Subscriptions.ReviewAsync(SeedCalls.SubscriptionId, Owner, SubscriptionDecision.Grant, SeedCalls.ApiKey);
        Subscription? granted = await Subscriptions.FindAsync(SeedCalls.SubscriptionId, Requestor, SeedCalls.ApiKey);
        Assert.That(granted!.Status, Is.EqualTo(SubscriptionStatus.Granted));
        string[] parts = granted.AccessToken!.Split('.');
        Assert.That(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0])), Is.EqualTo("""{"alg":"RS256"}"""));
        JsonElement token = JsonElement.Parse(Base64Url.DecodeFromChars(parts[1]));
        Assert.That(token.GetProperty("jti").GetString(), Is.EqualTo(claims.TokenId));
        Assert.That(token.GetProperty("subscription").GetString(), Is.EqualTo(SeedCalls.SubscriptionId));
        Assert.That(granted.ToString(), Does.Not.Contain(parts[1]));
    }

    [Test]
    public async Task Review_ThatRefuses_LeavesATokenThatIsNotGiven()
    {
        await Subscriptions.SubscribeAsync(Request, SeedCalls.ApiKey);
        await Subscriptions.ReviewAsync(SeedCalls.SubscriptionId, Owner, SubscriptionDecision.Refuse, SeedCalls.ApiKey);
        Subscription? refused = await Subscriptions.FindAsync(SeedCalls.SubscriptionId, Owner, SeedCalls.ApiKey);
        Assert.That(refused!.Status, Is.EqualTo(SubscriptionStatus.Refused));
        Assert.That(refused.Content, Does.Match(@"^[\w-]+\.[\w-]+\.[\w-]+$"));
        Assert.That(refused.AccessToken, Is.Null);
    }

    [Test]
    public async Task Review_OfWhatIsDecided_IsRefusedWith500()
    {
        await Subscriptions.SubscribeAsync(Request, SeedCalls.ApiKey);
        Assert.That(TextOf(() => Subscriptions.ReviewAsync(SeedCalls.SubscriptionId, Requestor, SubscriptionDecision.Grant, SeedCalls.ApiKey)), Is.EqualTo("500 no permission"));
        await Subscriptions.ReviewAsync(SeedCalls.SubscriptionId, Owner, SubscriptionDecision.Grant, SeedCalls.ApiKey);
        Assert.That(TextOf(() => Subscriptions.ReviewAsync(SeedCalls.SubscriptionId, Owner, SubscriptionDecision.Refuse, SeedCalls.ApiKey)), Is.EqualTo("500 wrong status"));
        Assert.That(TextOf(() => Subscriptions.DeleteAsync(SeedCalls.SubscriptionId, Requestor, SeedCalls.ApiKey)), Is.EqualTo("500 wrong status"));
    }

    [Test]
    public async Task Delete_ByTheRequestor_TakesItBack()
    {
        await Subscriptions.SubscribeAsync(Request, SeedCalls.ApiKey);
        Assert.That(TextOf(() => Subscriptions.DeleteAsync(SeedCalls.SubscriptionId, Owner, SeedCalls.ApiKey)), Is.EqualTo("500 no permission"));
        await Subscriptions.DeleteAsync(SeedCalls.SubscriptionId, Requestor, SeedCalls.ApiKey);
        Assert.That(fuxi.Emulator.Subscriptions, Is.Empty);
        Assert.That(TextOf(() => Subscriptions.DeleteAsync(SeedCalls.SubscriptionId, Requestor, SeedCalls.ApiKey)), Is.EqualTo("500 no entity exists"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Find_OfWhatDoesNotExist_GivesNullHoweverItIsAnswered(bool answersWith204)
    {
        fuxi.Emulator.AnswersAbsentWith204 = answersWith204;
        Assert.That(await Subscriptions.FindAsync(SeedCalls.SubscriptionId, Owner, SeedCalls.ApiKey), Is.Null);
    }

    [Test]
    public async Task Times_OfCreationAndRead_DifferByTheServersMistake()
    {
        SubscriptionResult result = await Subscriptions.SubscribeAsync(Request, SeedCalls.ApiKey);
        Subscription? read = await Subscriptions.FindAsync(SeedCalls.SubscriptionId, Owner, SeedCalls.ApiKey);
        Assert.That(result.Subscription!.CreatedAt, Is.EqualTo(TestFuxi.Now));
        Assert.That(read!.CreatedAt, Is.EqualTo(new DateTimeOffset(2021, 12, 25, 14, 5, 17, 124, 475, TimeSpan.Zero)));
    }

    [Test]
    public async Task List_AsRequestorAndAsOwner_GivesEachItsOwn()
    {
        await Subscriptions.SubscribeAsync(Request, SeedCalls.ApiKey);
        Assert.That(await CountAsync(SubscriptionRole.Requestor, Requestor), Is.EqualTo(1));
        Assert.That(await CountAsync(SubscriptionRole.Owner, Requestor), Is.Zero);
        Assert.That(await CountAsync(SubscriptionRole.Requestor, Owner), Is.Zero);
        Assert.That(await CountAsync(SubscriptionRole.Owner, Owner), Is.EqualTo(1));
        Assert.That(await CountAsync(SubscriptionRole.Owner, Owner, SubscriptionStatus.Granted), Is.Zero);
        Assert.That(await CountAsync(SubscriptionRole.Owner, Owner, SubscriptionStatus.Applied, SubscriptionType.Free), Is.EqualTo(1));
        Assert.That(await CountAsync(SubscriptionRole.Owner, Owner, type: SubscriptionType.Charged), Is.Zero);
    }

    [Test]
    public async Task List_WithTheRoleAsTheDocumentPrintsIt_IsTakenForTheOwners()
    {
        await Subscriptions.SubscribeAsync(Request, SeedCalls.ApiKey);
        HttpieRequest misprinted = HttpieRequest.Parse(SeedCalls.Of("4.4", "as requestor").Example.Replace("requestor", "requesor", StringComparison.Ordinal));
        using var http = new HttpClient();
        using HttpResponseMessage answer = await misprinted.SendAsync(http, fuxi.Emulator.AdminAddress, fuxi.Emulator.PublicAddress);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("[]"), "the requestor owns nothing");
    }

    [Test]
    public async Task Calls_AsAnIdentityThatIsNotOnesOwn_AreRefused()
    {
        await Subscriptions.SubscribeAsync(Request, SeedCalls.ApiKey);
        foreach ((string identity, string apiKey, int status) in new[] { (Owner, "wrong", 401), (Owner, SeedCalls.OtherApiKey, 403), ("none.fuxi.id", SeedCalls.ApiKey, 404) })
        {
            var filter = new SubscriptionFilter { Role = SubscriptionRole.Owner, Identity = identity };
            Assert.That(StatusOf(() => Subscriptions.DeleteAsync(SeedCalls.SubscriptionId, identity, apiKey)), Is.EqualTo(status));
            Assert.That(StatusOf(() => Subscriptions.ListAsync(filter, apiKey)), Is.EqualTo(status));
            Assert.That(StatusOf(() => Subscriptions.ReviewAsync(SeedCalls.SubscriptionId, identity, SubscriptionDecision.Grant, apiKey)), Is.EqualTo(status));
            if (status != 404)
            {
                Assert.That(StatusOf(() => Subscriptions.FindAsync(SeedCalls.SubscriptionId, identity, apiKey)), Is.EqualTo(status));
            }
        }

        Assert.That(StatusOf(() => Subscriptions.FindAsync(SeedCalls.SubscriptionId, "another.fuxi.id", SeedCalls.OtherApiKey)), Is.EqualTo(403), "neither requestor nor owner");
        Assert.That(StatusOf(() => Subscriptions.SubscribeAsync(Request, "wrong")), Is.EqualTo(401));
        Assert.That(StatusOf(() => Subscriptions.SubscribeAsync(Request, SeedCalls.OtherApiKey)), Is.EqualTo(403));
        Assert.That(StatusOf(() => Subscriptions.SubscribeAsync(Request with { Identifier = "none.bt.fuxi.id" }, SeedCalls.ApiKey)), Is.EqualTo(404));
        Assert.That(StatusOf(() => Subscriptions.SubscribeAsync(Request, SeedCalls.ApiKey)), Is.EqualTo(500), "it exists already");
    }

    private async Task<int> CountAsync(SubscriptionRole role, string identity, SubscriptionStatus? status = null, SubscriptionType? type = null) =>
        (await Subscriptions.ListAsync(new SubscriptionFilter { Role = role, Identity = identity, Status = status, Type = type }, SeedCalls.ApiKey)).Count;

    private Task<CreatedIdentity> CreateIdentityAsync(string id, string apiKey) =>
        fuxi.Client.Identities.CreateAsync(new IdentityRegistration { Id = id, Name = id, Owner = "fuxi", Email = "bt@fuxiinstitution.org" }, apiKey);

    private static int? StatusOf(Func<Task> call) => Assert.ThrowsAsync<FuxiAnswerException>(() => call())!.HttpStatus;

    private static string TextOf(Func<Task> call)
    {
        FuxiAnswerException exception = Assert.ThrowsAsync<FuxiAnswerException>(() => call())!;
        return $"{exception.HttpStatus} {exception.Msg}";
    }
}
