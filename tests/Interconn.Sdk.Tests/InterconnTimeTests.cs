using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Tests;

public sealed class InterconnTimeTests
{
    [TestCase(1_798_761_600_000, "2027-01-01T00:00:00Z")]
    [TestCase(1_798_761_600, "2027-01-01T00:00:00Z")]
    [TestCase(20_270_101_080_000, "2027-01-01T00:00:00Z")]
    public void TryRead_ThirteenTenOrFourteenDigits_GivesTheTime(long value, string expected)
    {
        Assert.That(InterconnTime.TryRead(value, out DateTimeOffset time), Is.True);
        Assert.That(time, Is.EqualTo(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(-1_798_761_600_000)]
    [TestCase(999_999_999)]
    [TestCase(10_000_000_000)]
    [TestCase(999_999_999_999)]
    [TestCase(20_271_301_000_000)]
    [TestCase(100_000_000_000_000)]
    [TestCase(long.MaxValue)]
    public void TryRead_AnyOtherNumber_IsRefused(long value) => Assert.That(InterconnTime.TryRead(value, out _), Is.False);
}
