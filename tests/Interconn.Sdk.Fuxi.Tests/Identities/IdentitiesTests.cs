using Interconn.Sdk.Fuxi.Identities;
using Interconn.Sdk.Fuxi.Tests.Seed;

namespace Interconn.Sdk.Fuxi.Tests.Identities;

/// <summary>Section 2: identities.</summary>
public sealed class IdentitiesTests
{
    private static readonly IdentityRegistration Cat = new() { Id = "cat.fuxi.id", Name = "cat", Owner = "fuxi", Email = "cat@fuxiinstitution.org" };

    [Test]
    public async Task Identity_FromCreationToDeletion_WorksAtTheEmulator()
    {
        await using TestFuxi fuxi = await TestFuxi.StartAsync();
        IIdentitiesApi identities = fuxi.Client.Identities;
        CreatedIdentity created = await identities.CreateAsync(Cat, SeedCalls.ApiKey);
        Assert.That((created.Id, created.Name, created.Owner, created.Email), Is.EqualTo(("cat.fuxi.id", "cat", "fuxi", "cat@fuxiinstitution.org")));

        // A licence of any account will do.
        Identity? read = await identities.FindAsync("cat.fuxi.id", SeedCalls.OtherApiKey);
        Assert.That(read, Is.EqualTo(new Identity
        {
            Id = "cat.fuxi.id",
            Name = "cat",
            Email = "cat@fuxiinstitution.org",
            PublicKey = created.PublicKey,
            CreationTime = TestFuxi.Now,
            LastModifiedTime = TestFuxi.Now,
        }));
        Assert.That(await identities.ListAsync(SeedCalls.ClientId, SeedCalls.ApiKey), Is.EqualTo(new[] { read }));

        await identities.DeleteAsync("cat.fuxi.id", SeedCalls.ApiKey);
        Assert.That(fuxi.Emulator.Identities, Is.Empty);
        Assert.That(await identities.FindAsync("cat.fuxi.id", SeedCalls.ApiKey), Is.Null);
    }

    [Test]
    public async Task Times_OfCreationAndRead_HaveOffsetsOfTheirOwn()
    {
        await using TestFuxi fuxi = await TestFuxi.StartAsync();
        CreatedIdentity created = await fuxi.Client.Identities.CreateAsync(Cat, SeedCalls.ApiKey);
        Identity? read = await fuxi.Client.Identities.FindAsync(Cat.Id, SeedCalls.ApiKey);
        Assert.That(created.CreationTime!.Value.Offset, Is.EqualTo(TimeSpan.Zero));
        Assert.That(read!.CreationTime!.Value.Offset, Is.EqualTo(TimeSpan.FromHours(8)));
        Assert.That(read.CreationTime, Is.EqualTo(created.CreationTime));
    }

    [Test]
    public async Task Create_OfWhatExists_IsRefusedAsThat()
    {
        await using TestFuxi fuxi = await TestFuxi.StartAsync();
        await fuxi.Client.Identities.CreateAsync(Cat, SeedCalls.ApiKey);
        FuxiAnswerException exception = Assert.ThrowsAsync<FuxiAnswerException>(() => fuxi.Client.Identities.CreateAsync(Cat, SeedCalls.ApiKey))!;
        Assert.That((exception.HttpStatus, exception.IsAlreadyExists), Is.EqualTo((429, true)));
    }

    [TestCase("cat.elsewhere.id")]
    [TestCase("fuxi.id")]
    [TestCase("catfuxi.id")]
    [TestCase(".fuxi.id")]
    public async Task Create_OutsideTheNamespace_IsRefused(string id)
    {
        await using TestFuxi fuxi = await TestFuxi.StartAsync();
        Assert.That(StatusOf(() => fuxi.Client.Identities.CreateAsync(Cat with { Id = id }, SeedCalls.ApiKey)), Is.EqualTo(400));
    }

