using Interconn.Sdk.Fuxi.Clients;
using Interconn.Sdk.Fuxi.Identifiers;
using Interconn.Sdk.Fuxi.Identities;
using Interconn.Sdk.Fuxi.Subscriptions;

namespace Interconn.Sdk.Fuxi.Tests.Seed;

/// <summary>Every example of the document, in its order, letter for letter.</summary>
internal static class SeedCalls
{
    public const string ClientId = "did:fuxi:53409d7bac7cb206aef53b4565cab8250284d98c5e608b82a81ff79f4c21b486";
    public const string Secret = "abc123";
    public const string ApiKey = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhdWQiOiJkaWQ6ZnV4aTo1MzQwOWQ3YmFjN2NiMjA2YWVmNTNiNDU2NWNhYjgyNTAyODRkOThjNWU2MDhiODJhODFmZjc5ZjRjMjFiNDg2IiwiaXNzIjoiZnV4aSJ9.oWMAIhyTDLTQPtkxQdmfuSD4X92Oy1EzXH6BReEpxYA";
    public const string SubscriptionId = "bc14a1ff404221dd13d9cd09cb8c73ae.news.bt.fuxi.id";

    /// <summary>The licence of the example of 1.4 is that of another account than the path names.</summary>
    public const string OtherClientId = "did:fuxi:6c958c8523770501d072645e0dbdbe087a33f35bacd0f69dcff1c84fe6feadec";
    public const string OtherApiKey = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhdWQiOiJkaWQ6ZnV4aTo2Yzk1OGM4NTIzNzcwNTAxZDA3MjY0NWUwZGJkYmUwODdhMzNmMzViYWNkMGY2OWRjZmYxYzg0ZmU2ZmVhZGVjIiwiaXNzIjoiZnV4aSJ9.OgLpCzrd_-XS3j6ULXC-xJRnfpDjlonR_J9Nmg_xWBg";

    private const string IdentityAnswer = """{"id":"bt.fuxi.id"}""";
    private const string IdentifierAnswer = """{"id":"news.bt.fuxi.id"}""";
    private const string SubscriptionAnswer = $$"""{"id":"{{SubscriptionId}}"}""";
    private const string ClaimsAnswer = $$"""{"subscription":"{{SubscriptionId}}","exp":1640700000,"jti":"1"}""";

