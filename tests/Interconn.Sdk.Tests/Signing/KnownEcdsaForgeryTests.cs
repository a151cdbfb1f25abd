using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

/// <summary>S09, the facts that Project Wycheproof is known for: numbers at the edges of the curve, and encodings that readers of BER forgive.</summary>
[TestFixture]
public sealed class KnownEcdsaForgeryTests
{
    private static readonly byte[] Message = "what is signed"u8.ToArray();
    private static readonly BigInteger Order = P256Point.Order;

    private ECDsa ecdsa = null!;
    private VerificationKey key = null!;
    private BigInteger r;
    private BigInteger s;

    [OneTimeSetUp]
    public void Sign()
    {
        ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        key = Sha256EcdsaAlgorithm.Instance.Import(ecdsa.ExportSubjectPublicKeyInfo());
        byte[] pair = ecdsa.SignData(Message, HashAlgorithmName.SHA256);
        (r, s) = (Number(pair.AsSpan(..32)), Number(pair.AsSpan(32..)));
    }

    [OneTimeTearDown]
    public void DropKey() => ecdsa.Dispose();

    [Test]
    public void S09_Verify_SpecialNumbersInAnyCombination_AreRefused()
    {
        BigInteger[] special = [0, 1, 2, -1, Order - 1, Order, Order + 1, P256Point.Prime, P256Point.Prime + 1, (BigInteger.One << 256) - 1, BigInteger.One << 256, Order << 64];
        var passed = new List<string>();
        foreach (BigInteger one in special)
        {
            AddIfValid(passed, Der(one, s), $"r = {one}");
            AddIfValid(passed, Der(r, one), $"s = {one}");
            foreach (BigInteger other in special)
            {
                AddIfValid(passed, Der(one, other), $"r = {one}, s = {other}");
            }
        }

        Assert.That(passed, Is.Empty);
        Assert.That(Verify(Der(r, s)), Is.EqualTo(SignatureVerdict.Valid));
    }

    [Test]
    public void S09_Verify_NumbersBesideTheRightOnes_AreRefused()
    {
        var passed = new List<string>();
        for (int bit = 0; bit < 256; bit++)
        {
            AddIfValid(passed, Der(r ^ (BigInteger.One << bit), s), $"bit {bit} of r");
            AddIfValid(passed, Der(r, s ^ (BigInteger.One << bit)), $"bit {bit} of s");
        }

        foreach (BigInteger step in new[] { BigInteger.One, Order, 2 * Order, BigInteger.One << 256, P256Point.Prime })
        {
            AddIfValid(passed, Der(r + step, s), $"r + {step}");
            AddIfValid(passed, Der(r - step, s), $"r - {step}");
            AddIfValid(passed, Der(r, s + step), $"s + {step}");
            AddIfValid(passed, Der(r, s - step), $"s - {step}");
        }

        AddIfValid(passed, Der(Order - r, s), "n - r");
        AddIfValid(passed, Der(P256Point.Inverse(r, Order), s), "1/r");
        AddIfValid(passed, Der(r, P256Point.Inverse(s, Order)), "1/s");
        Assert.That(passed, Is.Empty);
    }

    [Test]
    public void S09_Verify_PairThatLeadsToThePointAtInfinity_IsRefused([Values(1, 2, 12345)] int any)
    {
        // With r = -e/d the sum of the two multiples is nothing, whatever s is; some verifiers read its x as 0 or leave what stood there before.
        BigInteger e = Number(SHA256.HashData(Message));
        BigInteger d = Number(ecdsa.ExportParameters(includePrivateParameters: true).D);
        BigInteger forged = P256Point.Mod(-e * P256Point.Inverse(d, Order), Order);

        Assert.That(Verify(Der(forged, any)), Is.EqualTo(SignatureVerdict.Mismatch));
    }

