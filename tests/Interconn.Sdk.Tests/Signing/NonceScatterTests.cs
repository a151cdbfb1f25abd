using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

public sealed class NonceScatterTests
{
    [Test]
    public void Of_TheSameId_IsAlwaysTheSame()
    {
        var scatter = new NonceScatter();
        ulong before = scatter.Of(7);
        Assert.That(scatter.Of(7), Is.EqualTo(before));
    }

    // Whoever finds ids that meet in one process has found nothing for another.
    [Test]
    public void Of_TheSameIdInAnotherProcess_IsElsewhere()
    {
        ulong here = new NonceScatter().Of(7);
        Assert.That(new NonceScatter().Of(7), Is.Not.EqualTo(here));
    }

    // The lowest bits say which shard, those from the middle on which part of its table, and the highest where in that part.
    [TestCase(0)]
    [TestCase(32)]
    [TestCase(60)]
    public void Of_ManyIds_FallEvenlyIntoSixteenParts(int shift)
    {
        var scatter = new NonceScatter();
        int[] counts = new int[16];
        for (int i = 0; i < 16_000; i++)
        {
            UInt128 id = ((UInt128)(ulong)i * 0x9E37_79B9_7F4A_7C15) + ((UInt128)(ulong)i << 64);
            counts[(scatter.Of(id) >> shift) & 15]++;
        }

        Assert.That(counts, Is.All.InRange(800, 1200), "A thousand each, and six times the deviation.");
    }

    // Whatever the secret of a process: a partner that counts its nonces must not fill one part alone.
    [TestCase(0)]
    [TestCase(64)]
    [TestCase(112)]
    public void Of_IdsThatAreCountedUp_FallEvenlyInEveryProcess(int position)
    {
        for (int process = 0; process < 2000; process++)
        {
            var scatter = new NonceScatter();
            int[] shards = new int[16];
            int[] places = new int[16];
            for (int i = 0; i < 1000; i++)
            {
                ulong scattered = scatter.Of((UInt128)i << position);
                shards[scattered & 15]++;
                places[scattered >> 60]++;
            }

            Assert.That(shards.Max(), Is.LessThan(130), "63 each, and eight times the deviation.");
            Assert.That(places.Max(), Is.LessThan(130));
        }
    }
}
