using System.Numerics;
using System.Security.Cryptography;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

/// <summary>S08, the facts that Project Wycheproof is known for: blocks that hold the right digest in a form that lenient readers of PKCS#1 v1.5 take.</summary>
[TestFixture]
public sealed class KnownRsaForgeryTests
{
    private const int Size = 256;

    private static readonly byte[] Message = "what is signed"u8.ToArray();
    private static readonly byte[] Digest = SHA256.HashData(Message);
    private static readonly byte[] Sha256Oid = Convert.FromHexString("0609608648016503040201");

    private RSA rsa = null!;
    private RSAParameters numbers;
    private VerificationKey key = null!;

    [OneTimeSetUp]
    public void MakeKey()
    {
        rsa = RSA.Create(Size * 8);
        numbers = rsa.ExportParameters(includePrivateParameters: true);
        key = Sha256RsaAlgorithm.Instance.Import(rsa.ExportSubjectPublicKeyInfo());
    }

    [OneTimeTearDown]
    public void DropKey() => rsa.Dispose();

    [Test]
    public void S08_Verify_BlockOfTheProfile_IsValid() => Assert.That(Verdict(Block(Info())), Is.EqualTo(SignatureVerdict.Valid));

    [Test]
    public void S08_Verify_AnyChangedByteOfTheBlock_IsAMismatch()
    {
        byte[] block = Block(Info());
        var passed = new List<int>();
        for (int position = 0; position < Size; position++)
        {
            byte[] changed = [.. block];

            // The first byte stays below the modulus.
            changed[position] ^= position == 0 ? (byte)0x01 : (byte)0x80;
            if (Verdict(changed) == SignatureVerdict.Valid)
            {
                passed.Add(position);
            }
        }

        Assert.That(passed, Is.Empty);
    }

    [Test]
    public void S08_Verify_DigestInfoInAnyOtherForm_IsAMismatch()
    {
        byte[] nothing = [0x05, 0x00];
        byte[] algorithm = Sequence(Sha256Oid, nothing);
        byte[] digest = Octets(Digest);
        var infos = new Dictionary<string, byte[]>
        {
            ["parameters missing"] = Sequence(Sequence(Sha256Oid), digest),
            ["parameters missing, lengths as if they were there"] = [0x30, 0x31, 0x30, 0x0D, .. Sha256Oid, .. digest],
            ["NULL with a long length"] = Sequence(Sequence(Sha256Oid, [0x05, 0x81, 0x00]), digest),
            ["NULL with content"] = Sequence(Sequence(Sha256Oid, [0x05, 0x01, 0x00]), digest),
            ["two NULLs"] = Sequence(Sequence(Sha256Oid, nothing, nothing), digest),
            ["rubbish for parameters"] = Sequence(Sequence(Sha256Oid, Octets(new byte[20])), digest),
            ["rubbish in the sequence"] = Sequence(algorithm, digest, [0x04, 0x02, 0xAB, 0xCD]),
            ["rubbish before the digest"] = Sequence(algorithm, [0x05, 0x00], digest),
            ["rubbish behind the sequence"] = [.. Sequence(algorithm, digest), 0x05, 0x00],
            ["zeros behind the sequence"] = [.. Sequence(algorithm, digest), .. new byte[64]],
            ["a long length outside"] = [0x30, 0x81, .. Sequence(algorithm, digest)[1..]],
            ["an indefinite length outside"] = [0x30, 0x80, .. algorithm, .. digest, 0, 0],
            ["a long length of the algorithm"] = Sequence([0x30, 0x81, .. algorithm[1..]], digest),
            ["a long length of the digest"] = Sequence(algorithm, [0x04, 0x81, .. digest[1..]]),
            ["a long length of the OID"] = Sequence(Sequence([0x06, 0x81, .. Sha256Oid[1..]], nothing), digest),
            ["the digest in parts"] = Sequence(algorithm, [0x24, 0x24, 0x04, 0x10, .. Digest[..16], 0x04, 0x10, .. Digest[16..]]),
            ["the digest a bit string"] = Sequence(algorithm, [0x03, .. digest[1..]]),
            ["the algorithm a set"] = Sequence([0x31, .. algorithm[1..]], digest),
            ["a set outside"] = [0x31, .. Sequence(algorithm, digest)[1..]],
            ["the digest cut"] = Sequence(algorithm, Octets(Digest[..31])),
            ["a zero in front of the digest"] = Sequence(algorithm, Octets([0, .. Digest])),
            ["a zero behind the digest"] = Sequence(algorithm, Octets([.. Digest, 0])),
            ["no digest"] = Sequence(algorithm, Octets([])),
            ["no algorithm"] = Sequence(digest),
            ["the digest alone"] = Digest,
            ["the octets alone"] = digest,
            ["nothing"] = [],
        };
        foreach ((string name, string oid) in new[]
        {
            ("SHA-1", "06052b0e03021a"), ("MD5", "06082a864886f70d0205"), ("SHA-384", "0609608648016503040202"), ("SHA-512", "0609608648016503040203"),
            ("SHA-224", "0609608648016503040204"), ("SHA-512/256", "0609608648016503040206"), ("SHA3-256", "0609608648016503040208"), ("RSA with SHA-256", "06092a864886f70d01010b"),
        })
        {
            infos["the OID of " + name] = Sequence(Sequence(Convert.FromHexString(oid), nothing), digest);
        }

        Assert.That(infos.Where(each => Verdict(Block(each.Value)) != SignatureVerdict.Mismatch).Select(each => each.Key), Is.Empty);
    }

