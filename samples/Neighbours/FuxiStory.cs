using Interconn.Sdk.Emulators.Fuxi;
using Interconn.Sdk.Fuxi;
using Interconn.Sdk.Fuxi.Clients;
using Interconn.Sdk.Fuxi.Identifiers;
using Interconn.Sdk.Fuxi.Identities;
using Interconn.Sdk.Fuxi.Subscriptions;

namespace Neighbours;

/// <summary>An account is made; one of its identities offers data, another subscribes to it.</summary>
internal static class FuxiStory
{
    private const string System = "FUXI";
    private const string Secret = "abc123";
    private const string Owner = "bt.fuxi.id";
    private const string Requestor = "bt2.fuxi.id";
    private const string News = "news.bt.fuxi.id";

    public static async Task PlayAsync(Score score)
    {
        await using FuxiEmulator emulator = await FuxiEmulator.StartAsync();
        await using ServiceProvider services = new ServiceCollection()
            .AddFuxiClient(options => (options.AdminAddress, options.PublicAddress) = (emulator.AdminAddress, emulator.PublicAddress)).Services
            .BuildServiceProvider();
        FuxiClient fuxi = services.GetRequiredService<FuxiClient>();
        (string clientId, string apiKey) = await OpenAccountAsync(score, fuxi);
        await MakeIdentitiesAsync(score, fuxi, clientId, apiKey);
        await OfferDataAsync(score, fuxi, apiKey);
        await SubscribeAsync(score, fuxi, apiKey);
        await CleanUpAsync(score, fuxi, apiKey);
    }

    private static async Task<(string ClientId, string ApiKey)> OpenAccountAsync(Score score, FuxiClient fuxi)
    {
        RegisteredClient client = await score.CallAsync(
            System,
            "1.1",
            "Clients.CreateAsync",
            () => fuxi.Clients.CreateAsync(new ClientRegistration
            {
                ClientName = "botao",
                ClientSecret = Secret,
                Organization = "fuxi",
                Email = "botao@fuxiinstitution.org",
                Mobile = "10013270953",
            }),
            client => $"{client.ClientId[..20]}…");
        License license = await score.CallAsync(
            System, "1.2", "Clients.CreateLicenseAsync", () => fuxi.Clients.CreateLicenseAsync(client.ClientId, Secret), license => $"licence {license.Id}, its key stays here");
        await score.CallAsync(
            System, "1.3", "Clients.ListLicensesAsync", () => fuxi.Clients.ListLicensesAsync(client.ClientId, Secret), licenses => $"{licenses.Count} licence");
        await score.CallAsync(
            System, "1.4", "Clients.ListNamespacesAsync", () => fuxi.Clients.ListNamespacesAsync(client.ClientId, license.ApiKey), namespaces => string.Join(", ", namespaces));
        return (client.ClientId, license.ApiKey);
    }

    private static async Task MakeIdentitiesAsync(Score score, FuxiClient fuxi, string clientId, string apiKey)
    {
        foreach (string id in (string[])[Owner, Requestor])
        {
            await score.CallAsync(
                System,
                "2.1",
                "Identities.CreateAsync",
                () => fuxi.Identities.CreateAsync(new IdentityRegistration { Id = id, Name = id.Split('.')[0], Owner = "fuxi", Email = "bt@fuxiinstitution.org" }, apiKey),
                identity =>
                {
                    using global::System.Security.Cryptography.RSA key = identity.ImportPrivateKey();
                    return $"{identity.Id} with an RSA key of {key.KeySize} bits";
                });
        }

        await score.CallAsync(System, "2.2", "Identities.FindAsync", () => fuxi.Identities.FindAsync(Owner, apiKey), identity => $"{identity?.Id}, {identity?.Email}");
        await score.CallAsync(
            System,
            "2.4",
            "Identities.ListAllAsync",
            () => fuxi.Identities.ListAllAsync(clientId, apiKey, pageSize: 1).ToArrayAsync().AsTask(),
            identities =>
            {
                Score.Expect(identities.Length == 2, "an account lists the identities that were made in it, and ends, whatever total the server names");
                return $"{string.Join(", ", identities.Select(static identity => identity.Id))} in pages of 1";
            });
    }