    [Test]
    public async Task Calls_WithTheWrongLicence_AreRefused()
    {
        await using TestFuxi fuxi = await TestFuxi.StartAsync();
        IIdentitiesApi identities = fuxi.Client.Identities;
        Assert.That(StatusOf(() => identities.CreateAsync(Cat, SeedCalls.Secret)), Is.EqualTo(401));
        Assert.That(StatusOf(() => identities.FindAsync(Cat.Id, SeedCalls.Secret)), Is.EqualTo(401));
        Assert.That(StatusOf(() => identities.DeleteAsync(Cat.Id, SeedCalls.Secret)), Is.EqualTo(401));
        Assert.That(StatusOf(() => identities.ListAsync(SeedCalls.ClientId, SeedCalls.Secret)), Is.EqualTo(401));
    }

    [Test]
    public async Task Delete_OfAnothersIdentity_IsRefusedWith500()
    {
        await using TestFuxi fuxi = await TestFuxi.StartAsync();
        await fuxi.Client.Identities.CreateAsync(Cat, SeedCalls.ApiKey);
        FuxiAnswerException exception = Assert.ThrowsAsync<FuxiAnswerException>(() => fuxi.Client.Identities.DeleteAsync(Cat.Id, SeedCalls.OtherApiKey))!;
        Assert.That((exception.HttpStatus, exception.Msg), Is.EqualTo((500, "no permission")));
        Assert.That(fuxi.Emulator.Identities, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Delete_OfWhatDoesNotExist_Succeeds()
    {
        await using TestFuxi fuxi = await TestFuxi.StartAsync();
        await fuxi.Client.Identities.DeleteAsync("none.fuxi.id", SeedCalls.ApiKey);
        Assert.That(fuxi.Emulator.Identities, Is.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Find_OfWhatDoesNotExist_GivesNullHoweverItIsAnswered(bool answersWith204)
    {
        await using TestFuxi fuxi = await TestFuxi.StartAsync();
        fuxi.Emulator.AnswersAbsentWith204 = answersWith204;
        Assert.That(fuxi.Emulator.AnswersAbsentWith204, Is.EqualTo(answersWith204));
        Assert.That(await fuxi.Client.Identities.FindAsync("none.fuxi.id", SeedCalls.ApiKey), Is.Null);
    }

    [Test]
    public async Task List_OfAnAccountWithoutIdentities_IsNotFoundByTheDocumentAndEmptyAtTheServer()
    {
        await using TestFuxi fuxi = await TestFuxi.StartAsync();
        Assert.That(Assert.ThrowsAsync<FuxiAnswerException>(() => fuxi.Client.Identities.ListAsync(SeedCalls.ClientId, SeedCalls.ApiKey)).IsNotFound);
        fuxi.Emulator.AnswersAbsentWith204 = true;
        Assert.That(await fuxi.Client.Identities.ListAsync(SeedCalls.ClientId, SeedCalls.ApiKey), Is.Empty);
    }

    [TestCase("")]
    [TestCase(".")]
    [TestCase("..")]
    public async Task Calls_WithAnIdThatNamesAnotherPath_ThrowBeforeTheySend(string id)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Of(204, []));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        Assert.ThrowsAsync<ArgumentException>(() => fuxi.Client.Identities.DeleteAsync(id, SeedCalls.ApiKey));
        Assert.ThrowsAsync<ArgumentException>(() => fuxi.Client.Identities.FindAsync(id, SeedCalls.ApiKey));
        Assert.That(system.Connections, Is.Zero);
    }

    [Test]
    public async Task Delete_WithASlashInTheId_StaysWithinItsSegment()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Of(204, []));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        await fuxi.Client.Identities.DeleteAsync("a/../b?c", SeedCalls.ApiKey);
        Assert.That(system.Requests[0].Target, Is.EqualTo("/identity/a%2F..%2Fb%3Fc"));
    }

    private static int? StatusOf(Func<Task> call) => Assert.ThrowsAsync<FuxiAnswerException>(() => call())!.HttpStatus;
}
