using System.Globalization;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Tests.Permits;

public sealed class ReadTokensTests
{
    private const int Capacity = 20;

    private static readonly ReadToken Token = new(PermitReading.Refused(PermitReadingStatus.Malformed), "key");

    private ReadTokens tokens = null!;

    [SetUp]
    public void SetUp() => tokens = new ReadTokens(Capacity);

    [Test]
    public void TryFind_WhatWasKept_FindsItAndNothingElse()
    {
        tokens.Keep(Digest(1), Token);

        Assert.That(tokens.TryFind(Digest(1), out ReadToken? found), Is.True);
        Assert.That(found, Is.SameAs(Token));
        Assert.That(tokens.TryFind(Digest(2), out _), Is.False);
    }

    [Test]
    public void Keep_AgainUnderAnotherKey_TakesThePlaceOfTheFirst()
    {
        tokens.Keep(Digest(1), Token);
        tokens.Keep(Digest(1), Token with { KeyId = "other" });

        Assert.That(tokens.TryFind(Digest(1), out ReadToken? found) ? found.KeyId : null, Is.EqualTo("other"));
        Assert.That(tokens.Count, Is.EqualTo(1));
    }

    [Test]
    public void Keep_AnyNumber_NeverKeepsMoreThanTheCapacity()
    {
        for (int number = 0; number < 10 * Capacity; number++)
        {
            tokens.Keep(Digest(number), Token);
            Assert.That(tokens.Count, Is.LessThanOrEqualTo(Capacity));
        }
    }

    [Test]
    public void Keep_HalfTheCapacityAfterwards_LeavesATokenInPlace()
    {
        tokens.Keep(Digest(0), Token);
        for (int number = 1; number <= Capacity / 2; number++)
        {
            tokens.Keep(Digest(number), Token);
        }

        Assert.That(tokens.TryFind(Digest(0), out _), Is.True);
    }

    [Test]
    public void Keep_TheCapacityAfterwards_DropsTheOldest()
    {
        for (int number = 0; number <= Capacity; number++)
        {
            tokens.Keep(Digest(number), Token);
        }

        Assert.That(tokens.TryFind(Digest(0), out _), Is.False);
        Assert.That(tokens.TryFind(Digest(Capacity), out _), Is.True);
    }

    [Test]
    public void TryFind_TokenAskedForAgainAndAgain_StaysHoweverManyCome()
    {
        tokens.Keep(Digest(0), Token);
        for (int number = 1; number < 10 * Capacity; number++)
        {
            tokens.Keep(Digest(number), Token);
            Assert.That(tokens.TryFind(Digest(0), out _), Is.True, $"after {number} others");
        }
    }

    [Test]
    public void KeepAndTryFind_FromManyThreads_GiveEachTokenItsOwnAndKeepTheBound()
    {
        ReadToken[] all = [.. Enumerable.Range(0, 5 * Capacity).Select(static number => Token with { KeyId = $"{number}" })];

        Parallel.For(0, 200_000, turn =>
        {
            int number = turn * 7919 % all.Length;
            if (tokens.TryFind(Digest(number), out ReadToken? found))
            {
                Assert.That(found, Is.SameAs(all[number]));
            }
            else
            {
                tokens.Keep(Digest(number), all[number]);
            }
        });

        Assert.That(tokens.Count, Is.LessThanOrEqualTo(Capacity));
    }

    private static TokenDigest Digest(int number) =>
        TokenDigest.TryOf(number.ToString(CultureInfo.InvariantCulture), out TokenDigest digest) ? digest : throw new ArgumentOutOfRangeException(nameof(number));
}
