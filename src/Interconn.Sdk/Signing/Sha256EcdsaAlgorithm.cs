using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Signing;

/// <summary>ECDSA on P-256 with SHA-256.</summary>
internal sealed class Sha256EcdsaAlgorithm : ISignatureAlgorithm
{
    private const byte UncompressedPoint = 0x04;
    private const int PointLength = 1 + EcdsaSignatureEncoding.FixedWidthLength;

    private static readonly BigInteger Prime = Number("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    private static readonly BigInteger B = Number("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");

    private Sha256EcdsaAlgorithm()
    {
    }

    public static Sha256EcdsaAlgorithm Instance { get; } = new();

    public string Id => SignatureAlgorithmIds.Sha256Ecdsa;

    public bool SignsPairs => true;

    public int DigestLength => SHA256.HashSizeInBytes;

    public void Digest(ReadOnlySpan<byte> data, Span<byte> destination) => SHA256.HashData(data, destination);

    public bool Takes(ReadOnlySpan<byte> subjectPublicKeyInfo) =>
        PublicKeyForm.TryRead(subjectPublicKeyInfo, out PublicKeyForm form)
        && form.AlgorithmOid == PublicKeyForm.EcOid
        && form.NamedCurve() == PublicKeyForm.P256Oid;

    public VerificationKey Import(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        if (!PublicKeyForm.TryRead(subjectPublicKeyInfo, out PublicKeyForm form) || form.AlgorithmOid != PublicKeyForm.EcOid)
        {
            throw Refuse("is not the DER of an EC public key.");
        }

        if (form.NamedCurve() != PublicKeyForm.P256Oid)
        {
            throw Refuse("is an EC key that is not on the named curve P-256; explicit parameters are refused.");
        }

        ReadOnlySpan<byte> point = form.Key.Span;
        if (point.Length != PointLength || point[0] != UncompressedPoint)
        {
            throw Refuse("is an EC key whose point is not written uncompressed.");
        }

        if (!IsOnCurve(point[1..]))
        {
            throw Refuse("is an EC key whose point is not on the curve.");
        }

        return new Sha256EcdsaVerificationKey(this, subjectPublicKeyInfo);
    }

    // Platforms differ in what they check when they import a point; the equation does not.
    private static bool IsOnCurve(ReadOnlySpan<byte> coordinates)
    {
        var x = new BigInteger(coordinates[..EcdsaSignatureEncoding.HalfLength], isUnsigned: true, isBigEndian: true);
        var y = new BigInteger(coordinates[EcdsaSignatureEncoding.HalfLength..], isUnsigned: true, isBigEndian: true);
        return x < Prime && y < Prime && ((y * y) - (((x * x) - 3) * x) - B) % Prime == 0;
    }

    private static BigInteger Number(string hex) =>
        BigInteger.Parse("0" + hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static InterconnException Refuse(string rule) => InterconnException.ForField("auth_credential", rule);
}
