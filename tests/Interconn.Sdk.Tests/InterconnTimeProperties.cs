using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Tests;

/// <summary>Time fields over the whole range of their numbers: 13 digits are milliseconds, 10 are seconds, 14 a date in Asia/Shanghai, all else is refused.</summary>
[TestFixture]
public sealed class InterconnTimeProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(5000);

    [Test]
    public void Read_MillisecondsAndSeconds_AreThoseSinceTheEpoch() => Check.One(Thorough, Prop.ForAll(
        Digits(10).ToArbitrary(),
        seconds =>
            InterconnTime.TryRead(seconds, out DateTimeOffset bySeconds)
            && InterconnTime.TryRead(seconds * 1000, out DateTimeOffset byMilliseconds)
            && bySeconds == byMilliseconds
            && bySeconds - DateTimeOffset.UnixEpoch == TimeSpan.FromSeconds(seconds)));

    [Test]
    public void Read_WhatWasWritten_IsTheSame() => Check.One(Thorough, Prop.ForAll(
        Digits(13).ToArbitrary(),
        milliseconds => InterconnTime.TryRead(milliseconds, out DateTimeOffset time) && InterconnTime.Write(time) == milliseconds));

    [Test]
    public void Read_AnyDate_IsEightHoursBeforeTheSameDigitsInUtc() => Check.One(Thorough, Prop.ForAll(
        (from seconds in Gen.Choose(0, int.MaxValue) from centuries in Gen.Choose(0, 40) select new DateTime(1900, 1, 1).AddSeconds(seconds).AddYears(centuries * 100)).ToArbitrary(),
        local =>
            InterconnTime.TryRead(long.Parse(local.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), out DateTimeOffset time)
            && time.UtcDateTime == local.AddHours(-8)));

    [Test]
    public void Read_FourteenDigitsThatAreNoDate_AreRefused() => Check.One(Thorough, Prop.ForAll(
        (from year in Gen.Choose(1000, 9999)
         from broken in Gen.Elements("0001000000", "1301000000", "0100000000", "0132000000", "0230000000", "0431000000", "0101240000", "0101006000", "0101000060", "9999999999")
         select long.Parse(string.Create(CultureInfo.InvariantCulture, $"{year}{broken}"), CultureInfo.InvariantCulture)).ToArbitrary(),
        value => !InterconnTime.TryRead(value, out _)));

    [Test]
    public void Read_TheTwentyNinthOfFebruary_HoldsInLeapYearsOnly() => Check.One(Thorough, Prop.ForAll(
        Gen.Choose(1000, 9999).ToArbitrary(),
        year => InterconnTime.TryRead((year * 10_000_000_000L) + 229_000_000, out _) == (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))));

    [Test]
    public void T29_Read_AnyOtherCountOfDigits_IsRefused() => Check.One(Thorough, Prop.ForAll(
        (from digits in Gen.Elements(1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 15, 16, 17, 18)
         from value in Digits(digits)
         from sign in Gen.Elements(1, -1)
         select value * sign).ToArbitrary(),
        value => !InterconnTime.TryRead(value, out _)));

    [Test]
    public void T29_Read_NegativeOrAtTheEndsOfTheRange_IsRefused([Values(0L, long.MinValue, long.MaxValue, -1_798_761_600L, -1_798_761_600_000L, -20_270_101_080_000L)] long value) =>
        Assert.That(InterconnTime.TryRead(value, out _), Is.False);

    // A number of so many digits, the first not 0.
    private static Gen<long> Digits(int count) =>
        from first in Gen.Choose(1, 9)
        from rest in Gen.ArrayOf(Gen.Choose(0, 9), count - 1)
        select rest.Aggregate((long)first, (number, digit) => (number * 10) + digit);
}
