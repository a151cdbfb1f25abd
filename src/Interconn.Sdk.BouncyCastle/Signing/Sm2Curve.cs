using Interconn.Sdk.Signing;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC;

namespace Interconn.Sdk.BouncyCastle.Signing;

/// <summary>The curve that GB/T 32918.5 recommends, and the user id that GM/T 0009 has where parties agree on none.</summary>
internal static class Sm2Curve
{
    public const string Oid = "1.2.156.10197.1.301";

    // What keys must look like is asked of the same class for both curves; only the arithmetic is BouncyCastle's.
    public static readonly PrimeCurve Form = new(
        Oid,
        "sm2p256v1",
        "fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff",
        "28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93",
        "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123");

    public static readonly ECDomainParameters Domain = MakeDomain();

    public static byte[] UserId => "1234567812345678"u8.ToArray();

    /// <summary>A point whose coordinates were checked by <see cref="Form"/>.</summary>
    public static ECPoint Point(ReadOnlySpan<byte> uncompressed) => Domain.Curve.DecodePoint(uncompressed.ToArray());

    // The curve with arithmetic of its own, where the general one makes several times the garbage.
    private static ECDomainParameters MakeDomain()
    {
        X9ECParameters curve = CustomNamedCurves.GetByName("sm2p256v1");
        return new ECDomainParameters(curve.Curve, curve.G, curve.N, curve.H);
    }
}