    private static async Task OfferDataAsync(Score score, FuxiClient fuxi, string apiKey)
    {
        await score.CallAsync(
            System,
            "3.1",
            "Identifiers.CreateAsync",
            () => fuxi.Identifiers.CreateAsync(
                new DataIdentifierRegistration
                {
                    Id = News,
                    Name = "bt_news",
                    Owner = Owner,
                    DataAddress = "https://example.com/data/",
                    DataDigest = "abc",
                    CategoryId = "education",
                    Tags = ["News", "Home"],
                    Metadata = new Dictionary<string, string> { ["site"] = "zhihu" },
                },
                apiKey),
            data => $"{data.Id}, {data.SubscriptionType}");
        await score.CallAsync(System, "3.2", "Identifiers.FindAsync", () => fuxi.Identifiers.FindAsync(News, apiKey), data => $"{data?.Id} at {data?.DataAddress}");
        await score.CallAsync(System, "3.4", "Identifiers.ListByOwnerAsync", () => fuxi.Identifiers.ListByOwnerAsync(Owner, apiKey), Tell);
        await score.CallAsync(System, "3.5", "Identifiers.ListByTagAsync", () => fuxi.Identifiers.ListByTagAsync("News", apiKey), Tell);
        await score.CallAsync(System, "3.6", "Identifiers.ListByMetadataAsync", () => fuxi.Identifiers.ListByMetadataAsync("site", "zhihu", apiKey), Tell);

        static string Tell(IReadOnlyList<DataIdentifier> found)
        {
            Score.Expect(found is [{ Id: News }], "the one data identifier is found");
            return found[0].Id;
        }
    }

    private static async Task SubscribeAsync(Score score, FuxiClient fuxi, string apiKey)
    {
        SubscriptionResult asked = await AskAsync(score, fuxi, apiKey, Requestor, isGranted: false);
        await score.CallAsync(
            System,
            "4.4",
            "Subscriptions.ListAsync",
            () => fuxi.Subscriptions.ListAsync(new SubscriptionFilter { Identity = Owner, Role = SubscriptionRole.Owner, Status = SubscriptionStatus.Applied }, apiKey),
            waiting =>
            {
                Score.Expect(waiting.Any(subscription => subscription.Id == asked.SubscriptionId), "what was asked for waits for the owner");
                return $"{waiting.Count} waits for {Owner}";
            });
        await score.CallAsync(
            System,
            "4.5",
            "Subscriptions.ReviewAsync",
            () => fuxi.Subscriptions.ReviewAsync(asked.SubscriptionId, Owner, SubscriptionDecision.Grant, apiKey),
            claims => $"a token until {claims.ExpiresAt:yyyy-MM-dd}");
        await score.CallAsync(
            System,
            "4.2",
            "Subscriptions.FindAsync",
            () => fuxi.Subscriptions.FindAsync(asked.SubscriptionId, Requestor, apiKey),
            subscription =>
            {
                Score.Expect(subscription?.AccessToken is not null, "a granted subscription holds its access token");
                return $"{subscription!.Status}, with its token";
            });
        await AskAsync(score, fuxi, apiKey, Owner, isGranted: true);
    }

    private static Task<SubscriptionResult> AskAsync(Score score, FuxiClient fuxi, string apiKey, string requestor, bool isGranted) => score.CallAsync(
        System,
        "4.1",
        "Subscriptions.SubscribeAsync",
        () => fuxi.Subscriptions.SubscribeAsync(new SubscriptionRequest { Requestor = requestor, Identifier = News, Recipient = "sy.fuxi.id" }, apiKey),
        result =>
        {
            Score.Expect(result.IsGranted == isGranted, "one's own data is granted at once, and that of others is not");
            return $"{result.SubscriptionId} by {requestor}: {(isGranted ? "granted at once" : "waits for the owner")}";
        });

    private static async Task CleanUpAsync(Score score, FuxiClient fuxi, string apiKey)
    {
        // Only what was not reviewed yet can be taken back.
        SubscriptionResult another = await fuxi.Subscriptions.SubscribeAsync(
            new SubscriptionRequest { Requestor = Requestor, Identifier = News, Recipient = "other.fuxi.id" }, apiKey);
        await score.CallAsync(
            System, "4.3", "Subscriptions.DeleteAsync", () => fuxi.Subscriptions.DeleteAsync(another.SubscriptionId, Requestor, apiKey), "taken back before the review");
        await score.CallAsync(System, "3.3", "Identifiers.DeleteAsync", () => fuxi.Identifiers.DeleteAsync(News, apiKey), $"{News} is gone, and {Owner} is not");
        Score.Expect(await fuxi.Identities.FindAsync(Owner, apiKey) is not null, "the deletion of data leaves the identity alone");
        await score.CallAsync(System, "2.3", "Identities.DeleteAsync", () => fuxi.Identities.DeleteAsync(Requestor, apiKey), $"{Requestor} is gone");
    }
}
