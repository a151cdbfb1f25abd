using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

[TestFixture]
public sealed class Sha256EcdsaAlgorithmTests
{
    private const string P256 = "1.2.840.10045.3.1.7";
    private static readonly BigInteger Order = Unsigned("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    private static readonly byte[] Message = "what is signed"u8.ToArray();

    [Test]
    public async Task S09_Verify_OwnSignature_IsValidAndSoIsItsTwin()
    {
        byte[] signature = await TestKeys.Ecdsa.SignAsync(Message, CancellationToken.None);
        (BigInteger r, BigInteger s) = Split(signature);

        Assert.Multiple(() =>
        {
            Assert.That(Verify(signature), Is.EqualTo(SignatureVerdict.Valid));

            // A property of ECDSA, not a fault here: the second spelling must be caught by the nonce.
            Assert.That(Verify(Der(r, Order - s)), Is.EqualTo(SignatureVerdict.Valid));
        });
    }

    [Test]
    public async Task S09_Verify_NumbersOutOfRange_AreRefused()
    {
        (BigInteger r, BigInteger s) = Split(await TestKeys.Ecdsa.SignAsync(Message, CancellationToken.None));
        BigInteger max = (BigInteger.One << 256) - 1;

        Assert.Multiple(() =>
        {
            Assert.That(Verify(Der(0, s)), Is.EqualTo(SignatureVerdict.WrongEncoding), "r = 0");
            Assert.That(Verify(Der(r, 0)), Is.EqualTo(SignatureVerdict.WrongEncoding), "s = 0");
            Assert.That(Verify(Der(-r, s)), Is.EqualTo(SignatureVerdict.WrongEncoding), "r < 0");
            Assert.That(Verify(Der(r, -s)), Is.EqualTo(SignatureVerdict.WrongEncoding), "s < 0");
            Assert.That(Verify(Der(Order, s)), Is.EqualTo(SignatureVerdict.Mismatch), "r = n");
            Assert.That(Verify(Der(r, Order)), Is.EqualTo(SignatureVerdict.Mismatch), "s = n");
            Assert.That(Verify(Der(max, s)), Is.EqualTo(SignatureVerdict.Mismatch), "r > n");
            Assert.That(Verify(Der(r, max)), Is.EqualTo(SignatureVerdict.Mismatch), "s > n");
            Assert.That(Verify(Der(r + Order, s)), Is.AnyOf(SignatureVerdict.Mismatch, SignatureVerdict.WrongEncoding), "r + n");
            Assert.That(Verify(Der(r, s + Order)), Is.AnyOf(SignatureVerdict.Mismatch, SignatureVerdict.WrongEncoding), "s + n");
            Assert.That(Verify(Der(1, 1)), Is.EqualTo(SignatureVerdict.Mismatch), "r = s = 1");
        });
    }

    [Test]
    public async Task S09_Verify_OtherSpellingsOfAValidSignature_HaveTheWrongEncoding()
    {
        byte[] signature = await TestKeys.Ecdsa.SignAsync(Message, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(Verify(EcdsaSignatureEncoding.ToFixedWidth(signature)), Is.EqualTo(SignatureVerdict.WrongEncoding), "fixed width");
            Assert.That(Verify([.. signature, 0]), Is.EqualTo(SignatureVerdict.WrongEncoding), "byte behind");
            Assert.That(Verify([0x30, 0x81, .. signature[1..]]), Is.EqualTo(SignatureVerdict.WrongEncoding), "long form of the length");
            Assert.That(Verify([]), Is.EqualTo(SignatureVerdict.WrongEncoding), "nothing");
        });
    }

    [Test]
    public void S09_Verify_MissingLeadingZero_HasTheWrongEncoding()
    {
        // Half of all signatures have an s that needs the zero.
        byte[] signature = Enumerable.Range(0, 200)
            .Select(_ => TestKeys.Ecdsa.SignAsync(Message, CancellationToken.None).AsTask().GetAwaiter().GetResult())
            .First(x => x[^33] == 0 && x[^34] == 33);
        byte[] without = [0x30, (byte)(signature[1] - 1), .. signature[2..^34], 32, .. signature[^32..]];

        Assert.Multiple(() =>
        {
            Assert.That(Verify(signature), Is.EqualTo(SignatureVerdict.Valid));
            Assert.That(Verify(without), Is.EqualTo(SignatureVerdict.WrongEncoding));
        });
    }

