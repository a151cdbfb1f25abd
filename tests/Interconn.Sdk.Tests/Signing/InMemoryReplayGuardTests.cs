using System.Globalization;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

public sealed class InMemoryReplayGuardTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 5, 6, 7, 890, TimeSpan.Zero);
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Kept = Tolerance + TimeSpan.FromMinutes(1);

    // How much longer than asked an entry may stay: it leaves with its neighbours, and when the guard next looks.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(11);

    private ManualTimeProvider clock = null!;
    private InMemoryReplayGuard guard = null!;

    [SetUp]
    public void MakeGuard()
    {
        clock = new ManualTimeProvider(Start);
        guard = new InMemoryReplayGuard(clock);
    }

    [Test]
    public async Task TryAdd_NonceSeenBefore_IsAReplay()
    {
        Assert.That(await AddAsync("n-1"), Is.EqualTo(ReplayVerdict.Fresh));
        Assert.That(await AddAsync("n-1"), Is.EqualTo(ReplayVerdict.Replayed));
        Assert.That(await AddAsync("n-2"), Is.EqualTo(ReplayVerdict.Fresh));
        Assert.That(guard.Count, Is.EqualTo(2));
    }

    [Test]
    public async Task R15_AHundredParallelCopies_ExactlyOneIsFresh()
    {
        for (int round = 0; round < 20; round++)
        {
            using var start = new Barrier(10);
            string nonce = Nonce(round);
            ReplayVerdict[][] verdicts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait(TimeSpan.FromSeconds(30));
                    return Enumerable.Range(0, 10).Select(_ => AddAsync(nonce).AsTask().GetAwaiter().GetResult()).ToArray();
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));
            Assert.That(verdicts.SelectMany(each => each).Count(verdict => verdict == ReplayVerdict.Fresh), Is.EqualTo(1));
            Assert.That(verdicts.SelectMany(each => each).Count(verdict => verdict == ReplayVerdict.Replayed), Is.EqualTo(99));
        }
    }

    [Test]
    public async Task R17_SameNonceOfAnotherSender_IsFresh()
    {
        Assert.That(await AddAsync("n-1", "a"), Is.EqualTo(ReplayVerdict.Fresh));
        Assert.That(await AddAsync("n-1", "b"), Is.EqualTo(ReplayVerdict.Fresh));
        // The border between sender and nonce counts too.
        Assert.That(await AddAsync("1", "n-"), Is.EqualTo(ReplayVerdict.Fresh));
        Assert.That(await AddAsync("-1", "n"), Is.EqualTo(ReplayVerdict.Fresh));
    }

    [Test]
    public async Task R18_NonceInOtherLetterCase_IsAnother()
    {
        Assert.That(await AddAsync("abcdef"), Is.EqualTo(ReplayVerdict.Fresh));
        Assert.That(await AddAsync("ABCDEF"), Is.EqualTo(ReplayVerdict.Fresh));
    }

    [Test]
    public async Task R20_UntilTheEndOfItsTime_AnEntryIsKeptAndNotLongAfter()
    {
        await AddAsync("n-1");
        clock.Advance(Kept);
        Assert.That(await AddAsync("n-1", signedAt: Start), Is.EqualTo(ReplayVerdict.Replayed), "It is kept up to and with that moment.");
        clock.Advance(Slack);
        Assert.That(await AddAsync("n-1"), Is.EqualTo(ReplayVerdict.Fresh));
    }

    // A sender whose clock runs ahead by the whole tolerance: its call stays fresh for twice that.
    [Test]
    public async Task R20_CallSignedInTheFuture_IsKeptByItsTimestamp()
    {
        DateTimeOffset signedAt = Start + Tolerance;
        await AddAsync("n-1", signedAt: signedAt);
        clock.Advance(Tolerance + Tolerance);
        Assert.That(await AddAsync("n-1", signedAt: signedAt), Is.EqualTo(ReplayVerdict.Replayed));
        clock.Advance(TimeSpan.FromMinutes(1) + Slack);
        Assert.That(await AddAsync("n-1", signedAt: signedAt + Kept), Is.EqualTo(ReplayVerdict.Fresh));
    }

    [Test]
    public async Task T28_WallClockForwardAndBackAgain_SeenCallsStaySeen()
    {
        await AddAsync("n-1");
        clock.SetWallClock(Start + TimeSpan.FromDays(1));
        // What is asked meanwhile would sweep by the wrong clock.
        await AddAsync("n-2");
        clock.SetWallClock(Start);
        Assert.That(await AddAsync("n-1", signedAt: Start), Is.EqualTo(ReplayVerdict.Replayed));
    }

    [Test]
    public async Task T28_RecordedWhileTheWallClockWasAhead_StaysSeenUntilThatTimeHasCome()
    {
        DateTimeOffset ahead = Start + TimeSpan.FromHours(1);
        clock.SetWallClock(ahead);
        await AddAsync("n-1", signedAt: ahead);
        clock.SetWallClock(Start);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.That(await AddAsync("n-1", signedAt: ahead), Is.EqualTo(ReplayVerdict.Replayed));
    }

    [Test]
    public async Task T28_WallClockSetBack_OlderCallsStaySeenAndNewerOnesDoNotStayWithThem()
    {
        clock.Advance(TimeSpan.FromHours(2));
        DateTimeOffset before = clock.Now;
        await AddAsync("n-1");
        clock.SetWallClock(before - TimeSpan.FromHours(1));
        for (int i = 0; i < 1000; i++)
        {
            await AddAsync(Nonce(i));
        }

        clock.Advance(Kept + Slack);
        Assert.That(await AddAsync("n-1", signedAt: before), Is.EqualTo(ReplayVerdict.Replayed), "The timestamp will be fresh again in an hour.");
        Assert.That(guard.Count, Is.LessThan(100), "The thousand have expired by either clock.");
    }

    [Test]
    public async Task D82_AfterExpiry_AllIsGivenBack()
    {
        for (int i = 0; i < 20_000; i++)
        {
            await AddAsync(Nonce(i));
        }

        Assert.That(guard.Count, Is.EqualTo(20_000));
        clock.Advance(Kept + Slack);
        await AddAsync("next");
        Assert.That(guard.Count, Is.EqualTo(1), "One call is enough: what expired in other shards goes too.");
    }

    // A thousand calls a second for ten minutes, by a sender whose clock runs ahead by the whole tolerance: all of them are still kept at the end.
    [Test]
    public async Task D82_SixHundredThousandNonces_TakeABoundedNumberOfBytesEachAndGiveThemBack()
    {
        const int PerSecond = 1000;
        const int Seconds = 600;

        // 32 for the nonce and 8 for where it is found; the index of the latter is half full at the least while it grows, and pages are begun that are not full.
        const int BytesEach = 32 + (2 * 8) + 8;
        int fresh = 0;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int second = 0; second < Seconds; second++)
        {
            for (int i = 0; i < PerSecond; i++)
            {
                fresh += await AddAsync(Nonce((second * PerSecond) + i), signedAt: clock.Now + Tolerance) == ReplayVerdict.Fresh ? 1 : 0;
            }

            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(fresh, Is.EqualTo(Seconds * PerSecond));
        Assert.That(guard.Count, Is.EqualTo(Seconds * PerSecond));
        long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        await TestContext.Out.WriteLineAsync($"{bytes / guard.Count} bytes a nonce");
        Assert.That(bytes / guard.Count, Is.LessThanOrEqualTo(BytesEach));

        clock.Advance(Tolerance + Kept + Slack);
        await AddAsync("next");
        Assert.That(guard.Count, Is.EqualTo(1));
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(bytes / 50));
    }

    [Test]
    public async Task R22_QuotaOfOnePartnerFull_TheOthersAreServed()
    {
        guard = new InMemoryReplayGuard(clock, maxPerPartner: 3);
        for (int i = 0; i < 3; i++)
        {
            Assert.That(await AddAsync(Nonce(i), "a"), Is.EqualTo(ReplayVerdict.Fresh));
        }

        Assert.That(await AddAsync("one-too-many", "a"), Is.EqualTo(ReplayVerdict.Full));
        Assert.That(await AddAsync(Nonce(0), "a"), Is.EqualTo(ReplayVerdict.Replayed), "Nothing was evicted.");
        Assert.That(await AddAsync(Nonce(0), "b"), Is.EqualTo(ReplayVerdict.Fresh));
        Assert.That(guard.Count, Is.EqualTo(4));
    }

    [Test]
    public async Task R22_RefusedForAFullQuota_IsNotRecorded()
    {
        guard = new InMemoryReplayGuard(clock, maxPerPartner: 1);
        await AddAsync("n-1");
        Assert.That(await AddAsync("n-2"), Is.EqualTo(ReplayVerdict.Full));
        clock.Advance(Kept + Slack);
        Assert.That(await AddAsync("n-2"), Is.EqualTo(ReplayVerdict.Fresh));
    }

    // Whatever shard the next nonce falls into: the quota is one for all of them.
    [Test]
    public async Task R22_QuotaFullOfExpiredEntries_IsFreeAgain()
    {
        guard = new InMemoryReplayGuard(clock, maxPerPartner: 1);
        for (int i = 0; i < 50; i++)
        {
            Assert.That(await AddAsync(Nonce(i)), Is.EqualTo(ReplayVerdict.Fresh));
            clock.Advance(Kept + Slack);
        }
    }

    [Test]
    public async Task R22_StrangersOfOneAddressFull_OtherAddressesAndPartnersAreServed()
    {
        guard = new InMemoryReplayGuard(clock, maxPerPartner: 5, maxPerAddress: 2);
        Assert.That(await AddStrangerAsync("n-1", "10.0.0.1"), Is.EqualTo(ReplayVerdict.Fresh));
        Assert.That(await AddStrangerAsync("n-2", "10.0.0.1"), Is.EqualTo(ReplayVerdict.Fresh));
        Assert.That(await AddStrangerAsync("n-3", "10.0.0.1"), Is.EqualTo(ReplayVerdict.Full));
        Assert.That(await AddStrangerAsync("n-3", "10.0.0.2"), Is.EqualTo(ReplayVerdict.Fresh));
        Assert.That(await AddAsync("n-3", "a"), Is.EqualTo(ReplayVerdict.Fresh));
    }

    [Test]
    public async Task R22_AllStrangersTogetherFull_PartnersAreServed()
    {
        guard = new InMemoryReplayGuard(clock, maxPerPartner: 5, maxPerAddress: 2);
        for (int i = 0; i < 40; i++)
        {
            Assert.That(await AddStrangerAsync("n-1", $"10.0.0.{i}"), Is.EqualTo(ReplayVerdict.Fresh));
        }

        Assert.That(await AddStrangerAsync("n-1", "10.0.1.1"), Is.EqualTo(ReplayVerdict.Full));
        Assert.That(await AddAsync("n-1", "a"), Is.EqualTo(ReplayVerdict.Fresh));
        clock.Advance(Kept + Slack);
        Assert.That(await AddStrangerAsync("n-1", "10.0.1.1"), Is.EqualTo(ReplayVerdict.Fresh));
    }

    // A node may be called what an address is called.
    [Test]
    public async Task R22_StrangersAddressNamedAsAPartner_DoNotShareAQuota()
    {
        guard = new InMemoryReplayGuard(clock, maxPerPartner: 1, maxPerAddress: 1);
        ReplayEntry entry = Entry("n-1", "s", "address:10.0.0.1", isPartner: false, Start);
        Assert.That(await guard.TryAddAsync(entry, CancellationToken.None), Is.EqualTo(ReplayVerdict.Fresh));
        entry = Entry("n-2", "address:10.0.0.1", "address:10.0.0.1", isPartner: true, Start);
        Assert.That(await guard.TryAddAsync(entry, CancellationToken.None), Is.EqualTo(ReplayVerdict.Fresh));
    }

    [TestCase(-1, ReplayVerdict.BeforeStart)]
    [TestCase(0, ReplayVerdict.Fresh)]
    [TestCase(1, ReplayVerdict.Fresh)]
    public async Task R21_SignedBeforeTheGuardWasMade_IsRefused(int milliseconds, ReplayVerdict expected)
    {
        // Made in the middle of a millisecond: what was signed within it carries the whole one, and is not older.
        clock = new ManualTimeProvider(Start + TimeSpan.FromMicroseconds(600));
        guard = new InMemoryReplayGuard(clock);
        Assert.That(await AddAsync("n-1", signedAt: Start.AddMilliseconds(milliseconds)), Is.EqualTo(expected));
        Assert.That(guard.Count, Is.EqualTo(expected == ReplayVerdict.Fresh ? 1 : 0));
    }

    [Test]
    public async Task TryAdd_ManySendersWhileEntriesExpire_CountsEachOnceAndGivesAllBack()
    {
        const int Workers = 4;
        const int Each = 2000;
        guard = new InMemoryReplayGuard(clock, maxPerPartner: Workers * Each);
        int[] fresh = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            int count = 0;
            for (int i = 0; i < Each; i++)
            {
                // Two workers at a time offer the same nonces.
                count += await AddAsync($"{worker / 2}-{i}") == ReplayVerdict.Fresh ? 1 : 0;
                if (worker == 0 && i % 500 == 0)
                {
                    clock.Advance(TimeSpan.FromSeconds(5));
                }
            }

            return count;
        })));
        Assert.That(fresh.Sum(), Is.EqualTo(Workers / 2 * Each));
        clock.Advance(Kept + Slack);
        await AddAsync("next");
        Assert.That(guard.Count, Is.EqualTo(1));
    }

    [Test]
    public void Constructor_QuotaBelowOne_IsMisuse()
    {
        Assert.That(() => new InMemoryReplayGuard(clock, maxPerPartner: 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new InMemoryReplayGuard(clock, maxPerAddress: 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private ValueTask<ReplayVerdict> AddAsync(string nonce, string node = "JG0100001100000000", DateTimeOffset? signedAt = null) =>
        guard.TryAddAsync(Entry(nonce, node, node, isPartner: true, signedAt ?? clock.Now), CancellationToken.None);

    private ValueTask<ReplayVerdict> AddStrangerAsync(string nonce, string address) =>
        guard.TryAddAsync(Entry(nonce, "key:" + address, "address:" + address, isPartner: false, clock.Now), CancellationToken.None);

    private static ReplayEntry Entry(string nonce, string scope, string quota, bool isPartner, DateTimeOffset signedAt) => new()
    {
        Scope = scope,
        Quota = quota,
        IsPartner = isPartner,
        Nonce = nonce,
        Timestamp = signedAt,
        ExpiresAt = signedAt + Kept,
    };

    private static string Nonce(int number) => number.ToString("x32", CultureInfo.InvariantCulture);
}
