using System.Numerics;
using System.Text;
using Interconn.Sdk.BouncyCastle.Signing;
using Interconn.Sdk.Signing;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using static Interconn.Sdk.TestHosting.DerPair;
using BouncyNumber = Org.BouncyCastle.Math.BigInteger;

namespace Interconn.Sdk.BouncyCastle.Tests.Signing;

/// <summary>What the standards print: GB/T 32905 (SM3), and GB/T 32918.5 on the recommended curve, with the user id that GM/T 0009 has by default.</summary>
[TestFixture]
public sealed class PublishedExampleTests
{
    private const string UserId = "1234567812345678";
    private const string PrivateKey = "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8";
    private const string PublicX = "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020";
    private const string PublicY = "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";
    private const string IdentityDigest = "B2E14C5C79C6DF5B85F4FE7ED8DB7A262B9DA7E07CCB0EA9F4747B8CCDA8A4F3";
    private const string MessageDigest = "F0B43E94BA45ACCAACE692ED534382EB17E6AB5A19CE7B31F4486FDFC0D28640";
    private const string RandomNumber = "59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21";
    private const string R = "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3";
    private const string S = "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA";

    private static readonly byte[] Message = "message digest"u8.ToArray();
    private static readonly (BigInteger X, BigInteger Y) PublicPoint = (Number(PublicX), Number(PublicY));

    [TestCase("abc", "66C7F0F462EEEDD9D1F2D46BDC10E4E24167C4875CF2F7A2297DA02B8F4BA8E0")]
    [TestCase(
        "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd", "DEBE9FF92275B8A138604889C18E5A4D6FDB70E5387E5765293DCBA39C0C5732")]
    public void Digest_MessageOfTheStandard_IsItsDigest(string message, string digest)
    {
        byte[] data = Encoding.ASCII.GetBytes(message);

        Assert.Multiple(() =>
        {
            Assert.That(Convert.ToHexString(Digest(data)), Is.EqualTo(digest));
            Assert.That(Convert.ToHexString(Sm3.Hash(data)), Is.EqualTo(digest), "by hand");
        });
    }

    [Test]
    public void Digest_OfAnyLength_IsTheOneByHand()
    {
        byte[] data = [.. Enumerable.Range(0, 100_003).Select(i => (byte)(i * 7 / 3))];

        foreach (int length in Enumerable.Range(0, 200).Concat([16_383, 16_384, 16_385, 32_768, data.Length]))
        {
            Assert.That(Digest(data.AsSpan(0, length)), Is.EqualTo(Sm3.Hash(data.AsSpan(0, length))), $"{length}");
        }
    }

    [Test]
    public void ByHand_OfTheExample_AreThePrintedNumbers()
    {
        byte[] identity = Sm2ByHand.IdentityDigest(UserId, PublicPoint);
        BigInteger digest = Sm2ByHand.Digest(identity, Message);

        Assert.Multiple(() =>
        {
            Assert.That(Sm2ByHand.Multiply(Number(PrivateKey), Sm2ByHand.Generator), Is.EqualTo(PublicPoint));
            Assert.That(Convert.ToHexString(identity), Is.EqualTo(IdentityDigest));
            Assert.That(digest, Is.EqualTo(Number(MessageDigest)));
            Assert.That(Sm2ByHand.Sign(Number(PrivateKey), digest, Number(RandomNumber)), Is.EqualTo((Number(R), Number(S))));
            Assert.That(Sm2ByHand.Holds(PublicPoint, digest, Number(R), Number(S)), Is.True);
        });
    }

    [Test]
    public void Verify_SignatureOfTheExample_IsValid()
    {
        using Sm2SigningKey key = Sm2PrivateKeys.FromNumber(Number(PrivateKey));

        Assert.Multiple(() =>
        {
            Assert.That(Convert.ToHexString(key.PublicKey.SubjectPublicKeyInfo.Span[^64..]), Is.EqualTo(PublicX + PublicY));
            Assert.That(key.PublicKey.Verify(Message, Der(Number(R), Number(S))), Is.EqualTo(SignatureVerdict.Valid));
            Assert.That(key.PublicKey.Verify([.. Message, 0], Der(Number(R), Number(S))), Is.EqualTo(SignatureVerdict.Mismatch));
        });
    }

    [Test]
    public void Sign_WithTheRandomNumberOfTheExample_IsItsSignature()
    {
        var key = new ECPrivateKeyParameters(new BouncyNumber(1, Convert.FromHexString(PrivateKey)), Sm2Curve.Domain);

        byte[] signature = Sm2Signature.Make(key, Sm2Signature.PublicPoint(key), Message, new FixedRandom(Convert.FromHexString(RandomNumber)));

        Assert.That(signature, Is.EqualTo(Der(Number(R), Number(S))));
    }

    private static byte[] Digest(ReadOnlySpan<byte> data)
    {
        byte[] digest = new byte[Sm3Sm2.Algorithm.DigestLength];
        Sm3Sm2.Algorithm.Digest(data, digest);
        return digest;
    }

    private sealed class FixedRandom(byte[] number) : SecureRandom
    {
        public override void NextBytes(byte[] buf) => number.CopyTo(buf, 0);

        // The line that is kept up asks for spans; the older one never does.
        public override void NextBytes(Span<byte> buffer) => number.CopyTo(buffer);
    }
}
