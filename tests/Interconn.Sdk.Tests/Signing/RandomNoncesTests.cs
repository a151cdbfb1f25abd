using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

/// <summary>Nonces that stand for themselves in the guard in memory: as different as their texts and their senders.</summary>
public sealed class RandomNoncesTests
{
    private const string Nonce = "00112233445566778899aabbccddeeff";

    private readonly RandomNonces nonces = new();

    [Test]
    public void TryRead_TheSameNonceOfTheSameSender_IsTheSame() =>
        Assert.That(IdOf("JG01", Nonce), Is.EqualTo(IdOf(new string("JG01".ToCharArray()), new string(Nonce.ToCharArray()))));

    [Test]
    public void TryRead_OneDigitOther_IsAnother([Range(0, 31)] int digit)
    {
        char[] other = Nonce.ToCharArray();
        other[digit] = other[digit] == '0' ? 'f' : '0';
        Assert.That(IdOf("JG01", new string(other)), Is.Not.EqualTo(IdOf("JG01", Nonce)));
    }

    // Of every length up to a node id's, and at every place.
    [Test]
    public void TryRead_AnySenders_AreKeptApart()
    {
        var ids = new HashSet<UInt128>();
        int senders = 0;
        for (int length = 1; length <= 128; length++)
        {
            Assert.That(ids.Add(IdOf(new string('A', length), Nonce)), Is.True);
            Assert.That(ids.Add(IdOf(new string('A', length - 1) + "B", Nonce)), Is.True);
            senders += 2;
        }

        Assert.That(ids, Has.Count.EqualTo(senders));
    }

    [Test]
    public void TryRead_AnotherGuard_KnowsItByAnother() => Assert.That(
        new RandomNonces().TryRead("JG01", Nonce, out UInt128 there) && there != IdOf("JG01", Nonce), Is.True);

    // Another text is another nonce, whatever number it may be.
    [TestCase("00112233445566778899AABBCCDDEEFF")]
    [TestCase("00112233445566778899aabbccddeef")]
    [TestCase("00112233445566778899aabbccddeeff0")]
    [TestCase("0011223344556677-8899aabbccddeef")]
    [TestCase("")]
    public void TryRead_AnotherForm_IsLeftToTheDigest(string nonce) => Assert.That(nonces.TryRead("JG01", nonce, out _), Is.False);

    [Test]
    public async Task Guard_NonceInUpperAndInLowerCase_AreTwo()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch.AddDays(1));
        var guard = new InMemoryReplayGuard(clock);
        async Task<ReplayVerdict> AddAsync(string nonce) => await guard.TryAddAsync(
            new ReplayEntry
            {
                Scope = "JG01",
                Quota = "JG01",
                IsPartner = true,
                Nonce = nonce,
                Timestamp = clock.GetUtcNow(),
                ExpiresAt = clock.GetUtcNow().AddMinutes(6),
            },
            CancellationToken.None);
        Assert.That(await AddAsync(Nonce), Is.EqualTo(ReplayVerdict.Fresh));
        Assert.That(await AddAsync(Nonce.ToUpperInvariant()), Is.EqualTo(ReplayVerdict.Fresh));
        Assert.That(await AddAsync(Nonce), Is.EqualTo(ReplayVerdict.Replayed));
        Assert.That(await AddAsync(Nonce.ToUpperInvariant()), Is.EqualTo(ReplayVerdict.Replayed));
    }

    private UInt128 IdOf(string scope, string nonce)
    {
        Assert.That(nonces.TryRead(scope, nonce, out UInt128 id), Is.True);
        return id;
    }
}
