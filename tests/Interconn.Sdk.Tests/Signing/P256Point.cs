using System.Numerics;

namespace Interconn.Sdk.Tests.Signing;

/// <summary>A point of P-256 in plain arithmetic: for signatures that no library makes.</summary>
internal sealed record P256Point(BigInteger X, BigInteger Y)
{
    public static readonly BigInteger Prime = Hex("0ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    public static readonly BigInteger Order = Hex("0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    public static readonly P256Point Generator = new(
        Hex("06b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),
        Hex("04fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"));

    private static readonly BigInteger B = Hex("05ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");

    /// <summary>The point with the smallest x from <paramref name="least"/> on.</summary>
    public static P256Point WithXFrom(BigInteger least)
    {
        for (BigInteger x = least; ; x++)
        {
            BigInteger square = Mod(BigInteger.Pow(x, 3) - (3 * x) + B, Prime);

            // The prime is 3 modulo 4.
            BigInteger y = BigInteger.ModPow(square, (Prime + 1) / 4, Prime);
            if (Mod(y * y, Prime) == square)
            {
                return new P256Point(x, y);
            }
        }
    }

    public P256Point Negated() => this with { Y = Prime - Y };

    public P256Point Plus(P256Point other)
    {
        BigInteger slope = this == other
            ? ((3 * X * X) - 3) * Inverse(2 * Y, Prime)
            : (other.Y - Y) * Inverse(other.X - X, Prime);
        BigInteger x = Mod((slope * slope) - X - other.X, Prime);
        return new P256Point(x, Mod((slope * (X - x)) - Y, Prime));
    }

    public P256Point Times(BigInteger factor)
    {
        P256Point? sum = null;
        P256Point power = this;
        for (; !factor.IsZero; factor >>= 1, power = power.Plus(power))
        {
            sum = factor.IsEven ? sum : sum is null ? power : sum.Plus(power);
        }

        return sum!;
    }

    public static BigInteger Inverse(BigInteger number, BigInteger modulus) => BigInteger.ModPow(Mod(number, modulus), modulus - 2, modulus);

    public static BigInteger Mod(BigInteger number, BigInteger modulus) => ((number % modulus) + modulus) % modulus;

    private static BigInteger Hex(string digits) => BigInteger.Parse(digits, System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture);
}
