using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using static Interconn.Sdk.TestHosting.DerPair;

namespace Interconn.Sdk.BouncyCastle.Tests.Signing;

/// <summary>Signatures and keys of SM2, byte by byte: S10, S07 and K73.</summary>
[TestFixture]
public sealed class Sm3Sm2AlgorithmTests
{
    private const string Curve = "1.2.156.10197.1.301";
    private static readonly byte[] Message = "what is signed"u8.ToArray();
    private static readonly byte[] GoodKey = Sm2Keys.Caller.PublicKey.SubjectPublicKeyInfo.ToArray();

    private static IEnumerable<TestCaseData> Forgeries() => ForgedPairs.Of(Sm2ByHand.Order);

    [TestCaseSource(nameof(Forgeries))]
    public async Task S10_Verify_ForgedPair_IsRefused(Func<BigInteger, BigInteger, byte[]> forge)
    {
        (BigInteger r, BigInteger s) = Split(await SignAsync());

        Assert.Multiple(() =>
        {
            Assert.That(Verify(forge(r, s)), Is.AnyOf(SignatureVerdict.Mismatch, SignatureVerdict.WrongEncoding));
            Assert.That(Verify(Der(r, s)), Is.EqualTo(SignatureVerdict.Valid));
        });
    }

    [Test]
    public async Task S10_Verify_SumOfTheNumbersIsTheOrder_IsMismatch()
    {
        (BigInteger r, BigInteger s) = Split(await SignAsync());

        Assert.Multiple(() =>
        {
            Assert.That(Verify(Der(r, Sm2ByHand.Order - r)), Is.EqualTo(SignatureVerdict.Mismatch));
            Assert.That(Verify(Der(Sm2ByHand.Order - s, s)), Is.EqualTo(SignatureVerdict.Mismatch));
        });
    }

    [Test]
    public async Task S10_Verify_NegatedNumber_HasNoTwin()
    {
        // Unlike ECDSA (S09): r is of the whole point and s is added, so that a signature has one spelling.
        (BigInteger r, BigInteger s) = Split(await SignAsync());

        Assert.That(Verify(Der(r, Sm2ByHand.Order - s)), Is.EqualTo(SignatureVerdict.Mismatch));
    }

    [Test]
    public void S10_Verify_MissingLeadingZero_HasTheWrongEncoding()
    {
        // Half of all signatures have an s that needs the zero.
        byte[] signature = Enumerable.Range(0, 200).Select(_ => SignAsync().GetAwaiter().GetResult()).First(x => x[^33] == 0 && x[^34] == 33);
        byte[] without = [0x30, (byte)(signature[1] - 1), .. signature[2..^34], 32, .. signature[^32..]];

        Assert.Multiple(() =>
        {
            Assert.That(Verify(signature), Is.EqualTo(SignatureVerdict.Valid));
            Assert.That(Verify(without), Is.EqualTo(SignatureVerdict.WrongEncoding));
        });
    }

    [Test]
    public void S10_Verify_OneKeyManyTimes_IsValidEachTime()
    {
        byte[] signature = SignAsync().GetAwaiter().GetResult();

        Assert.That(Enumerable.Range(0, 20).Select(_ => Verify(signature)), Has.All.EqualTo(SignatureVerdict.Valid));
    }