    [Test]
    public async Task Verify_OtherKeyOrData_IsMismatch()
    {
        using SigningKey other = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
        byte[] signature = await other.SignAsync(Message, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(Verify(signature), Is.EqualTo(SignatureVerdict.Mismatch));
            Assert.That(other.PublicKey.Verify([.. Message, 0], signature), Is.EqualTo(SignatureVerdict.Mismatch));
            Assert.That(other.PublicKey.Verify(Message, signature), Is.EqualTo(SignatureVerdict.Valid));
        });
    }

    [Test]
    public void Import_KeyOfTheFramework_KeepsBytesAndFingerprint()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] der = ecdsa.ExportSubjectPublicKeyInfo();

        VerificationKey key = Sha256EcdsaAlgorithm.Instance.Import(der);

        Assert.Multiple(() =>
        {
            Assert.That(Sha256EcdsaAlgorithm.Instance.Takes(der), Is.True);
            Assert.That(key.SubjectPublicKeyInfo.ToArray(), Is.EqualTo(der));
            Assert.That(key.Fingerprint, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(der))));
            Assert.That(key.ToPem(), Is.EqualTo(ecdsa.ExportSubjectPublicKeyInfoPem() + "\n"));
        });
    }

    private static IEnumerable<TestCaseData> MalformedKeys()
    {
        byte[] good = TestKeys.Ecdsa.PublicKey.SubjectPublicKeyInfo.ToArray();
        byte[] point = good[^65..];
        byte[] offCurve = [.. point[..^1], (byte)(point[^1] ^ 1)];
        byte[] prime = Convert.FromHexString("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
        yield return Case("Nothing", []);
        yield return Case("NoDer", [1, 2, 3]);
        yield return Case("TrailingByte", [.. good, 0]);
        yield return Case("Truncated", good[..^1]);
        yield return Case("PointOffTheCurve", Key(NamedCurve(P256), offCurve));
        yield return Case("ZeroCoordinates", Key(NamedCurve(P256), [4, .. new byte[64]]));
        yield return Case("CoordinateNotReduced", Key(NamedCurve(P256), [4, .. prime, .. point[33..]]));
        yield return Case("PointAtInfinity", Key(NamedCurve(P256), [0]));
        yield return Case("CompressedPoint", Key(NamedCurve(P256), [(byte)(2 + (point[^1] & 1)), .. point[1..33]]));
        yield return Case("HybridPoint", Key(NamedCurve(P256), [(byte)(6 + (point[^1] & 1)), .. point[1..]]));
        yield return Case("PointTooLong", Key(NamedCurve(P256), [.. point, 0]));
        yield return Case("ExplicitParameters", Key(ExplicitP256(), point));
        yield return Case("Secp256k1", Key(NamedCurve("1.3.132.0.10"), point));
        yield return Case("BinaryCurve", Key(NamedCurve("1.3.132.0.27"), point));
        yield return Case("ImplicitCurve", Key(w => w.WriteNull(), point));
        yield return Case("NoCurve", Key(_ => { }, point));
        yield return Case("P384", Framework(ECCurve.NamedCurves.nistP384));
        yield return Case("P521", Framework(ECCurve.NamedCurves.nistP521));
        yield return Case("RsaKey", TestKeys.Rsa.PublicKey.SubjectPublicKeyInfo.ToArray());

        static TestCaseData Case(string name, byte[] key) => new TestCaseData(key).SetName($"K73_Import_{name}_Is40004");
    }

    [TestCaseSource(nameof(MalformedKeys))]
    public void K73_Import_MalformedKey_Is40004(byte[] key)
    {
        InterconnException refused = Assert.Throws<InterconnException>(() => Sha256EcdsaAlgorithm.Instance.Import(key))!;

        Assert.Multiple(() =>
        {
            Assert.That(refused.Code, Is.EqualTo(40004));
            Assert.That(refused.Field, Is.EqualTo("auth_credential"));
        });
    }

    [Test]
    public void Import_HandMadeFormOfAGoodKey_IsTaken()
    {
        // The malformed keys above are made by the same hand: this shows that they are refused for their fault alone.
        byte[] good = TestKeys.Ecdsa.PublicKey.SubjectPublicKeyInfo.ToArray();
        byte[] made = Key(NamedCurve(P256), good[^65..]);

        Assert.Multiple(() =>
        {
            Assert.That(made, Is.EqualTo(good));
            Assert.DoesNotThrow(() => Sha256EcdsaAlgorithm.Instance.Import(made));
        });
    }

    [Test]
    public void K73_Takes_ExplicitParameters_IsFalse()
    {
        byte[] point = TestKeys.Ecdsa.PublicKey.SubjectPublicKeyInfo.ToArray()[^65..];

        Assert.That(Sha256EcdsaAlgorithm.Instance.Takes(Key(ExplicitP256(), point)), Is.False);
    }

    private static SignatureVerdict Verify(byte[] signature) => TestKeys.Ecdsa.PublicKey.Verify(Message, signature);

    private static byte[] Framework(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        return key.ExportSubjectPublicKeyInfo();
    }

    private static Action<AsnWriter> NamedCurve(string oid) => w => w.WriteObjectIdentifier(oid);

    private static Action<AsnWriter> ExplicitP256() => w =>
    {
        using AsnWriter.Scope parameters = w.PushSequence();
        w.WriteInteger(1);
        using (w.PushSequence())
        {
            w.WriteObjectIdentifier("1.2.840.10045.1.1");
            w.WriteInteger(Unsigned("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"));
        }

        using (w.PushSequence())
        {
            w.WriteOctetString(Convert.FromHexString("ffffffff00000001000000000000000000000000fffffffffffffffffffffffc"));
            w.WriteOctetString(Convert.FromHexString("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"));
        }

        w.WriteOctetString(Convert.FromHexString(
            "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"));
        w.WriteInteger(Order);
        w.WriteInteger(1);
    };

    private static byte[] Key(Action<AsnWriter> parameters, byte[] point) =>
        TestKeys.SubjectPublicKeyInfo("1.2.840.10045.2.1", parameters, point);

    private static (BigInteger R, BigInteger S) Split(byte[] der)
    {
        AsnReader pair = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        return (pair.ReadInteger(), pair.ReadInteger());
    }

    private static byte[] Der(BigInteger r, BigInteger s)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(r);
            writer.WriteInteger(s);
        }

        return writer.Encode();
    }

    private static BigInteger Unsigned(string hex) => new(Convert.FromHexString(hex), isUnsigned: true, isBigEndian: true);
}
