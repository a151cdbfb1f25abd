using System.Collections.Concurrent;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Tests.Protocol;

public sealed class RandomIdsTests
{
    [Test]
    public void Next_FromManyThreads_IsNeverTheSameAndOfItsForm()
    {
        var ids = new RandomIds();
        var given = new ConcurrentBag<string>();
        Parallel.For(0, 8, _ =>
        {
            for (int i = 0; i < 1000; i++)
            {
                given.Add(ids.Next());
            }
        });
        Assert.That(given.Distinct().Count(), Is.EqualTo(8000));
        Assert.That(given, Has.All.Matches("^[0-9a-f]{32}$"));
    }

    // What came before says nothing of what comes next, within a batch and beyond it: every bit is set about half of the time.
    [Test]
    public void Next_EveryBit_IsSetHalfOfTheTime()
    {
        const int Count = 20_000;
        var ids = new RandomIds();
        int[] set = new int[128];
        for (int i = 0; i < Count; i++)
        {
            byte[] bits = Convert.FromHexString(ids.Next());
            for (int bit = 0; bit < set.Length; bit++)
            {
                set[bit] += (bits[bit / 8] >> (bit % 8)) & 1;
            }
        }

        // Eight times the deviation of a fair coin.
        Assert.That(set, Has.All.InRange((Count / 2) - 566, (Count / 2) + 566));
    }
}