    [Test]
    public async Task S10_SignAndVerify_OneKeyFromManyThreads_HoldAndFailAsTheyShould()
    {
        byte[] signature = await SignAsync();
        byte[] other = [.. Message, 1];

        await Parallel.ForEachAsync(Enumerable.Range(0, 64), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, cancellationToken) =>
        {
            byte[] made = await Sm2Keys.Caller.SignAsync(other, cancellationToken);
            Assert.That(Verify(signature), Is.EqualTo(SignatureVerdict.Valid), $"{i}");
            Assert.That(Sm2Keys.Caller.PublicKey.Verify(other, made), Is.EqualTo(SignatureVerdict.Valid), $"{i}");
            Assert.That(Verify(made), Is.EqualTo(SignatureVerdict.Mismatch), $"{i}");
        });
    }

    [Test]
    public void Verify_SignatureByHand_IsValid()
    {
        BigInteger secret = Number("128B2FA8BD433C6C068C8D803DFF79792A519A55171B1B650C23661D15897263");
        (BigInteger X, BigInteger Y) point = Sm2ByHand.Multiply(secret, Sm2ByHand.Generator);
        VerificationKey key = Sm3Sm2.Algorithm.Import(Key(NamedCurve(Curve), [4, .. Fixed(point.X), .. Fixed(point.Y)]));
        (BigInteger r, BigInteger s) = Sm2ByHand.Sign(secret, Sm2ByHand.Digest(Sm2ByHand.IdentityDigest("1234567812345678", point), Message));

        Assert.Multiple(() =>
        {
            Assert.That(key.Verify(Message, Der(r, s)), Is.EqualTo(SignatureVerdict.Valid));
            Assert.That(key.Verify([], Der(r, s)), Is.EqualTo(SignatureVerdict.Mismatch));
        });
    }

    [Test]
    public void Import_KeyMadeByHand_KeepsBytesAndFingerprint()
    {
        // The malformed keys below are made by the same hand: this shows that they are refused for their fault alone.
        byte[] made = Key(NamedCurve(Curve), GoodKey[^65..]);
        VerificationKey key = Sm3Sm2.Algorithm.Import(made);

        Assert.Multiple(() =>
        {
            Assert.That(made, Is.EqualTo(GoodKey));
            Assert.That(Sm3Sm2.Algorithm.Takes(made), Is.True);
            Assert.That(key.SubjectPublicKeyInfo.ToArray(), Is.EqualTo(made));
            Assert.That(key.Fingerprint, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(made))));
            Assert.That(key.ToString(), Is.EqualTo("SM3_SM2 " + key.Fingerprint));
        });
    }

    private static IEnumerable<TestCaseData> MalformedKeys()
    {
        byte[] point = GoodKey[^65..];
        byte[] prime = Fixed(Sm2ByHand.Prime);
        yield return Case("Nothing", []);
        yield return Case("NoDer", [1, 2, 3]);
        yield return Case("TrailingByte", [.. GoodKey, 0]);
        yield return Case("Truncated", GoodKey[..^1]);
        yield return Case("PointOffTheCurve", Key(NamedCurve(Curve), [.. point[..^1], (byte)(point[^1] ^ 1)]));
        yield return Case("PointOfP256", Key(NamedCurve(Curve), TestKeys.CallerKey.PublicKey.SubjectPublicKeyInfo.ToArray()[^65..]));
        yield return Case("ZeroCoordinates", Key(NamedCurve(Curve), [4, .. new byte[64]]));
        yield return Case("CoordinateNotReduced", Key(NamedCurve(Curve), [4, .. prime, .. point[33..]]));
        yield return Case("PointAtInfinity", Key(NamedCurve(Curve), [0]));
        yield return Case("CompressedPoint", Key(NamedCurve(Curve), [(byte)(2 + (point[^1] & 1)), .. point[1..33]]));
        yield return Case("HybridPoint", Key(NamedCurve(Curve), [(byte)(6 + (point[^1] & 1)), .. point[1..]]));
        yield return Case("PointTooLong", Key(NamedCurve(Curve), [.. point, 0]));
        yield return Case("ExplicitParameters", Key(ExplicitCurve(), point));
        yield return Case("CurveOfP256", Key(NamedCurve("1.2.840.10045.3.1.7"), point));
        yield return Case("Secp256k1", Key(NamedCurve("1.3.132.0.10"), point));
        yield return Case("ImplicitCurve", Key(static writer => writer.WriteNull(), point));
        yield return Case("NoCurve", Key(static _ => { }, point));
        yield return Case("EcdsaKey", TestKeys.CallerKey.PublicKey.SubjectPublicKeyInfo.ToArray());
        yield return Case("RsaKey", TestKeys.CallerRsaKey.PublicKey.SubjectPublicKeyInfo.ToArray());
        yield return Case("PrivateKey", PemBytes(Sm2Keys.Caller.ExportPrivateKeyPem()));

        static TestCaseData Case(string name, byte[] key) => new TestCaseData(key).SetName($"K73_Import_{name}_Is40004");
    }

    [TestCaseSource(nameof(MalformedKeys))]
    public void K73_Import_MalformedKey_Is40004(byte[] key)
    {
        InterconnException refused = Assert.Throws<InterconnException>(() => Sm3Sm2.Algorithm.Import(key))!;

        Assert.Multiple(() =>
        {
            Assert.That(refused.Code, Is.EqualTo(40004));
            Assert.That(refused.Field, Is.EqualTo("auth_credential"));
        });
    }

    [Test]
    public void S07_Read_KeyThatDoesNotFitTheType_Is40004()
    {
        var reader = new CredentialReader(new SignatureAlgorithms([Sm3Sm2.Algorithm]));
        string sm2 = Sm2Keys.Caller.AuthCredential;

        Assert.Multiple(() =>
        {
            Assert.That(reader.Read("SM3_SM2", sm2).AuthType, Is.EqualTo("SM3_SM2"));
            Assert.That(reader.Read("PUBLIC_KEY", sm2).AuthType, Is.EqualTo("SM3_SM2"), "derived from the key");
            Assert.That(Refused("SHA256_ECDSA", sm2), Is.EqualTo((40004, "auth_credential")));
            Assert.That(Refused("SHA256_RSA", sm2), Is.EqualTo((40004, "auth_credential")));
            Assert.That(Refused("CERT", sm2), Is.EqualTo((40004, "auth_credential")));
            Assert.That(Refused("SM3_SM2", TestKeys.CallerKey.AuthCredential), Is.EqualTo((40004, "auth_credential")));
            Assert.That(Refused("SM3_SM2", TestKeys.CallerRsaKey.AuthCredential), Is.EqualTo((40004, "auth_credential")));
            Assert.That(Refused("sm3_sm2", sm2), Is.EqualTo((40004, "auth_type")));
            Assert.That(Refused("SM3_SM2", Sm2Keys.Caller.ExportPrivateKeyPem()), Is.EqualTo((40004, "auth_credential")), "K73: a private key");
        });

        (int Code, string? Field) Refused(string type, string credential)
        {
            InterconnException refused = Assert.Throws<InterconnException>(() => reader.Read(type, credential))!;
            return (refused.Code, refused.Field);
        }
    }

    private static async Task<byte[]> SignAsync() => await Sm2Keys.Caller.SignAsync(Message, CancellationToken.None);

    private static SignatureVerdict Verify(byte[] signature) => Sm2Keys.Caller.PublicKey.Verify(Message, signature);

    private static byte[] PemBytes(string pem) => Convert.FromBase64String(pem[PemEncoding.Find(pem).Base64Data]);

    private static Action<AsnWriter> NamedCurve(string oid) => writer => writer.WriteObjectIdentifier(oid);

    private static Action<AsnWriter> ExplicitCurve() => static writer =>
    {
        using AsnWriter.Scope parameters = writer.PushSequence();
        writer.WriteInteger(1);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.10045.1.1");
            writer.WriteInteger(Sm2ByHand.Prime);
        }

        using (writer.PushSequence())
        {
            writer.WriteOctetString(Fixed(Sm2ByHand.A));
            writer.WriteOctetString(Fixed(Sm2ByHand.B));
        }

        writer.WriteOctetString([4, .. Fixed(Sm2ByHand.Generator.X), .. Fixed(Sm2ByHand.Generator.Y)]);
        writer.WriteInteger(Sm2ByHand.Order);
        writer.WriteInteger(1);
    };

    private static byte[] Key(Action<AsnWriter> parameters, byte[] point)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.10045.2.1");
                parameters(writer);
            }

            writer.WriteBitString(point);
        }

        return writer.Encode();
    }
}
