using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Tests.Permits;

public sealed class InMemoryPermitStoreTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private ManualTimeProvider clock = null!;
    private InMemoryPermitStore store = null!;

    [SetUp]
    public void SetUp()
    {
        clock = new ManualTimeProvider(Start);
        store = new InMemoryPermitStore(clock);
    }

    [Test]
    public async Task AddAsync_SameIdTwice_KeepsTheFirst()
    {
        Assert.That(await AddAsync(Record("a")), Is.True);
        Assert.That(await AddAsync(Record("a") with { Level = 9 }), Is.False);
        Assert.That((await FindAsync("a"))!.Level, Is.EqualTo(1));
        Assert.That(await FindAsync("A"), Is.Null);
    }

    [Test]
    public async Task TryUseAsync_UnknownPermit_IsUnknown() =>
        Assert.That(await store.TryUseAsync("a", Start, CancellationToken.None), Is.EqualTo(new PermitUse(PermitUseOutcome.Unknown)));

    [Test]
    public async Task TryUseAsync_UpToTheLimit_CountsOnlyWhatIsGranted()
    {
        await AddAsync(Record("a") with { TimesLimit = 2 });

        Assert.That(await UseAsync("a"), Is.EqualTo(new PermitUse(PermitUseOutcome.Granted, 1)));
        Assert.That(await UseAsync("a"), Is.EqualTo(new PermitUse(PermitUseOutcome.Granted, 0)));
        Assert.That(await UseAsync("a"), Is.EqualTo(new PermitUse(PermitUseOutcome.UsedUp)));
        Assert.That((await FindAsync("a"))!.Uses, Is.EqualTo(2));
    }

    [Test]
    public async Task AddAsync_LongAfterTheirEnd_DropsEndedPermitsAndOnlyThose()
    {
        await AddAsync(Record("open"));
        await AddAsync(Record("expired") with { TimeLimit = Start.AddMinutes(1) });
        await AddAsync(Record("later") with { TimeLimit = Start.AddDays(30) });
        await AddAsync(Record("used") with { TimesLimit = 1 });
        await AddAsync(Record("revoked"));
        await UseAsync("used");
        await store.RevokeAsync("revoked", Start, CancellationToken.None);

        // A day later they still answer why they do not hold.
        clock.SetWallClock(Start.AddDays(1));
        await AddAsync(Record("day1"));
        Assert.That((await UseAsync("expired")).Outcome, Is.EqualTo(PermitUseOutcome.Expired));
        Assert.That((await UseAsync("used")).Outcome, Is.EqualTo(PermitUseOutcome.UsedUp));
        Assert.That((await UseAsync("revoked")).Outcome, Is.EqualTo(PermitUseOutcome.Revoked));

        clock.SetWallClock(Start.AddDays(1).AddHours(1));
        await AddAsync(Record("day2"));
        foreach (string ended in (string[])["expired", "used", "revoked"])
        {
            Assert.That((await UseAsync(ended)).Outcome, Is.EqualTo(PermitUseOutcome.Unknown), ended);
        }

        foreach (string live in (string[])["open", "later", "day1", "day2"])
        {
            Assert.That((await UseAsync(live)).Outcome, Is.EqualTo(PermitUseOutcome.Granted), live);
        }
    }

    [Test]
    public async Task IsKeyInUseAsync_KeyOfLivePermitsOnly_IsTrue()
    {
        await AddAsync(Record("a") with { KeyId = "k1", TimeLimit = Start.AddMinutes(1) });
        await AddAsync(Record("b") with { KeyId = "k2" });
        await store.RevokeAsync("b", Start, CancellationToken.None);

        Assert.That(await store.IsKeyInUseAsync("k1", Start, CancellationToken.None), Is.True);
        Assert.That(await store.IsKeyInUseAsync("k1", Start.AddMinutes(1), CancellationToken.None), Is.False);
        Assert.That(await store.IsKeyInUseAsync("k2", Start, CancellationToken.None), Is.False);
    }

    [Test]
    public void AnyCall_Cancelled_Throws()
    {
        var cancelled = new CancellationToken(canceled: true);

        Assert.That(async () => await store.AddAsync(Record("a"), cancelled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await store.FindAsync("a", cancelled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await store.TryUseAsync("a", Start, cancelled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await store.RevokeAsync("a", Start, cancelled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await store.IsKeyInUseAsync("k", Start, cancelled), Throws.InstanceOf<OperationCanceledException>());
    }

    private async Task<bool> AddAsync(PermitRecord record) => await store.AddAsync(record, CancellationToken.None);

    private async Task<PermitRecord?> FindAsync(string permitId) => await store.FindAsync(permitId, CancellationToken.None);

    private async Task<PermitUse> UseAsync(string permitId) => await store.TryUseAsync(permitId, clock.Now, CancellationToken.None);

    private static PermitRecord Record(string permitId) => new()
    {
        PermitId = permitId,
        ResourceType = ResourceType.Dataset,
        ResourceId = "d-01",
        Level = 1,
        HolderNodeId = PermitHolder.NodeId,
        HolderInstId = PermitHolder.InstId,
        UserNodeId = PermitHolder.UserNodeId,
        UserInstId = PermitHolder.UserInstId,
        IssuedAt = Start,
    };
}
