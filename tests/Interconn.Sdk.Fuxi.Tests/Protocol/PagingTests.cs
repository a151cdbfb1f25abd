using Interconn.Sdk.Fuxi.Identifiers;
using Interconn.Sdk.Fuxi.Identities;
using Interconn.Sdk.Fuxi.Subscriptions;
using Interconn.Sdk.Fuxi.Tests.Seed;

namespace Interconn.Sdk.Fuxi.Tests.Protocol;

/// <summary>Lists as a whole: they end where a page is not full, whatever the server says of a total and of a next page.</summary>
public sealed class PagingTests
{
    private const string Lies = "X-Total-Count: 10000";
    private const string Next = "Link: </identifier?tag=a&limit=2&offset=2>; rel=\"next\"";

    [Test]
    public async Task ListAll_AtTheEmulator_GivesEachOnceAndIgnoresTheTotal()
    {
        await using TestFuxi fuxi = await TestFuxi.StartAsync();
        await fuxi.Client.Identities.CreateAsync(TestFuxi.Bt, SeedCalls.ApiKey);
        string[] ids = [.. Enumerable.Range(0, 5).Select(number => $"n{number}.bt.fuxi.id")];
        foreach (string id in ids)
        {
            var registration = new DataIdentifierRegistration
            {
                Id = id,
                Name = "n",
                Owner = "bt.fuxi.id",
                DataAddress = "https://example/",
                DataDigest = "abc",
                Tags = ["a"],
                Metadata = new Dictionary<string, string> { ["k"] = "v" },
            };
            await fuxi.Client.Identifiers.CreateAsync(registration, SeedCalls.ApiKey);
            var request = new SubscriptionRequest { Requestor = "bt.fuxi.id", Identifier = id, Recipient = "sy.fuxi.id" };
            await fuxi.Client.Subscriptions.SubscribeAsync(request, SeedCalls.ApiKey);
        }

        IIdentifiersApi identifiers = fuxi.Client.Identifiers;
        foreach (int size in new[] { 1, 2, 5, 6, 500 })
        {
            Assert.That(await IdsOfAsync(identifiers.ListAllByOwnerAsync("bt.fuxi.id", SeedCalls.ApiKey, size)), Is.EqualTo(ids));
            Assert.That(await IdsOfAsync(identifiers.ListAllByTagAsync("a", SeedCalls.ApiKey, size)), Is.EqualTo(ids));
            Assert.That(await IdsOfAsync(identifiers.ListAllByMetadataAsync("k", "v", SeedCalls.ApiKey, size)), Is.EqualTo(ids));
            var filter = new SubscriptionFilter { Role = SubscriptionRole.Owner, Identity = "bt.fuxi.id" };
            Assert.That(await fuxi.Client.Subscriptions.ListAllAsync(filter, SeedCalls.ApiKey, size).Select(each => each.Identifier).ToListAsync(), Is.EqualTo(ids));
            Assert.That(await fuxi.Client.Identities.ListAllAsync(SeedCalls.ClientId, SeedCalls.ApiKey, size).CountAsync(), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Emulator_SaysOfItsListsWhatTheServerSays()
    {
        await using TestFuxi fuxi = await TestFuxi.StartAsync();
        await fuxi.Client.Identities.CreateAsync(TestFuxi.Bt, SeedCalls.ApiKey);
        using var http = new HttpClient();
        HttpieRequest identities = HttpieRequest.Parse(SeedCalls.Of("2.4").Example);
        using HttpResponseMessage answer = await identities.SendAsync(http, fuxi.Emulator.AdminAddress, fuxi.Emulator.PublicAddress);
        Assert.That(answer.Headers.GetValues("X-Total-Count"), Is.EqualTo(new[] { "10000" }));
        string links = string.Concat(answer.Headers.GetValues("Link"));
        Assert.That(links, Does.Contain("limit=100&offset=100>; rel=\"next\"").And.Contains("limit=100&offset=9900>; rel=\"last\""));
        HttpieRequest subscriptions = HttpieRequest.Parse(SeedCalls.Of("4.4", "as owner").Example);
        using HttpResponseMessage counted = await subscriptions.SendAsync(http, fuxi.Emulator.AdminAddress, fuxi.Emulator.PublicAddress);
        Assert.That(counted.Headers.GetValues("X-Total-Count"), Is.EqualTo(new[] { "0" }));
    }

    [Test]
    public async Task ListAll_WithAShortPage_StopsThereWhateverTheHeadersSay()
    {
        await using var system = ScriptedPartner.Start(Page(Lies, "1", "2"), Page(Lies, "3"), Page(Lies, "4"));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        Assert.That(await IdsOfAsync(fuxi.Client.Identifiers.ListAllByTagAsync("a", SeedCalls.ApiKey, pageSize: 2)), Is.EqualTo(new[] { "1", "2", "3" }));
        Assert.That(
            system.Requests.Select(request => request.Target),
            Is.EqualTo(new[] { "/identifier?tag=a&limit=2&offset=0", "/identifier?tag=a&limit=2&offset=2" }));
    }

    [Test]
    public async Task ListAll_WithAnEmptyPageOrNone_StopsThere()
    {
        foreach (byte[] last in new[] { Page(Next), ScriptedAnswer.Of(204, []) })
        {
            await using var system = ScriptedPartner.Start(Page(Next, "1", "2"), last, Page(Next, "4"));
            await using TestFuxi fuxi = TestFuxi.Calling(system);
            Assert.That(await IdsOfAsync(fuxi.Client.Identifiers.ListAllByTagAsync("a", SeedCalls.ApiKey, pageSize: 2)), Is.EqualTo(new[] { "1", "2" }));
        }
    }

    [Test]
    public async Task ListAll_OfAServerThatIgnoresTheOffset_Throws()
    {
        await using var system = ScriptedPartner.Start(Page(Lies, "1", "2"));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        // Without an end of its own, the test would have none.
        IAsyncEnumerable<DataIdentifier> all = fuxi.Client.Identifiers.ListAllByTagAsync("a", SeedCalls.ApiKey, pageSize: 2).Take(10);
        FuxiProtocolException exception = Assert.ThrowsAsync<FuxiProtocolException>(() => IdsOfAsync(all))!;
        Assert.That(exception.Endpoint, Is.EqualTo("GET /identifier"));
        Assert.That(system.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ListAll_WithADefaultSize_AsksForIt()
    {
        await using var system = ScriptedPartner.Start(Page(Lies));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        await fuxi.Client.Identities.ListAllAsync(SeedCalls.ClientId, SeedCalls.ApiKey).CountAsync();
        Assert.That(system.Requests.Single().Target, Is.EqualTo($"/identity?client_id={SeedCalls.ClientId}&limit=100&offset=0"));
    }

    [Test]
    public async Task ListAll_WhenCancelled_StopsBetweenPages()
    {
        using var cancelled = new CancellationTokenSource();
        await using var system = ScriptedPartner.Start(Page(Lies, "1", "2"), Page(Lies, "3", "4"));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        IAsyncEnumerator<DataIdentifier> all = fuxi.Client.Identifiers
            .ListAllByTagAsync("a", SeedCalls.ApiKey, pageSize: 2, cancelled.Token)
            .GetAsyncEnumerator(CancellationToken.None);
        await all.MoveNextAsync();
        await cancelled.CancelAsync();
        await all.MoveNextAsync();
        Assert.CatchAsync<OperationCanceledException>(async () => await all.MoveNextAsync());
        await all.DisposeAsync();
        Assert.That(system.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(-1, 1)]
    [TestCase(0, 0)]
    [TestCase(0, 501)]
    public async Task List_WithAPageOutOfBounds_ThrowsBeforeItSends(int offset, int limit)
    {
        await using var system = ScriptedPartner.Start(Page(Lies));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        var page = new FuxiPage { Offset = offset, Limit = limit };
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => fuxi.Client.Identities.ListAsync(SeedCalls.ClientId, SeedCalls.ApiKey, page));
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => fuxi.Client.Identifiers.ListByOwnerAsync("bt.fuxi.id", SeedCalls.ApiKey, page));
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => fuxi.Client.Identifiers.ListByTagAsync("a", SeedCalls.ApiKey, page));
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => fuxi.Client.Identifiers.ListByMetadataAsync("k", "v", SeedCalls.ApiKey, page));
        if (limit != 1)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => fuxi.Client.Identifiers.ListAllByTagAsync("a", SeedCalls.ApiKey, limit));
        }

        Assert.That(system.Connections, Is.Zero);
    }

    private static byte[] Page(string header, params string[] ids) => ScriptedAnswer.Of(
        200, System.Text.Encoding.UTF8.GetBytes($"[{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}"}"""))}]"), "Content-Type: application/json", header);

    private static async Task<List<string>> IdsOfAsync(IAsyncEnumerable<DataIdentifier> all) => await all.Select(identifier => identifier.Id).ToListAsync();
}
