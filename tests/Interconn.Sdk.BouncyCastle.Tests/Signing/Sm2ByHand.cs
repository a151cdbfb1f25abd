using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using static Interconn.Sdk.TestHosting.DerPair;

namespace Interconn.Sdk.BouncyCastle.Tests.Signing;

/// <summary>
/// SM2 written from GB/T 32918 for the tests alone, over plain numbers: it makes what the SDK would not make, and holds what BouncyCastle says. Slow, and safe for
/// no secret.
/// </summary>
internal static class Sm2ByHand
{
    public static readonly BigInteger Prime = Number("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF");
    public static readonly BigInteger A = Number("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC");
    public static readonly BigInteger B = Number("28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93");
    public static readonly BigInteger Order = Number("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123");

    public static readonly (BigInteger X, BigInteger Y) Generator = (
        Number("32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7"),
        Number("BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0"));

    /// <summary>The digest of the signer's identity (GB/T 32918.2, 5.5).</summary>
    public static byte[] IdentityDigest(string userId, (BigInteger X, BigInteger Y) key)
    {
        byte[] id = Encoding.ASCII.GetBytes(userId);
        int bits = id.Length * 8;
        return Sm3.Hash([
            (byte)(bits >> 8), (byte)bits, .. id, .. Fixed(A), .. Fixed(B), .. Fixed(Generator.X), .. Fixed(Generator.Y), .. Fixed(key.X), .. Fixed(key.Y),
        ]);
    }

    /// <summary>The number that is signed: SM3 of the identity digest and the message.</summary>
    public static BigInteger Digest(byte[] identityDigest, byte[] message) => Unsigned(Sm3.Hash([.. identityDigest, .. message]));

    /// <summary>Signs a digest (GB/T 32918.2, 6.1) with a number that is random by default.</summary>
    public static (BigInteger R, BigInteger S) Sign(BigInteger privateKey, BigInteger digest, BigInteger? random = null)
    {
        while (true)
        {
            BigInteger k = random ?? Unsigned(RandomNumberGenerator.GetBytes(32));
            BigInteger r = (digest + Multiply(k, Generator).X) % Order;
            BigInteger s = Modulo(BigInteger.ModPow(1 + privateKey, Order - 2, Order) * (k - (r * privateKey)), Order);
            if (!k.IsZero && !r.IsZero && !s.IsZero && r + k != Order)
            {
                return (r, s);
            }
        }
    }

    /// <summary>Verifies over a digest (GB/T 32918.2, 7.1).</summary>
    public static bool Holds((BigInteger X, BigInteger Y) key, BigInteger digest, BigInteger r, BigInteger s)
    {
        BigInteger t = (r + s) % Order;
        return !t.IsZero && (digest + Add(Multiply(s, Generator), Multiply(t, key)).X - r) % Order == 0;
    }

    public static (BigInteger X, BigInteger Y) Multiply(BigInteger factor, (BigInteger X, BigInteger Y) point)
    {
        (BigInteger X, BigInteger Y)? sum = null;
        for (int bit = (int)factor.GetBitLength() - 1; bit >= 0; bit--)
        {
            sum = sum is null ? null : Add(sum.Value, sum.Value);
            if (!((factor >> bit) & 1).IsZero)
            {
                sum = sum is null ? point : Add(sum.Value, point);
            }
        }

        return sum ?? throw new ArgumentOutOfRangeException(nameof(factor));
    }

    public static BigInteger Unsigned(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static (BigInteger X, BigInteger Y) Add((BigInteger X, BigInteger Y) p, (BigInteger X, BigInteger Y) q)
    {
        BigInteger slope = p == q
            ? ((3 * p.X * p.X) + A) * Inverse(2 * p.Y)
            : (q.Y - p.Y) * Inverse(q.X - p.X);
        BigInteger x = Modulo((slope * slope) - p.X - q.X, Prime);
        return (x, Modulo((slope * (p.X - x)) - p.Y, Prime));
    }

    private static BigInteger Inverse(BigInteger number) => BigInteger.ModPow(Modulo(number, Prime), Prime - 2, Prime);

    private static BigInteger Modulo(BigInteger number, BigInteger modulus) => ((number % modulus) + modulus) % modulus;
}
