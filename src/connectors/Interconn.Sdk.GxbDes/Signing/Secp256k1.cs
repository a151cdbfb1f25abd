using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.Math.EC.Multiplier;

namespace Interconn.Sdk.GxbDes.Signing;

/// <summary>
/// ECDSA on the curve of the chain, with the recovery id that the platform's own does not give. The only place that knows BouncyCastle.
/// </summary>
internal static class Secp256k1
{
    public const int FieldLength = 32;
    public const int PointLength = FieldLength + 1;
    public const int SignatureLength = (2 * FieldLength) + 1;

    // 27 for a recoverable signature, 4 for a key that is written compressed.
    private const int FirstHeader = 27 + 4;
    private const int RecoveryIds = 4;

    private static readonly X9ECParameters Curve = CustomNamedCurves.GetByName("secp256k1");
    private static readonly BigInteger HalfOrder = Curve.N.ShiftRight(1);

    /// <summary>Whether bytes are a private key: above zero and below the order of the curve.</summary>
    public static bool IsPrivateKey(ReadOnlySpan<byte> key)
    {
        BigInteger value = ToNumber(key);
        return value.SignValue > 0 && value.CompareTo(Curve.N) < 0;
    }

    /// <summary>The public key of a private one, compressed.</summary>
    public static byte[] PublicKeyOf(ReadOnlySpan<byte> privateKey) =>
        new FixedPointCombMultiplier().Multiply(Curve.G, ToNumber(privateKey)).Normalize().GetEncoded(compressed: true);

    /// <summary>Whether bytes are a compressed public key.</summary>
    public static bool IsPublicKey(byte[] key) => TryDecodePoint(key) is not null;

    /// <summary>Signs a digest. The same digest and key give the same signature (RFC 6979).</summary>
    public static byte[] Sign(ReadOnlySpan<byte> privateKey, byte[] digest)
    {
        BigInteger key = ToNumber(privateKey);
        BigInteger number = ToNumber(digest);
        var source = new HMacDsaKCalculator(new Sha256Digest());
        source.Init(Curve.N, key, digest);
        while (true)
        {
            // The chain takes only canonical signatures: about every fourth is one, so the next k is taken until it is.
            BigInteger k = source.NextK();
            ECPoint point = new FixedPointCombMultiplier().Multiply(Curve.G, k).Normalize();
            BigInteger x = point.AffineXCoord.ToBigInteger();
            BigInteger r = x.Mod(Curve.N);
            BigInteger s = k.ModInverse(Curve.N).Multiply(number.Add(r.Multiply(key))).Mod(Curve.N);
            if (r.SignValue == 0 || s.SignValue == 0)
            {
                continue;
            }

            int recoveryId = (point.AffineYCoord.TestBitZero() ? 1 : 0) + (x.CompareTo(Curve.N) >= 0 ? 2 : 0);
            if (s.CompareTo(HalfOrder) > 0)
            {
                s = Curve.N.Subtract(s);
                recoveryId ^= 1;
            }

            byte[] signature = new byte[SignatureLength];
            signature[0] = (byte)(FirstHeader + recoveryId);
            Write(r, signature.AsSpan(1, FieldLength));
            Write(s, signature.AsSpan(1 + FieldLength, FieldLength));
            if (IsCanonical(signature))
            {
                return signature;
            }
        }
    }

    /// <summary>The compressed public key whose signature this is; null where it is none, or not canonical.</summary>
    public static byte[]? Recover(byte[] digest, ReadOnlySpan<byte> signature)
    {
        int recoveryId = signature.Length == SignatureLength ? signature[0] - FirstHeader : -1;
        if (recoveryId is < 0 or >= RecoveryIds || !IsCanonical(signature))
        {
            return null;
        }

        BigInteger r = ToNumber(signature.Slice(1, FieldLength));
        BigInteger s = ToNumber(signature[(1 + FieldLength)..]);
        if (!IsInOrder(r) || !IsInOrder(s) || s.CompareTo(HalfOrder) > 0)
        {
            return null;
        }

        BigInteger x = recoveryId < 2 ? r : r.Add(Curve.N);
        if (x.BitLength > Curve.Curve.FieldSize)
        {
            return null;
        }

        byte[] encoded = new byte[PointLength];
        encoded[0] = (byte)((recoveryId & 1) == 0 ? 2 : 3);
        Write(x, encoded.AsSpan(1));
        if (TryDecodePoint(encoded) is not ECPoint point)
        {
            return null;
        }

        // Q = (s·R − e·G) / r
        BigInteger inverse = r.ModInverse(Curve.N);
        BigInteger ofPoint = s.Multiply(inverse).Mod(Curve.N);
        BigInteger ofGenerator = ToNumber(digest).Negate().Multiply(inverse).Mod(Curve.N);
        ECPoint key = ECAlgorithms.SumOfTwoMultiplies(Curve.G, ofGenerator, point, ofPoint).Normalize();
        return key.IsInfinity ? null : key.GetEncoded(compressed: true);
    }

    /// <summary>SHA-256 of a text as UTF-8.</summary>
    public static byte[] Digest(string text) => System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>The digest of which public keys carry the beginning.</summary>
    public static byte[] RipeMd160(ReadOnlySpan<byte> bytes)
    {
        var digest = new RipeMD160Digest();
        digest.BlockUpdate(bytes.ToArray(), 0, bytes.Length);
        byte[] result = new byte[digest.GetDigestSize()];
        digest.DoFinal(result, 0);
        return result;
    }

    // Neither number may have its first bit set, or more than one zero byte's worth of padding: the chain's rule, older than the one of small s.
    private static bool IsCanonical(ReadOnlySpan<byte> signature) =>
        IsCanonicalNumber(signature.Slice(1, FieldLength)) && IsCanonicalNumber(signature[(1 + FieldLength)..]);

    private static bool IsCanonicalNumber(ReadOnlySpan<byte> number) => (number[0] & 0x80) == 0 && !(number[0] == 0 && (number[1] & 0x80) == 0);

    private static bool IsInOrder(BigInteger number) => number.SignValue > 0 && number.CompareTo(Curve.N) < 0;

    private static ECPoint? TryDecodePoint(byte[] encoded)
    {
        if (encoded.Length != PointLength || encoded[0] is not (2 or 3))
        {
            return null;
        }

        try
        {
            return Curve.Curve.DecodePoint(encoded);
        }
        catch (ArgumentException)
        {
            // No point of the curve has this coordinate.
            return null;
        }
    }

    private static BigInteger ToNumber(ReadOnlySpan<byte> bytes) => new(1, bytes.ToArray());

    private static void Write(BigInteger number, Span<byte> destination)
    {
        byte[] bytes = number.ToByteArrayUnsigned();
        destination.Clear();
        bytes.CopyTo(destination[(destination.Length - bytes.Length)..]);
    }
}
