using System.Globalization;
using System.Numerics;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Signing;

/// <summary>
/// A named curve of 256 bits over a prime field with a = -3, of which there are two here: P-256, and the one of SM2. It knows what a public key on it must
/// look like; the arithmetic is for a crypto library.
/// </summary>
internal sealed class PrimeCurve
{
    private const byte UncompressedPoint = 0x04;
    private const int PointLength = 1 + EcdsaSignatureEncoding.FixedWidthLength;

    private readonly string oid;
    private readonly string name;
    private readonly BigInteger prime;
    private readonly BigInteger b;
    private readonly byte[] order;

    /// <summary>Makes a curve from its published parameters, numbers in 64 hex digits.</summary>
    public PrimeCurve(string oid, string name, string prime, string b, string order)
    {
        this.oid = oid;
        this.name = name;
        this.prime = Number(prime);
        this.b = Number(b);
        this.order = Convert.FromHexString(order);
    }

    public static PrimeCurve P256 { get; } = new(
        PublicKeyForm.P256Oid,
        "P-256",
        "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
        "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
        "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

    /// <summary>Whether a public key names this curve; its point is not looked at.</summary>
    public bool IsCurveOf(ReadOnlySpan<byte> subjectPublicKeyInfo) =>
        PublicKeyForm.TryRead(subjectPublicKeyInfo, out PublicKeyForm form)
        && form.AlgorithmOid == PublicKeyForm.EcOid
        && form.NamedCurve() == oid;

    /// <summary>Reads the point of a public key that names this curve: uncompressed, 65 bytes, on the curve.</summary>
    /// <exception cref="InterconnException">40004 for <c>auth_credential</c>: it is another kind of key, or ill-formed.</exception>
    public ReadOnlyMemory<byte> ReadPoint(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        if (!PublicKeyForm.TryRead(subjectPublicKeyInfo, out PublicKeyForm form) || form.AlgorithmOid != PublicKeyForm.EcOid)
        {
            throw Refuse("is not the DER of an EC public key.");
        }

        if (form.NamedCurve() != oid)
        {
            throw Refuse($"is an EC key that is not on the named curve {name}; explicit parameters are refused.");
        }

        ReadOnlySpan<byte> point = form.Key.Span;
        if (point.Length != PointLength || point[0] != UncompressedPoint)
        {
            throw Refuse("is an EC key whose point is not written uncompressed.");
        }

        return IsOnCurve(point[1..]) ? form.Key : throw Refuse("is an EC key whose point is not on the curve.");
    }

    /// <summary>Whether a number of 32 bytes is below the order of the curve.</summary>
    public bool IsBelowOrder(ReadOnlySpan<byte> number) => number.SequenceCompareTo(order) < 0;

    // Platforms differ in what they check when they import a point; the equation does not.
    private bool IsOnCurve(ReadOnlySpan<byte> coordinates)
    {
        var x = new BigInteger(coordinates[..EcdsaSignatureEncoding.HalfLength], isUnsigned: true, isBigEndian: true);
        var y = new BigInteger(coordinates[EcdsaSignatureEncoding.HalfLength..], isUnsigned: true, isBigEndian: true);
        return x < prime && y < prime && ((y * y) - (((x * x) - 3) * x) - b) % prime == 0;
    }

    private static BigInteger Number(string hex) =>
        BigInteger.Parse("0" + hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static InterconnException Refuse(string rule) => InterconnException.ForField("auth_credential", rule);
}
