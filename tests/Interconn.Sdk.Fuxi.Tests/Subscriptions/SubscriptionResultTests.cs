using Interconn.Sdk.Fuxi.Subscriptions;
using Interconn.Sdk.Fuxi.Tests.Seed;

namespace Interconn.Sdk.Fuxi.Tests.Subscriptions;

/// <summary>The two shapes of 4.1's answer, each under either status, since document and server do not agree.</summary>
public sealed class SubscriptionResultTests
{
    private const string Applied = """
        {"id":"1.news.bt.fuxi.id","name":"n","content":"c","requestor":"bt2.fuxi.id","recipient":"sy.fuxi.id","owner":"bt.fuxi.id","identifier":"news.bt.fuxi.id",
        "type":"Free","status":"Applied","created_at":"2021-12-25T14:05:17.124475312+08:00","modified_at":"2021-12-25T14:05:17.124475312+08:00",
        "expired_at":"2021-12-30T14:05:17.124475312+08:00","metadata":{"a":"b"}}
        """;

    private const string Claims = """
        {"aud":["sy.fuxi.id"],"exp":1640671517,"iat":1640412317,"iss":"ORY Hydra","jti":"7","requestor":"bt.fuxi.id","scp":["news.bt.fuxi.id"],"sub":"bt.fuxi.id",
        "subscription":"1.news.bt.fuxi.id"}
        """;

    [TestCase(200)]
    [TestCase(201)]
    public async Task Subscribe_AnsweredWithASubscription_GivesIt(int status)
    {
        SubscriptionResult result = await SubscribeAsync(Applied, status);
        Assert.That(result.SubscriptionId, Is.EqualTo("1.news.bt.fuxi.id"));
        Assert.That((result.IsGranted, result.Claims), Is.EqualTo((false, (AccessTokenClaims?)null)));
        Assert.That(result.Subscription! with { Metadata = null! }, Is.EqualTo(new Subscription
        {
            Id = "1.news.bt.fuxi.id",
            Name = "n",
            Content = "c",
            Requestor = "bt2.fuxi.id",
            Recipient = "sy.fuxi.id",
            Owner = "bt.fuxi.id",
            Identifier = "news.bt.fuxi.id",
            Type = SubscriptionType.Free,
            Status = SubscriptionStatus.Applied,
            CreatedAt = new DateTimeOffset(2021, 12, 25, 14, 5, 17, TimeSpan.FromHours(8)).AddTicks(1244753),
            ModifiedAt = new DateTimeOffset(2021, 12, 25, 14, 5, 17, TimeSpan.FromHours(8)).AddTicks(1244753),
            ExpiredAt = new DateTimeOffset(2021, 12, 30, 14, 5, 17, TimeSpan.FromHours(8)).AddTicks(1244753),
        }));
        Assert.That(result.Subscription!.Metadata, Is.EquivalentTo(new Dictionary<string, string> { ["a"] = "b" }));
    }

    [TestCase(200)]
    [TestCase(201)]
    public async Task Subscribe_AnsweredWithClaims_IsGranted(int status)
    {
        SubscriptionResult result = await SubscribeAsync(Claims, status);
        Assert.That(result.SubscriptionId, Is.EqualTo("1.news.bt.fuxi.id"));
        Assert.That((result.IsGranted, result.Subscription), Is.EqualTo((true, (Subscription?)null)));
        AccessTokenClaims claims = result.Claims!;
        Assert.Multiple(() =>
        {
            Assert.That(claims.Audience, Is.EqualTo(new[] { "sy.fuxi.id" }));
            Assert.That(claims.ExpiresAt, Is.EqualTo(new DateTimeOffset(2021, 12, 28, 6, 5, 17, TimeSpan.Zero)));
            Assert.That(claims.IssuedAt, Is.EqualTo(new DateTimeOffset(2021, 12, 25, 6, 5, 17, TimeSpan.Zero)));
            Assert.That((claims.Issuer, claims.TokenId, claims.Requestor, claims.Subject), Is.EqualTo(("ORY Hydra", "7", "bt.fuxi.id", "bt.fuxi.id")));
            Assert.That(claims.Scopes, Is.EqualTo(new[] { "news.bt.fuxi.id" }));
        });
    }

    [Test]
    public async Task Subscribe_AnsweredWithNothingButTheId_GrantsNothing()
    {
        SubscriptionResult result = await SubscribeAsync("""{"subscription":"1.news.bt.fuxi.id"}""", 201);
        Assert.That((result.SubscriptionId, result.IsGranted), Is.EqualTo(("1.news.bt.fuxi.id", false)));
    }

    [TestCase("Granted", true, "token")]
    [TestCase("Refused", false, null)]
    [TestCase("Suspended", false, null)]
    public async Task Subscribe_AnsweredWithAStatus_IsGrantedOnlyByThat(string status, bool isGranted, string? token)
    {
        SubscriptionResult result = await SubscribeAsync($$"""{"id":"1","status":"{{status}}","content":"token"}""", 201);
        Assert.That((result.IsGranted, result.Subscription!.AccessToken, result.Subscription.Status!.Value.Value), Is.EqualTo((isGranted, token, status)));
    }

    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("""{"id":7}""")]
    [TestCase("""{"subscription":"1","exp":"tomorrow"}""")]
    [TestCase("""{"subscription":"1","exp":-1}""")]
    [TestCase("""{"subscription":"1","exp":1e300}""")]
    public void Subscribe_AnsweredWithNeither_Throws(string body) => Assert.ThrowsAsync<FuxiProtocolException>(() => SubscribeAsync(body, 201));

    [Test]
    public async Task Calls_WithAChoiceThatIsNone_ThrowBeforeTheySend()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("[]"));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        ISubscriptionsApi subscriptions = fuxi.Client.Subscriptions;
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => subscriptions.ReviewAsync("1", "bt.fuxi.id", default, SeedCalls.ApiKey));
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => subscriptions.ListAsync(new SubscriptionFilter { Role = (SubscriptionRole)2, Identity = "bt.fuxi.id" }, SeedCalls.ApiKey));
        Assert.That(system.Connections, Is.Zero);
    }

    private static async Task<SubscriptionResult> SubscribeAsync(string body, int status)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(body, status));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        return await fuxi.Client.Subscriptions.SubscribeAsync(
            new SubscriptionRequest { Requestor = "bt.fuxi.id", Identifier = "news.bt.fuxi.id", Recipient = "sy.fuxi.id" }, SeedCalls.ApiKey);
    }
}
