using System.Formats.Asn1;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

/// <summary>Keys that many tests share: making an RSA key takes longer than most tests. No test may dispose of them.</summary>
internal static class TestKeys
{
    public static SigningKey Rsa { get; } = SigningKey.Generate(SignatureAlgorithmIds.Sha256Rsa);

    public static SigningKey Ecdsa { get; } = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);

    public static SigningKey Of(string algorithm) => algorithm == SignatureAlgorithmIds.Sha256Rsa ? Rsa : Ecdsa;

    /// <summary>A public key made by hand, so that it can be made wrong.</summary>
    public static byte[] SubjectPublicKeyInfo(string oid, Action<AsnWriter> parameters, byte[] key)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(oid);
                parameters(writer);
            }

            writer.WriteBitString(key);
        }

        return writer.Encode();
    }
}
