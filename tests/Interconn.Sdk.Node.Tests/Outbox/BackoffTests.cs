using Interconn.Sdk.Node.Outbox;

namespace Interconn.Sdk.Node.Tests.Outbox;

public sealed class BackoffTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Max = TimeSpan.FromMinutes(5);

    [TestCase(1, 1)]
    [TestCase(2, 2)]
    [TestCase(3, 4)]
    [TestCase(9, 256)]
    [TestCase(10, 300)]
    [TestCase(100_000, 300)]
    public void Longest_AfterFailures_DoublesUpToTheLimit(int failures, int seconds) =>
        Assert.That(Backoff.Longest(failures, First, Max), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [Test]
    public void Next_ManyTimes_StaysBetweenHalfAndAllOfIt_AndDiffers()
    {
        TimeSpan[] waits = [.. Enumerable.Range(0, 1000).Select(_ => Backoff.Next(4, First, Max))];
        Assert.That(waits, Is.All.InRange(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8)));
        Assert.That(waits.Min(), Is.LessThan(TimeSpan.FromSeconds(5)));
        Assert.That(waits.Max(), Is.GreaterThan(TimeSpan.FromSeconds(7)));
    }
}