    [Test]
    public void S09_Verify_PointWhoseXIsBeyondTheOrder_IsTakenReducedAndRefusedAsItIs()
    {
        // One in 2^32 points has such an x, so that the key is made for the signature: Q = (s·R - e·G) / r.
        P256Point point = P256Point.WithXFrom(Order);
        BigInteger reduced = point.X - Order;
        BigInteger e = Number(SHA256.HashData(Message));
        P256Point q = point.Times(s).Plus(P256Point.Generator.Times(e).Negated()).Times(P256Point.Inverse(reduced, Order));
        using var made = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Bytes(q.X), Y = Bytes(q.Y) } });
        VerificationKey madeKey = Sha256EcdsaAlgorithm.Instance.Import(made.ExportSubjectPublicKeyInfo());

        Assert.That(point.X, Is.GreaterThanOrEqualTo(Order).And.LessThan(P256Point.Prime));
        Assert.That(madeKey.Verify(Message, Der(reduced, s)), Is.EqualTo(SignatureVerdict.Valid));
        Assert.That(madeKey.Verify(Message, Der(point.X, s)), Is.EqualTo(SignatureVerdict.Mismatch));
    }

    [Test]
    public void S09_Verify_OtherDigestsOfTheSameMessage_AreRefused()
    {
        byte[] digest = SHA256.HashData(Message);
        var digests = new Dictionary<string, byte[]>
        {
            ["SHA-1"] = CryptographicOperations.HashData(HashAlgorithmName.SHA1, Message),
            ["SHA-384"] = SHA384.HashData(Message),
            ["SHA-512"] = SHA512.HashData(Message),
            ["cut to 31 bytes"] = digest[..31],
            ["cut to 16 bytes"] = digest[..16],
            ["a byte in front"] = [0, .. digest],
            ["nothing"] = new byte[32],
            ["the message itself"] = Message,
            ["twice"] = SHA256.HashData(digest),
        };
        var passed = new List<string>();
        foreach ((string name, byte[] other) in digests)
        {
            AddIfValid(passed, ecdsa.SignHash(other, DSASignatureFormat.Rfc3279DerSequence), name);
        }

        Assert.That(passed, Is.Empty);
        Assert.That(Verify(ecdsa.SignHash(digest, DSASignatureFormat.Rfc3279DerSequence)), Is.EqualTo(SignatureVerdict.Valid));
    }

    [Test]
    public void S09_Verify_EveryOtherEncodingOfTheRightPair_HasTheWrongEncoding()
    {
        byte[] one = Integer(r);
        byte[] two = Integer(s);
        byte[] inside = [.. one, .. two];
        byte[] whole = Der(r, s);
        byte length = (byte)inside.Length;
        var encodings = new Dictionary<string, byte[]>
        {
            ["length with a zero in front"] = [0x30, 0x82, 0, length, .. inside],
            ["length of five bytes"] = [0x30, 0x84, 0, 0, 0, length, .. inside],
            ["length beyond 32 bits"] = [0x30, 0x85, 1, 0, 0, 0, length, .. inside],
            ["length beyond 64 bits"] = [0x30, 0x89, 1, 0, 0, 0, 0, 0, 0, 0, length, .. inside],
            ["length of 2 GiB"] = [0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF, .. inside],
            ["length of -1"] = [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF, .. inside],
            ["length too large by one"] = [0x30, (byte)(length + 1), .. inside],
            ["length too small by one"] = [0x30, (byte)(length - 1), .. inside],
            ["indefinite length without an end"] = [0x30, 0x80, .. inside],
            ["indefinite length with half an end"] = [0x30, 0x80, .. inside, 0],
            ["long length of s"] = Sequence(one, [0x02, 0x81, .. two[1..]]),
            ["indefinite length of r"] = Sequence([0x02, 0x80, .. one[2..], 0, 0], two),
            ["r in parts"] = Sequence([0x22, (byte)(one.Length + 1), 0x02, 1, one[2], 0x02, (byte)(one.Length - 3), .. one[3..]], two),
            ["sequence in parts"] = [0x30, (byte)(length + 4), 0x30, (byte)one.Length, .. one, 0x30, (byte)two.Length, .. two],
            ["zero behind, inside"] = Sequence(one, two, [0]),
            ["NULL behind, inside"] = Sequence(one, two, [0x05, 0]),
            ["NULL in front, inside"] = Sequence([0x05, 0], one, two),
            ["NULL behind, outside"] = [.. whole, 0x05, 0],
            ["zeros in front"] = [0, 0, .. whole],
            ["an unknown tag behind"] = Sequence(one, two, [0xAA, 0xBB, 0xCD, 0]),
            ["an end of content behind"] = [.. whole, 0, 0],
            ["a third number"] = Sequence(one, two, two),
            ["r alone"] = Sequence(one),
            ["s missing its content"] = Sequence(one, [0x02, 0]),
            ["s and no r"] = Sequence(two),
            ["no sequence"] = inside,
            ["a sequence around it"] = Sequence(whole),
            ["two of them"] = [.. whole, .. whole],
            ["r as REAL infinity"] = Sequence([0x09, 1, 0x40], two),
            ["r as NULL"] = Sequence([0x05, 0], two),
            ["r as TRUE"] = Sequence([0x01, 1, 0xFF], two),
            ["r as a text"] = Sequence([0x0C, .. one[1..]], two),
            ["r with its bytes about"] = Sequence([0x02, .. one[1..2], .. one[2..].Reverse()], two),
            ["ones in front of r"] = Sequence([0x02, (byte)(one[1] + 1), 0xFF, .. one[2..]], two),
            ["a zero behind r"] = Sequence([0x02, (byte)(one[1] + 1), .. one[2..], 0], two),
        };
        foreach (byte tag in (byte[])[0x00, 0x01, 0x02, 0x04, 0x10, 0x31, 0x32, 0x70, 0xB0, 0xFF])
        {
            encodings[$"tag {tag:x2} for the sequence"] = [tag, .. whole[1..]];
        }

        foreach (byte tag in (byte[])[0x00, 0x01, 0x03, 0x04, 0x0A, 0x22, 0x82, 0xFF])
        {
            encodings[$"tag {tag:x2} for r"] = Sequence([tag, .. one[1..]], two);
            encodings[$"tag {tag:x2} for s"] = Sequence(one, [tag, .. two[1..]]);
        }

        for (int kept = 0; kept < whole.Length; kept++)
        {
            encodings[$"cut to {kept} bytes"] = whole[..kept];
        }

        Assert.That(
            encodings.Where(each => each.Key is not ("r with its bytes about" or "a zero behind r") && Verify(each.Value) != SignatureVerdict.WrongEncoding).Select(each => each.Key),
            Is.Empty);
        Assert.That(encodings.Where(each => Verify(each.Value) == SignatureVerdict.Valid).Select(each => each.Key), Is.Empty);
        Assert.That(Verify(whole), Is.EqualTo(SignatureVerdict.Valid));
    }

    private void AddIfValid(List<string> passed, byte[] signature, string name)
    {
        if (Verify(signature) == SignatureVerdict.Valid)
        {
            passed.Add(name);
        }
    }

    private SignatureVerdict Verify(byte[] signature) => key.Verify(Message, signature);

    private static byte[] Der(BigInteger r, BigInteger s) => Sequence(Integer(r), Integer(s));

    private static byte[] Sequence(params byte[][] parts) => [0x30, (byte)parts.Sum(part => part.Length), .. parts.SelectMany(part => part)];

    private static byte[] Integer(BigInteger number)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteInteger(number);
        return writer.Encode();
    }

    private static byte[] Bytes(BigInteger number)
    {
        byte[] bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
