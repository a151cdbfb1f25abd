using System.Security.Cryptography;
using System.Text;
using Interconn.Sdk.Fuxi.Identifiers;
using Interconn.Sdk.Fuxi.Identities;
using Interconn.Sdk.Fuxi.Subscriptions;
using Interconn.Sdk.Fuxi.Tests.Seed;

namespace Interconn.Sdk.Fuxi.Tests.Identifiers;

/// <summary>Section 3: data identifiers.</summary>
public sealed class IdentifiersTests
{
    private static readonly DataIdentifierRegistration News = new()
    {
        Id = "news.bt.fuxi.id",
        Name = "bt_news",
        Owner = "bt.fuxi.id",
        DataAddress = "https://example/data/",
        DataDigest = "abc",
        Tags = ["News", "Home"],
        Metadata = new Dictionary<string, string> { ["type"] = "test", ["site"] = "zhihu" },
    };

    private TestFuxi fuxi = null!;
    private CreatedIdentity owner = null!;

    private IIdentifiersApi Identifiers => fuxi.Client.Identifiers;

    [SetUp]
    public async Task StartAsync()
    {
        fuxi = await TestFuxi.StartAsync();
        owner = await fuxi.Client.Identities.CreateAsync(
            new IdentityRegistration { Id = "bt.fuxi.id", Name = "bt", Owner = "fuxi", Email = "bt@fuxiinstitution.org" }, SeedCalls.ApiKey);
    }

    [TearDown]
    public async Task StopAsync() => await fuxi.DisposeAsync();