    public static IReadOnlyList<SeedCall> All { get; } =
    [
        new(
            "1.1",
            "http POST http://localhost:4445/clients client_secret=abc123 organization=fuxi mobile=10013270953 client_name=botao email=botao@fuxiinstitution.org",
            201, $$"""{"client_id":"{{ClientId}}"}""", [400, 409, 500],
            async client => await client.Clients.CreateAsync(new ClientRegistration
            {
                ClientName = "botao", ClientSecret = Secret, Organization = "fuxi", Email = "botao@fuxiinstitution.org", Mobile = "10013270953",
            })),
        new(
            "1.2", $"http POST http://localhost:4445/clients/{ClientId}/licenses Authorization:\"bearer abc123\"",
            200, """{"id":"1","apiKey":"key"}""", [400, 403, 500],
            async client => await client.Clients.CreateLicenseAsync(ClientId, Secret)),
        new(
            "1.3", $"http http://localhost:4445/clients/{ClientId}/licenses Authorization:\"bearer abc123\"",
            200, "[]", [400, 403, 500],
            async client => await client.Clients.ListLicensesAsync(ClientId, Secret)),
        new(
            "1.4", $"http http://localhost:4445/clients/{ClientId}/namespaces Authorization:\"bearer {OtherApiKey}\"",
            200, """["fuxi.id"]""", [500],
            async client => await client.Clients.ListNamespacesAsync(ClientId, OtherApiKey)),
        new(
            "2.1", $"http POST http://localhost:4444/identity Authorization:\"bearer {ApiKey}\" id=bt.fuxi.id name=bt email=bt@fuxiinstitution.org owner=fuxi",
            201, IdentityAnswer, [400, 401, 429, 500],
            async client => await client.Identities.CreateAsync(
                new IdentityRegistration { Id = "bt.fuxi.id", Name = "bt", Owner = "fuxi", Email = "bt@fuxiinstitution.org" }, ApiKey)),
        new(
            "2.2", $"http GET http://localhost:4444/identity/bt.fuxi.id Authorization:\"bearer {ApiKey}\"",
            200, IdentityAnswer, [400, 404, 500],
            async client => await client.Identities.FindAsync("bt.fuxi.id", ApiKey)),
        new(
            "2.3", $"http DELETE http://localhost:4444/identity/bt.fuxi.id Authorization:\"bearer {ApiKey}\"",
            204, "", [400, 500],
            async client => await DeletedAsync(client.Identities.DeleteAsync("bt.fuxi.id", ApiKey))),
        new(
            "2.4", $"http GET http://localhost:4444/identity?client_id={ClientId}  Authorization:\"bearer {ApiKey}\"",
            200, $"[{IdentityAnswer}]", [400, 404, 500],
            async client => await client.Identities.ListAsync(ClientId, ApiKey)),
        new(
            "3.1",
            $$"""http POST localhost:4444/identifier Authorization:"bearer {{ApiKey}}" id=news3.bt.fuxi.id name=bt_news3 owner=bt.fuxi.id dataAddress="https://scholars-stage.org/xi-jinpings-war-on-spontaneous-order/" dataDigest="abc" subscriptionType="Free" categoryID="education" tags:='["News","Home"]' metadata:='{"type":"test", "site":"zhihu"}'""",
            201, IdentifierAnswer, [400, 401, 403, 500],
            async client => await client.Identifiers.CreateAsync(
                new DataIdentifierRegistration
                {
                    Id = "news3.bt.fuxi.id",
                    Name = "bt_news3",
                    Owner = "bt.fuxi.id",
                    DataAddress = "https://scholars-stage.org/xi-jinpings-war-on-spontaneous-order/",
                    DataDigest = "abc",
                    SubscriptionType = SubscriptionType.Free,
                    CategoryId = "education",
                    Tags = ["News", "Home"],
                    Metadata = new Dictionary<string, string> { ["type"] = "test", ["site"] = "zhihu" },
                },
                ApiKey)),
        new(
            "3.2", $"http GET localhost:4444/identifier/news.bt.fuxi.id Authorization:\"bearer {ApiKey}\"",
            200, IdentifierAnswer, [401, 404, 500],
            async client => await client.Identifiers.FindAsync("news.bt.fuxi.id", ApiKey)),
        new(
            "3.3", $"http DELETE localhost:4444/identifier/news.bt.fuxi.id Authorization:\"bearer {ApiKey}\"",
            204, "", [400, 401, 403, 404, 500],
            async client => await DeletedAsync(client.Identifiers.DeleteAsync("news.bt.fuxi.id", ApiKey))),
        new(
            "3.4", $"http GET http://localhost:4444/identifier?owner=bt.fuxi.id Authorization:\"bearer {ApiKey}\"",
            200, $"[{IdentifierAnswer}]", [401, 403, 404, 500],
            async client => await client.Identifiers.ListByOwnerAsync("bt.fuxi.id", ApiKey)),
        new(
            "3.5", $"http GET http://localhost:4444/identifier?tag=News Authorization:\"bearer {ApiKey}\"",
            200, $"[{IdentifierAnswer}]", [400, 500],
            async client => await client.Identifiers.ListByTagAsync("News", ApiKey)),
        new(
            "3.6", $"http GET http://localhost:4444/identifier?metadata=\"site:zhihu\" Authorization:\"bearer {ApiKey}\"",
            200, $"[{IdentifierAnswer}]", [400, 500],
            async client => await client.Identifiers.ListByMetadataAsync("site", "zhihu", ApiKey)),
        new(
            "4.1",
            $"http POST http://localhost:4444/subscriptions Authorization:\"bearer {ApiKey}\" requestor=bt2.fuxi.id identifier=news.bt.fuxi.id recipient=sy.fuxi.id",
            201, SubscriptionAnswer, [400, 401, 403, 404, 500],
            async client => await client.Subscriptions.SubscribeAsync(
                new SubscriptionRequest { Requestor = "bt2.fuxi.id", Identifier = "news.bt.fuxi.id", Recipient = "sy.fuxi.id" }, ApiKey))
        {
            Variant = "of another's data",
        },
        new(
            "4.1",
            $"http POST http://localhost:4444/subscriptions Authorization:\"bearer {ApiKey}\" requestor=bt.fuxi.id identifier=news.bt.fuxi.id recipient=sy.fuxi.id",
            200, ClaimsAnswer, [400, 401, 403, 404, 500],
            async client => await client.Subscriptions.SubscribeAsync(
                new SubscriptionRequest { Requestor = "bt.fuxi.id", Identifier = "news.bt.fuxi.id", Recipient = "sy.fuxi.id" }, ApiKey))
        {
            Variant = "of own data",
        },
        new(
            "4.2", $"http GET http://localhost:4444/subscriptions/{SubscriptionId}?identity=bt2.fuxi.id Authorization:\"bearer {ApiKey}\"",
            200, SubscriptionAnswer, [400, 401, 403, 404, 500],
            async client => await client.Subscriptions.FindAsync(SubscriptionId, "bt2.fuxi.id", ApiKey))
        {
            Variant = "as requestor",
        },
        new(
            "4.2", $"http GET http://localhost:4444/subscriptions/{SubscriptionId}?identity=bt.fuxi.id   Authorization:\"bearer {ApiKey}\" ",
            200, SubscriptionAnswer, [400, 401, 403, 404, 500],
            async client => await client.Subscriptions.FindAsync(SubscriptionId, "bt.fuxi.id", ApiKey))
        {
            Variant = "as owner",
        },
        new(
            "4.3", $"http DELETE http://localhost:4444/subscriptions/{SubscriptionId}?identity=bt2.fuxi.id Authorization:\"bearer {ApiKey}\"",
            204, "", [400, 401, 403, 404, 500],
            async client => await DeletedAsync(client.Subscriptions.DeleteAsync(SubscriptionId, "bt2.fuxi.id", ApiKey))),
        new(
            "4.4", $"http GET http://localhost:4444/subscriptions role==requestor identity==bt2.fuxi.id Authorization:\"bearer {ApiKey}\"",
            200, $"[{SubscriptionAnswer}]", [400, 401, 403, 404, 500],
            async client => await client.Subscriptions.ListAsync(new SubscriptionFilter { Role = SubscriptionRole.Requestor, Identity = "bt2.fuxi.id" }, ApiKey))
        {
            Variant = "as requestor",
        },
        new(
            "4.4", $"http GET http://localhost:4444/subscriptions role==owner identity==bt.fuxi.id status==Granted Authorization:\"bearer {ApiKey}\"",
            200, $"[{SubscriptionAnswer}]", [400, 401, 403, 404, 500],
            async client => await client.Subscriptions.ListAsync(
                new SubscriptionFilter { Role = SubscriptionRole.Owner, Identity = "bt.fuxi.id", Status = SubscriptionStatus.Granted }, ApiKey))
        {
            Variant = "as owner",
        },
        new(
            "4.5", $"http PATCH localhost:4444/subscriptions/{SubscriptionId}?identity=bt.fuxi.id status=Granted Authorization:\"bearer {ApiKey}\"",
            200, ClaimsAnswer, [400, 401, 403, 404, 500],
            async client => await client.Subscriptions.ReviewAsync(SubscriptionId, "bt.fuxi.id", SubscriptionDecision.Grant, ApiKey)),
    ];

    /// <summary>The example of a section.</summary>
    public static SeedCall Of(string section, string? variant = null) => All.Single(call => call.Section == section && (variant is null || call.Variant == variant));

    private static async Task<object?> DeletedAsync(Task deletion)
    {
        await deletion;
        return null;
    }
}
