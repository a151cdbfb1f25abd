using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

[TestFixture]
public sealed class Sha256RsaAlgorithmTests
{
    private static readonly byte[] Message = "what is signed"u8.ToArray();
    private static readonly byte[] Sha256Prefix = Convert.FromHexString("3031300d060960864801650304020105000420");

    private RSA rsa = null!;
    private VerificationKey key = null!;

    [OneTimeSetUp]
    public void MakeKey()
    {
        rsa = RSA.Create(2048);
        key = Sha256RsaAlgorithm.Instance.Import(rsa.ExportSubjectPublicKeyInfo());
    }

    [OneTimeTearDown]
    public void DropKey() => rsa.Dispose();

    [Test]
    public void Verify_Pkcs1WithSha256_IsValid()
    {
        Assert.That(key.Verify(Message, Sign(HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)), Is.EqualTo(SignatureVerdict.Valid));
    }

    [Test]
    public void S08_Verify_OtherPaddingsAndDigests_AreMismatches()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Verdict(Sign(HashAlgorithmName.SHA256, RSASignaturePadding.Pss)), Is.EqualTo(SignatureVerdict.Mismatch), "PSS");
            Assert.That(Verdict(Sign(HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1)), Is.EqualTo(SignatureVerdict.Mismatch), "SHA-1");
            Assert.That(Verdict(Sign(HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1)), Is.EqualTo(SignatureVerdict.Mismatch), "SHA-512");
        });
    }

    [Test]
    public void S08_Verify_ForgedPaddings_AreMismatches()
    {
        byte[] digest = SHA256.HashData(Message);
        byte[] info = [.. Sha256Prefix, .. digest];
        byte[] withoutNull = [.. Convert.FromHexString("302f300b0609608648016503040201" + "0420"), .. digest];
        byte[] longForm = [0x30, 0x81, .. info[1..]];

        Assert.Multiple(() =>
        {
            Assert.That(Verdict(Raw(Pad(info))), Is.EqualTo(SignatureVerdict.Valid), "the padding as it should be");
            Assert.That(Verdict(Raw(Pad(digest))), Is.EqualTo(SignatureVerdict.Mismatch), "no digest info");
            Assert.That(Verdict(Raw(Pad(withoutNull))), Is.EqualTo(SignatureVerdict.Mismatch), "no NULL in the digest info");
            Assert.That(Verdict(Raw(Pad(longForm))), Is.EqualTo(SignatureVerdict.Mismatch), "BER length");
            Assert.That(Verdict(Raw(Pad([.. info, 0]))), Is.EqualTo(SignatureVerdict.Mismatch), "byte behind the digest");
            Assert.That(Verdict(Raw(ShortPad(info))), Is.EqualTo(SignatureVerdict.Mismatch), "garbage behind a short padding");
            Assert.That(Verdict(Raw(Pad(info, blockType: 2))), Is.EqualTo(SignatureVerdict.Mismatch), "block type 2");
            Assert.That(Verdict(Raw(Pad(info, filler: 0xfe))), Is.EqualTo(SignatureVerdict.Mismatch), "other filler");
        });
    }

    [Test]
    public void S08_Verify_OtherLengthsAndValues_AreRefused()
    {
        byte[] signature = Sign(HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        RSAParameters numbers = rsa.ExportParameters(includePrivateParameters: false);
        BigInteger sum = Number(signature) + Number(numbers.Modulus!);
        byte[] plusModulus = sum.ToByteArray(isUnsigned: true, isBigEndian: true);

        Assert.Multiple(() =>
        {
            Assert.That(Verdict(signature[1..]), Is.EqualTo(SignatureVerdict.WrongEncoding), "short");
            Assert.That(Verdict([0, .. signature]), Is.EqualTo(SignatureVerdict.WrongEncoding), "long");
            Assert.That(Verdict([]), Is.EqualTo(SignatureVerdict.WrongEncoding), "nothing");
            Assert.That(Verdict(new byte[256]), Is.EqualTo(SignatureVerdict.Mismatch), "zero");
            Assert.That(Verdict(numbers.Modulus!), Is.EqualTo(SignatureVerdict.Mismatch), "the modulus");
            Assert.That(Verdict(plusModulus), Is.Not.EqualTo(SignatureVerdict.Valid), "plus the modulus");
        });
    }

    private static IEnumerable<TestCaseData> MalformedKeys()
    {
        byte[] good = TestKeys.Rsa.PublicKey.SubjectPublicKeyInfo.ToArray();
        BigInteger n = Odd(2048);
        BigInteger e = 65537;
        yield return Case("TrailingByte", [.. good, 0]);
        yield return Case("Bits1024", Key(Odd(1024), e));
        yield return Case("Bits2047", Key(Odd(2047), e));
        yield return Case("Bits4097", Key(Odd(4097), e));
        yield return Case("Bits8192", Key(Odd(8192), e));
        yield return Case("EvenModulus", Key(n - 1, e));
        yield return Case("NegativeModulus", Key(-n, e));
        yield return Case("ZeroModulus", Key(0, e));
        yield return Case("Exponent0", Key(n, 0));
        yield return Case("Exponent1", Key(n, 1));
        yield return Case("Exponent3", Key(n, 3));
        yield return Case("Exponent65535", Key(n, 65535));
        yield return Case("EvenExponent", Key(n, 65538));
        yield return Case("NegativeExponent", Key(n, -65537));
        yield return Case("ExponentOf33Bits", Key(n, (BigInteger.One << 32) + 1));
        yield return Case("HugeExponent", Key(n, n - 2));
        yield return Case("NoParameters", Key(n, e, withNull: false));
        yield return Case("ThreeNumbers", Key(n, e, extra: true));
        yield return Case("PssKey", Key(n, e, oid: "1.2.840.113549.1.1.10"));
        yield return Case("EcKey", TestKeys.Ecdsa.PublicKey.SubjectPublicKeyInfo.ToArray());
        yield return Case("Nothing", []);

        static TestCaseData Case(string name, byte[] key) => new TestCaseData(key).SetName($"K73_Import_{name}_Is40004");
    }

    [TestCaseSource(nameof(MalformedKeys))]
    public void K73_Import_MalformedKey_Is40004(byte[] malformed)
    {
        InterconnException refused = Assert.Throws<InterconnException>(() => Sha256RsaAlgorithm.Instance.Import(malformed))!;

        Assert.Multiple(() =>
        {
            Assert.That(refused.Code, Is.EqualTo(40004));
            Assert.That(refused.Field, Is.EqualTo("auth_credential"));
        });
    }

    [TestCase(2048, 65537u)]
    [TestCase(2049, 65539u)]
    [TestCase(4096, 65537u)]
    [TestCase(2048, 4294967295u)]
    public void Import_AtTheEdges_IsTaken(int bits, uint exponent)
    {
        Assert.DoesNotThrow(() => Sha256RsaAlgorithm.Instance.Import(Key(Odd(bits), exponent)));
    }

    private static BigInteger Odd(int bits)
    {
        byte[] random = RandomNumberGenerator.GetBytes((bits + 7) / 8);
        BigInteger top = BigInteger.One << (bits - 1);
        return (new BigInteger(random, isUnsigned: true) % top) | top | 1;
    }

    private static byte[] Key(BigInteger n, BigInteger e, bool withNull = true, bool extra = false, string oid = "1.2.840.113549.1.1.1")
    {
        var numbers = new AsnWriter(AsnEncodingRules.DER);
        using (numbers.PushSequence())
        {
            numbers.WriteInteger(n);
            numbers.WriteInteger(e);
            if (extra)
            {
                numbers.WriteInteger(1);
            }
        }

        Action<AsnWriter> parameters = withNull ? w => w.WriteNull() : _ => { };
        return TestKeys.SubjectPublicKeyInfo(oid, parameters, numbers.Encode());
    }

    private static byte[] Pad(byte[] info, byte blockType = 1, byte filler = 0xff)
    {
        byte[] block = new byte[256];
        block[1] = blockType;
        block.AsSpan(2, 256 - 3 - info.Length).Fill(filler);
        info.CopyTo(block, 256 - info.Length);
        return block;
    }

    private static byte[] ShortPad(byte[] info)
    {
        byte[] block = new byte[256];
        block[1] = 1;
        block.AsSpan(2, 8).Fill(0xff);
        info.CopyTo(block, 11);
        return block;
    }

    // The private operation without any padding of the framework's.
    private byte[] Raw(byte[] block)
    {
        RSAParameters p = rsa.ExportParameters(includePrivateParameters: true);
        BigInteger result = BigInteger.ModPow(Number(block), Number(p.D!), Number(p.Modulus!));
        byte[] bytes = result.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[256 - bytes.Length], .. bytes];
    }

    private byte[] Sign(HashAlgorithmName hash, RSASignaturePadding padding) => rsa.SignData(Message, hash, padding);

    private SignatureVerdict Verdict(byte[] signature) => key.Verify(Message, signature);

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