    [Test]
    public async Task Create_WithWhatMayBeLeftOut_GivesTheDefaultsAndTheServersOwnAddress()
    {
        DataIdentifier created = await Identifiers.CreateAsync(News with { AuthAddress = "https://mine.example" }, SeedCalls.ApiKey);
        Assert.Multiple(() =>
        {
            Assert.That(created.AuthAddress, Is.EqualTo("http://localhost:4444"));
            Assert.That(created.SubscriptionType, Is.EqualTo(SubscriptionType.Free));
            Assert.That(created.CategoryId, Is.EqualTo("other"));
            Assert.That(created.Tags, Is.EqualTo(new[] { "News", "Home" }));
            Assert.That(created.Metadata, Is.EquivalentTo(News.Metadata!));
        });
        using RSA key = owner.ImportPublicKey();
        Assert.That(key.VerifyData(Encoding.UTF8.GetBytes("abc"), Convert.FromBase64String(created.DataSignature!), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Test]
    public async Task Create_WithAnAddress_SendsItWithTheCapitalOfTheDocument()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("""{"id":"news.bt.fuxi.id","authAddress":"http://localhost:4444"}""", 201));
        await using TestFuxi calling = TestFuxi.Calling(system);
        DataIdentifier created = await calling.Client.Identifiers.CreateAsync(
            News with { AuthAddress = "https://mine.example", Tags = null, Metadata = null }, SeedCalls.ApiKey);
        Assert.That(system.Requests[0].BodyText, Is.EqualTo(
            """{"id":"news.bt.fuxi.id","name":"bt_news","owner":"bt.fuxi.id","AuthAddress":"https://mine.example","dataAddress":"https://example/data/","dataDigest":"abc"}"""));
        Assert.That(created.AuthAddress, Is.EqualTo("http://localhost:4444"));
        Assert.That((created.Tags.Count, created.Metadata.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Find_OfAnIdentifier_GivesItWithoutASignature()
    {
        await Identifiers.CreateAsync(News, SeedCalls.ApiKey);
        DataIdentifier? read = await Identifiers.FindAsync(News.Id, SeedCalls.ApiKey);
        Assert.That((read!.Id, read.Name, read.Owner, read.DataAddress, read.DataDigest), Is.EqualTo((News.Id, News.Name, News.Owner, News.DataAddress, News.DataDigest)));
        Assert.That(read.DataSignature, Is.Null);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Find_OfWhatDoesNotExist_GivesNullHoweverItIsAnswered(bool answersWith204)
    {
        fuxi.Emulator.AnswersAbsentWith204 = answersWith204;
        Assert.That(await Identifiers.FindAsync("none.bt.fuxi.id", SeedCalls.ApiKey), Is.Null);
    }

    [Test]
    public async Task Delete_OfAnIdentifier_LeavesTheIdentityOfTheSameNameAlone()
    {
        // An identity may well have the id of a data identifier: that is what the printed path would delete.
        await fuxi.Client.Identities.CreateAsync(new IdentityRegistration { Id = News.Id, Name = "bt", Owner = "fuxi", Email = "bt@fuxiinstitution.org" }, SeedCalls.ApiKey);
        await Identifiers.CreateAsync(News, SeedCalls.ApiKey);
        await Identifiers.DeleteAsync(News.Id, SeedCalls.ApiKey);
        Assert.That(fuxi.Emulator.Identifiers, Is.Empty);
        Assert.That(fuxi.Emulator.Identities.Select(identity => identity.Id), Is.EqualTo(new[] { "bt.fuxi.id", News.Id }));
    }

    [Test]
    public async Task Delete_OfWhatDoesNotExist_IsNotFoundByTheDocumentAndSilentAtTheServer()
    {
        Assert.That(Assert.ThrowsAsync<FuxiAnswerException>(() => Identifiers.DeleteAsync(News.Id, SeedCalls.ApiKey)).IsNotFound);
        fuxi.Emulator.AnswersAbsentWith204 = true;
        await Identifiers.DeleteAsync(News.Id, SeedCalls.ApiKey);
    }

    [Test]
    public async Task Lists_GiveWhatFits()
    {
        await Identifiers.CreateAsync(News, SeedCalls.ApiKey);
        await Identifiers.CreateAsync(News with { Id = "other.bt.fuxi.id", Tags = ["Home"], Metadata = null }, SeedCalls.ApiKey);
        Assert.That(IdsOf(await Identifiers.ListByOwnerAsync("bt.fuxi.id", SeedCalls.ApiKey)), Is.EqualTo(new[] { "news.bt.fuxi.id", "other.bt.fuxi.id" }));
        Assert.That(IdsOf(await Identifiers.ListByTagAsync("News", SeedCalls.OtherApiKey)), Is.EqualTo(new[] { "news.bt.fuxi.id" }));
        Assert.That(IdsOf(await Identifiers.ListByMetadataAsync("site", "zhihu", SeedCalls.OtherApiKey)), Is.EqualTo(new[] { "news.bt.fuxi.id" }));
        Assert.That(await Identifiers.ListByMetadataAsync("site", "weibo", SeedCalls.OtherApiKey), Is.Empty);
    }

    [Test]
    public async Task ListByMetadata_WithWhatAQueryCannotHold_EscapesIt()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("[]"));
        await using TestFuxi calling = TestFuxi.Calling(system);
        await calling.Client.Identifiers.ListByMetadataAsync("site", "知乎 & a:b", SeedCalls.ApiKey);
        Assert.That(system.Requests[0].Target, Is.EqualTo("/identifier?metadata=site:%E7%9F%A5%E4%B9%8E%20%26%20a:b"));
        Assert.ThrowsAsync<ArgumentException>(() => calling.Client.Identifiers.ListByMetadataAsync("a:b", "c", SeedCalls.ApiKey));
        Assert.That(system.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Calls_WithTheWrongLicence_AreRefused()
    {
        await Identifiers.CreateAsync(News, SeedCalls.ApiKey);
        Assert.That(StatusOf(() => Identifiers.CreateAsync(News, "wrong")), Is.EqualTo(401));
        Assert.That(StatusOf(() => Identifiers.FindAsync(News.Id, "wrong")), Is.EqualTo(401));
        Assert.That(StatusOf(() => Identifiers.DeleteAsync(News.Id, "wrong")), Is.EqualTo(401));
        Assert.That(StatusOf(() => Identifiers.ListByOwnerAsync(News.Owner, "wrong")), Is.EqualTo(401));
        Assert.That(StatusOf(() => Identifiers.ListByTagAsync("News", "wrong")), Is.EqualTo(401));
    }

    [Test]
    public async Task Calls_WithAnotherAccountsLicence_AreRefused()
    {
        await Identifiers.CreateAsync(News, SeedCalls.ApiKey);
        Assert.That(StatusOf(() => Identifiers.CreateAsync(News with { Id = "more.bt.fuxi.id" }, SeedCalls.OtherApiKey)), Is.EqualTo(403));
        Assert.That(StatusOf(() => Identifiers.FindAsync(News.Id, SeedCalls.OtherApiKey)), Is.EqualTo(401));
        Assert.That(StatusOf(() => Identifiers.DeleteAsync(News.Id, SeedCalls.OtherApiKey)), Is.EqualTo(403));
        Assert.That(StatusOf(() => Identifiers.ListByOwnerAsync(News.Owner, SeedCalls.OtherApiKey)), Is.EqualTo(403));
    }

    [Test]
    public async Task Calls_OfWhatIsNotThereOrThereAlready_AreRefused()
    {
        await Identifiers.CreateAsync(News, SeedCalls.ApiKey);
        Assert.That(StatusOf(() => Identifiers.CreateAsync(News, SeedCalls.ApiKey)), Is.EqualTo(500));
        Assert.That(StatusOf(() => Identifiers.CreateAsync(News with { Id = "news.cat.fuxi.id" }, SeedCalls.ApiKey)), Is.EqualTo(400));
        Assert.That(StatusOf(() => Identifiers.ListByOwnerAsync("none.fuxi.id", SeedCalls.ApiKey)), Is.EqualTo(404));
    }

    private static IEnumerable<string> IdsOf(IReadOnlyList<DataIdentifier> list) => list.Select(identifier => identifier.Id);

    private static int? StatusOf(Func<Task> call) => Assert.ThrowsAsync<FuxiAnswerException>(() => call())!.HttpStatus;
}