    [Test]
    public void S08_Verify_PaddingOfAnyOtherForm_IsAMismatch()
    {
        byte[] info = Info();
        int room = Size - info.Length;
        var blocks = new Dictionary<string, byte[]>
        {
            ["zeros for the padding"] = [.. new byte[room], .. info],
            ["zeros behind the first byte of padding"] = [0, 1, 0xFF, .. new byte[room - 3], .. info],
            ["block type 0"] = [0, 0, .. Enumerable.Repeat((byte)0xFF, room - 3), 0, .. info],
            ["block type 2"] = [0, 2, .. Enumerable.Repeat((byte)0xAB, room - 3), 0, .. info],
            ["no zero between"] = [0, 1, .. Enumerable.Repeat((byte)0xFF, room - 2), .. info],
            ["two zeros between"] = [0, 1, .. Enumerable.Repeat((byte)0xFF, room - 4), 0, 0, .. info],
            ["no padding, rubbish behind"] = [0, 1, 0, .. info, .. Enumerable.Repeat((byte)0xAB, room - 3)],
            ["one byte of padding, rubbish behind"] = [0, 1, 0xFF, 0, .. info, .. Enumerable.Repeat((byte)0xAB, room - 4)],
            ["eight bytes of padding, zeros behind"] = [0, 1, .. Enumerable.Repeat((byte)0xFF, 8), 0, .. info, .. new byte[room - 11]],
            ["all but the last byte of padding"] = [0, 1, .. Enumerable.Repeat((byte)0xFF, room - 4), 0, .. info, 0],
            ["the padding behind the digest"] = [0, 1, 0xFF, 0, .. info, .. Enumerable.Repeat((byte)0xFF, room - 4)],
        };

        Assert.That(blocks.Where(each => each.Value.Length != Size || Verdict(each.Value) != SignatureVerdict.Mismatch).Select(each => each.Key), Is.Empty);
    }

    [Test]
    public void S08_Verify_NumbersThatAreNoSignature_AreRefused()
    {
        byte[] good = Raised(Block(Info()));
        BigInteger modulus = Number(numbers.Modulus!);
        var signatures = new Dictionary<string, byte[]>
        {
            ["0"] = Bytes(0),
            ["1"] = Bytes(1),
            ["2"] = Bytes(2),
            ["n - 1"] = Bytes(modulus - 1),
            ["n"] = Bytes(modulus),
            ["n + 1"] = Bytes(modulus + 1),
            ["all ones"] = [.. Enumerable.Repeat((byte)0xFF, Size)],
            ["n - s"] = Bytes(modulus - Number(good)),
            ["the block itself"] = Block(Info()),
            ["a zero in front"] = [0, .. good],
            ["a zero behind"] = [.. good, 0],
            ["without its first byte"] = good[1..],
            ["without its last byte"] = good[..^1],
            ["s + n in one byte more"] = (Number(good) + modulus).ToByteArray(isUnsigned: true, isBigEndian: true),
            ["s + 2^2048"] = [1, .. good],
            ["nothing"] = [],
            ["one byte"] = [0],
            ["twice"] = [.. good, .. good],
        };

        Assert.That(signatures.Where(each => key.Verify(Message, each.Value) == SignatureVerdict.Valid).Select(each => each.Key), Is.Empty);
        Assert.That(key.Verify(Message, good), Is.EqualTo(SignatureVerdict.Valid));
    }

    private static byte[] Info() => Sequence(Sequence(Sha256Oid, [0x05, 0x00]), Octets(Digest));

    private static byte[] Block(byte[] info) => [0, 1, .. Enumerable.Repeat((byte)0xFF, Size - 3 - info.Length), 0, .. info];

    private static byte[] Sequence(params byte[][] parts) => [0x30, (byte)parts.Sum(part => part.Length), .. parts.SelectMany(part => part)];

    private static byte[] Octets(byte[] content) => [0x04, (byte)content.Length, .. content];

    private SignatureVerdict Verdict(byte[] block) => key.Verify(Message, Raised(block));

    // The private operation alone, which the framework does not give; by the two primes, which is four times as fast.
    private byte[] Raised(byte[] block)
    {
        BigInteger p = Number(numbers.P!);
        BigInteger q = Number(numbers.Q!);
        BigInteger number = Number(block) % Number(numbers.Modulus!);
        BigInteger one = BigInteger.ModPow(number % p, Number(numbers.DP!), p);
        BigInteger two = BigInteger.ModPow(number % q, Number(numbers.DQ!), q);
        BigInteger difference = (((one - two) % p) + p) * Number(numbers.InverseQ!) % p;
        return Bytes(two + (difference * q));
    }

    private static byte[] Bytes(BigInteger number)
    {
        byte[] bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[Size - bytes.Length], .. bytes];
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
