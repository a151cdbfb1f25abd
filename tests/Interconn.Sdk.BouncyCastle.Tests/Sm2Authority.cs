using System.Numerics;
using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;
using static Interconn.Sdk.TestHosting.DerPair;
using BouncyNumber = Org.BouncyCastle.Math.BigInteger;

namespace Interconn.Sdk.BouncyCastle.Tests;

/// <summary>Makes certificates with keys for SM2, by BouncyCastle: the framework makes none.</summary>
internal static class Sm2Authority
{
    public static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Until = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const string Sm2WithSm3 = "1.2.156.10197.1.501";

    /// <summary>A certificate for a node as PEM, signed by its own key.</summary>
    public static string SelfSigned(Sm2SigningKey key, BigInteger number, string nodeId, bool maySign = true)
    {
        var name = new X509Name("CN=" + nodeId);
        var generator = new X509V3CertificateGenerator();
        generator.SetSerialNumber(new BouncyNumber(1, RandomNumberGenerator.GetBytes(8)));
        generator.SetIssuerDN(name);
        generator.SetSubjectDN(name);
        generator.SetNotBefore(From.UtcDateTime);
        generator.SetNotAfter(Until.UtcDateTime);
        generator.SetPublicKey(PublicKeyFactory.CreateKey(key.PublicKey.SubjectPublicKeyInfo.ToArray()));
        generator.AddExtension(
            X509Extensions.SubjectAlternativeName,
            critical: false,
            new GeneralNames(new GeneralName(GeneralName.UniformResourceIdentifier, "urn:interconn:node:" + nodeId)));
        generator.AddExtension(X509Extensions.KeyUsage, critical: true, new KeyUsage(maySign ? KeyUsage.DigitalSignature : KeyUsage.KeyEncipherment));
        var secret = new ECPrivateKeyParameters(new BouncyNumber(1, Fixed(number)), BouncyCastle.Signing.Sm2Curve.Domain);
        X509Certificate certificate = generator.Generate(new Asn1SignatureFactory(Sm2WithSm3, secret));
        return PemEncoding.WriteString("CERTIFICATE", certificate.GetEncoded()) + "\n";
    }
}
