using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

public sealed class ReplayQuotasTests
{
    private const int Workers = 8;

    [Test]
    public async Task R22_ManyTakeAtOnce_NoMoreThanTheQuotaAndNoFewer()
    {
        var quotas = new ReplayQuotas(maxPerPartner: 1000, maxPerAddress: 1);
        int[] taken = await TogetherAsync(_ => Enumerable.Range(0, 400).Count(_ => quotas.TryTake("a", isPartner: true) is not null));
        Assert.That(taken.Sum(), Is.EqualTo(1000), "Of 3200 who asked.");
    }

    [Test]
    public async Task R22_ManyStrangersAtOnce_TogetherNoMoreThanTwentyTimesOneAddress()
    {
        var quotas = new ReplayQuotas(maxPerPartner: 1, maxPerAddress: 50);
        int[] taken = await TogetherAsync(worker => Enumerable.Range(0, 400).Count(i => quotas.TryTake($"address:{worker}-{i % 40}", isPartner: false) is not null));
        Assert.That(taken.Sum(), Is.EqualTo(20 * 50), "Of 3200 who asked, none of them ten times.");
    }

    // With one place, the quota comes to its end with each that is given back, while others take: a name that was taken out twice, or stayed, would show.
    [TestCase(1)]
    [TestCase(3)]
    public async Task R22_ManyTakeAndGiveBack_NeverMoreThanTheQuotaAtATime(int quota)
    {
        var quotas = new ReplayQuotas(maxPerPartner: quota, maxPerAddress: 1);
        int held = 0;
        int[] most = await TogetherAsync(_ =>
        {
            int seen = 0;
            for (int i = 0; i < 20_000; i++)
            {
                if (quotas.TryTake("a", isPartner: true) is ReplayQuotas.Quota taken)
                {
                    seen = Math.Max(seen, Interlocked.Increment(ref held));
                    Interlocked.Decrement(ref held);
                    quotas.Release(taken);
                }
            }

            return seen;
        });
        Assert.That(most.Max(), Is.InRange(1, quota));
        Assert.That(Enumerable.Range(0, quota + 1).Count(_ => quotas.TryTake("a", isPartner: true) is not null), Is.EqualTo(quota), "All were given back.");
    }

    // The quota comes to its end and begins anew all the time, and whoever comes just then must not hear that it is full.
    [Test]
    public async Task R22_NeverMoreAtATimeThanTheQuota_NobodyIsRefused()
    {
        var quotas = new ReplayQuotas(maxPerPartner: Workers, maxPerAddress: 1);
        int[] refused = await TogetherAsync(_ => Enumerable.Range(0, 20_000).Count(_ =>
        {
            ReplayQuotas.Quota? taken = quotas.TryTake("a", isPartner: true);
            if (taken is not null)
            {
                quotas.Release(taken);
            }

            return taken is null;
        }));
        Assert.That(refused, Is.All.Zero);
    }

    [Test]
    public void Quota_AllGivenBack_IsAtItsEnd()
    {
        var quota = new ReplayQuotas.Quota("a", isPartner: true);
        Assert.That(quota.TryTake(2), Is.True);
        Assert.That(quota.TryTake(2), Is.False, "It is full.");
        Assert.That(quota.Release(), Is.False);
        Assert.That(quota.Release(), Is.True, "It was the last.");
        Assert.That(quota.TryTake(2), Is.Null, "Another has its place by now.");
    }

    [Test]
    public async Task R22_StrangersComeAndGo_AllIsGivenBack()
    {
        var quotas = new ReplayQuotas(maxPerPartner: 1, maxPerAddress: 2);
        await TogetherAsync(worker =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                // Some addresses are of one worker alone, others of all.
                if (quotas.TryTake(i % 2 == 0 ? $"address:{worker}" : $"address:{i % 7}", isPartner: false) is ReplayQuotas.Quota taken)
                {
                    quotas.Release(taken);
                }
            }

            return 0;
        });
        Assert.That(Enumerable.Range(0, 100).Count(i => quotas.TryTake($"address:{i}", isPartner: false) is not null), Is.EqualTo(40), "As many as before.");
    }

    [Test]
    public void TryTake_RefusedForAllStrangers_CountsNotAgainstTheAddress()
    {
        var quotas = new ReplayQuotas(maxPerPartner: 1, maxPerAddress: 1);
        ReplayQuotas.Quota[] others = [.. Enumerable.Range(0, 20).Select(i => quotas.TryTake($"address:{i}", isPartner: false)!)];
        Assert.That(quotas.TryTake("address:late", isPartner: false), Is.Null);
        quotas.Release(others[0]);
        Assert.That(quotas.TryTake("address:late", isPartner: false), Is.Not.Null);
    }

    private static async Task<int[]> TogetherAsync(Func<int, int> work)
    {
        using var start = new Barrier(Workers);
        return await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(TimeSpan.FromSeconds(30));
                return work(worker);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
    }
}
