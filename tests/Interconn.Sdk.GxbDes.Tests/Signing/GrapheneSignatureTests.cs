using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Interconn.Sdk.GxbDes.Signing;

namespace Interconn.Sdk.GxbDes.Tests.Signing;

/// <summary>Signatures of the chain's form: recoverable, canonical, and of the published values.</summary>
public sealed class GrapheneSignatureTests
{
    private const string PublishedText = "123";
    private const string PublishedSignature =
        "1f74974acbb268fa573a941e8845a2efd6dc2222b2bfac248e7d70cebbb3eaa9ec0b7b470ca90794a2d2fbb72274e05142ff15b985d960d51e00fca9cb0dce2482";

    private static readonly GraphenePrivateKey Key = GraphenePrivateKey.FromWif(GrapheneKeyTests.PublishedWif);

    [Test]
    public void Recover_OfThePublishedSignature_IsThePublishedKey() =>
        Assert.That(GraphenePublicKey.Recover(PublishedText, PublishedSignature)?.ToString(), Is.EqualTo(GrapheneKeyTests.PublishedPublicKey));

    [Test]
    public void Verify_OfThePublishedSignature_HoldsForItsTextOnly()
    {
        Assert.That(Key.PublicKey.Verify(PublishedText, PublishedSignature), Is.True);
        Assert.That(Key.PublicKey.Verify("124", PublishedSignature), Is.False);
        Assert.That(Key.PublicKey.Verify("", PublishedSignature), Is.False);
    }

    [Test]
    public void Verify_ByAnotherKey_DoesNotHold() => Assert.That(GraphenePrivateKey.Generate().PublicKey.Verify(PublishedText, PublishedSignature), Is.False);

    [Test]
    public void Verify_WithAnyBitFlipped_DoesNotHold()
    {
        byte[] signature = Convert.FromHexString(PublishedSignature);
        Assert.Multiple(() =>
        {
            for (int bit = 0; bit < signature.Length * 8; bit++)
            {
                byte[] flipped = [.. signature];
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.That(Key.PublicKey.Verify(PublishedText, Convert.ToHexStringLower(flipped)), Is.False, $"bit {bit}");
            }
        });
    }

    [TestCase("")]
    [TestCase("1f")]
    [TestCase("zz")]
    public void Verify_OfWhatIsNoSignature_DoesNotHold(string signature) => Assert.That(Key.PublicKey.Verify(PublishedText, signature), Is.False);

    [Test]
    public void Verify_WithoutHex_DoesNotHold() => Assert.That(Key.PublicKey.Verify(PublishedText, new string('z', 130)), Is.False);

    // r or s of zero would divide by zero, or hold for every text.
    [TestCase(0, 1)]
    [TestCase(1, 0)]
    [TestCase(0, 0)]
    public void Verify_WithAZero_DoesNotHold(int r, int s)
    {
        byte[] signature = Convert.FromHexString(PublishedSignature);
        if (r == 0)
        {
            signature.AsSpan(1, 32).Clear();
        }

        if (s == 0)
        {
            signature.AsSpan(33, 32).Clear();
        }

        Assert.That(Key.PublicKey.Verify(PublishedText, Convert.ToHexStringLower(signature)), Is.False);
    }

    [Test]
    public void Sign_Twice_GivesTheSameSignature()
    {
        string first = Key.Sign("1.2.11|14|http://gxb.io/service|150918591212");
        string second = GraphenePrivateKey.FromWif(GrapheneKeyTests.PublishedWif).Sign("1.2.11|14|http://gxb.io/service|150918591212");
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public async Task SignAsync_OfAText_IsItsSignature() => Assert.That(await Key.SignAsync("text"), Is.EqualTo(Key.Sign("text")));

    [Test]
    public void Sign_OfManyTexts_IsAlwaysOfTheChainsForm()
    {
        const int Texts = 200;
        Assert.Multiple(() =>
        {
            for (int i = 0; i < Texts; i++)
            {
                string text = "text " + i.ToString(CultureInfo.InvariantCulture);
                string signature = Key.Sign(text);
                byte[] bytes = Convert.FromHexString(signature);
                Assert.That(signature, Does.Match("^[0-9a-f]{130}$"));
                Assert.That(bytes[0], Is.InRange(31, 34));
                Assert.That(IsCanonical(bytes.AsSpan(1, 32)) && IsCanonical(bytes.AsSpan(33, 32)), Is.True, text);
                Assert.That(Key.PublicKey.Verify(text, signature), Is.True, text);
            }
        });
    }

    // The platform's own ECDSA knows nothing of recovery, but verifies: a second judge.
    [Test]
    public void Sign_OfAText_HoldsForThePlatformsOwnEcdsa()
    {
        var key = GraphenePrivateKey.Generate();
        const string Text = "1.2.11|14|http://gxb.io/服务|150918591212";
        byte[] signature = Convert.FromHexString(key.Sign(Text));
        using var judge = ECDsa.Create(new ECParameters { Curve = ECCurve.CreateFromFriendlyName("secp256k1"), Q = PointOf(key.PublicKey) });
        Assert.That(judge.VerifyData(Encoding.UTF8.GetBytes(Text), signature[1..], HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation), Is.True);
        Assert.That(judge.VerifyData("another"u8.ToArray(), signature[1..], HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation), Is.False);
    }

    private static bool IsCanonical(ReadOnlySpan<byte> number) => (number[0] & 0x80) == 0 && !(number[0] == 0 && (number[1] & 0x80) == 0);

    // Both coordinates of a compressed key, by y² = x³ + 7 in the curve's field, whose prime is 3 modulo 4.
    private static ECPoint PointOf(GraphenePublicKey key)
    {
        byte[] bytes = new byte[37];
        Base58.TryDecode(key.ToString().AsSpan(3), bytes);
        var prime = System.Numerics.BigInteger.Pow(2, 256) - System.Numerics.BigInteger.Pow(2, 32) - 977;
        var x = new System.Numerics.BigInteger(bytes.AsSpan(1, 32), isUnsigned: true, isBigEndian: true);
        var y = System.Numerics.BigInteger.ModPow((System.Numerics.BigInteger.ModPow(x, 3, prime) + 7) % prime, (prime + 1) / 4, prime);
        y = y.IsEven == (bytes[0] == 2) ? y : prime - y;
        byte[] yBytes = y.ToByteArray(isUnsigned: true, isBigEndian: true);
        return new ECPoint { X = bytes[1..33], Y = [.. new byte[32 - yBytes.Length], .. yBytes] };
    }
}
