using System.Globalization;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

public sealed class InMemoryReplayGuardGrowthTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

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
    public async Task D82_GrownAndThenShrunkMinuteByMinute_EveryNonceIsKnownAsLongAsItMustBe()
    {
        const int Nonces = 40_000;
        const int Minutes = 4;
        for (int i = 0; i < Nonces; i++)
        {
            Assert.That(await AddAsync(i, Start + TimeSpan.FromMinutes(1 + (i % Minutes))), Is.EqualTo(ReplayVerdict.Fresh));
        }

        clock.Advance(Slack);
        for (int minute = 0; minute < Minutes; minute++)
        {
            for (int i = 0; i < Nonces; i++)
            {
                if (i % Minutes >= minute)
                {
                    Assert.That(await AddAsync(i, clock.Now), Is.EqualTo(ReplayVerdict.Replayed));
                }
            }

            Assert.That(guard.Count, Is.EqualTo(Nonces - (minute * (Nonces / Minutes))));
            clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    // The memory of those that have gone is used again: as many come as go.
    [Test]
    public async Task D82_AsManyComeAsGo_TakeNoMoreMemoryInTheEndThanAtFirst()
    {
        const int EachMinute = 20_000;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long afterFive = 0;
        for (int minute = 0; minute < 50; minute++)
        {
            for (int i = 0; i < EachMinute; i++)
            {
                await AddAsync((minute * EachMinute) + i, clock.Now + TimeSpan.FromMinutes(3));
            }

            clock.Advance(TimeSpan.FromMinutes(1));
            afterFive = minute == 5 ? GC.GetTotalMemory(forceFullCollection: true) - before : afterFive;
        }

        Assert.That(guard.Count, Is.InRange(3 * EachMinute, 4 * EachMinute));
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(afterFive * 1.2));
    }

    // One thread meets the moment at which all expire; the others ask all the while.
    [Test]
    public async Task TryAdd_WhileManyExpire_OthersNoncesStayKnown()
    {
        const int Expiring = 30_000;
        const int Staying = 2_000;
        for (int i = 0; i < Expiring + Staying; i++)
        {
            await AddAsync(i, Start + (i < Expiring ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(1)));
        }

        using var start = new Barrier(4);
        int[] known = await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(TimeSpan.FromSeconds(30));
                if (worker == 0)
                {
                    clock.Advance(TimeSpan.FromMinutes(2));
                }

                return Enumerable.Range(Expiring, Staying)
                    .Count(i => AddAsync(i, clock.Now + TimeSpan.FromHours(1)).AsTask().GetAwaiter().GetResult() == ReplayVerdict.Replayed);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        Assert.That(known, Is.All.EqualTo(Staying));
        Assert.That(guard.Count, Is.EqualTo(Staying));
    }

    private ValueTask<ReplayVerdict> AddAsync(int number, DateTimeOffset expiresAt) => guard.TryAddAsync(
        new ReplayEntry
        {
            Scope = "JG0100001100000000",
            Quota = "JG0100001100000000",
            IsPartner = true,
            Nonce = number.ToString("x32", CultureInfo.InvariantCulture),
            Timestamp = clock.Now,
            ExpiresAt = expiresAt,
        },
        CancellationToken.None);
}
