using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Node.Tests.Keys;

/// <summary>K73: credentials that no node may take from a partner, with the type that is said of each. 3.1, 3.2 and 3.4 refuse all of them alike.</summary>
internal static class MalformedCredentials
{
    private const string Rsa = SignatureAlgorithmIds.Sha256Rsa;
    private const string Ecdsa = SignatureAlgorithmIds.Sha256Ecdsa;
    private const string EcKey = "1.2.840.10045.2.1";
    private const string P256 = "1.2.840.10045.3.1.7";
    private const string Sect233k1 = "1.3.132.0.26";
    private const string Secp256k1 = "1.3.132.0.10";

    /// <summary>Type and credential of each.</summary>
    public static IEnumerable<TestCaseData> All() => PemForms().Concat(CurveKeys()).Concat(RsaKeys());

    /// <summary>Keys that are made by the same hands, and are good: what is refused above is refused for its fault alone.</summary>
    public static IEnumerable<TestCaseData> Good()
    {
        yield return Case("a point of P-256", Ecdsa, EcPem(P256, Point()));
        yield return Case("2,048 bits, exponent 65,537", Rsa, RsaPem(Modulus(2048), 65537));
        yield return Case("4,096 bits, exponent 65,539", Rsa, RsaPem(Modulus(4096), 65539));
    }

    private static IEnumerable<TestCaseData> PemForms()
    {
        string good = FurtherKeys.Next.AuthCredential;
        ReadOnlySpan<byte> der = FurtherKeys.Next.PublicKey.SubjectPublicKeyInfo.Span;
        using ECDsa fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return
        [
            Case("private key", Ecdsa, FurtherKeys.Next.ExportPrivateKeyPem()),
            Case("private key, encrypted", Ecdsa, FurtherKeys.Next.ExportPrivateKeyPem("geheim")),
            Case("private key of SEC 1", Ecdsa, fresh.ExportECPrivateKeyPem()),
            Case("private key as bare base64", Ecdsa, Convert.ToBase64String(fresh.ExportPkcs8PrivateKey())),
            Case("private key behind the public one", Ecdsa, good + FurtherKeys.Next.ExportPrivateKeyPem()),
            Case("one key twice", Ecdsa, good + good),
            Case("two keys", Ecdsa, good + FurtherKeys.Third.AuthCredential),
            Case("a certificate behind the key", Ecdsa, good + Certificate()),
            Case("a key said to be a certificate", AuthTypes.Certificate, good),
            Case("a certificate said to be a key", Ecdsa, Certificate()),
            Case("an RSA key said to be of ECDSA", Ecdsa, TestKeys.CallerRsaKey.AuthCredential),
            Case("an ECDSA key said to be of RSA", Rsa, good),
            Case("text before", Ecdsa, "key:\n" + good),
            Case("text behind", Ecdsa, good + "x"),
            Case("a byte behind", Ecdsa, Convert.ToBase64String([.. der, 0])),
            Case("cut short", Ecdsa, Convert.ToBase64String(der[..^1])),
            Case("another label", Ecdsa, good.Replace("PUBLIC KEY", "EC PUBLIC KEY", StringComparison.Ordinal)),
            Case("no key", Ecdsa, "no key"),
            Case("an empty block", Ecdsa, "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n"),
            Case("16 KiB and one character", Ecdsa, good.PadRight((16 * 1024) + 1, '\n')),
            Case("900,000 characters", Ecdsa, $"-----BEGIN PUBLIC KEY-----\n{new string('A', 900_000)}\n-----END PUBLIC KEY-----\n"),
        ];
    }

    private static IEnumerable<TestCaseData> CurveKeys()
    {
        byte[] point = Point();
        yield return Case("P-384", Ecdsa, Framework(ECCurve.NamedCurves.nistP384));
        yield return Case("P-521", Ecdsa, Framework(ECCurve.NamedCurves.nistP521));
        yield return Case("secp256k1", Ecdsa, Framework(ECCurve.CreateFromValue(Secp256k1)));
        yield return Case("secp256k1, of no said algorithm", AuthTypes.PublicKey, Framework(ECCurve.CreateFromValue(Secp256k1)));
        yield return Case("a curve over a field of two", Ecdsa, EcPem(Sect233k1, [4, .. RandomNumberGenerator.GetBytes(60)]));
        yield return Case("explicit parameters", Ecdsa, Framework(ECCurve.NamedCurves.nistP256, isExplicit: true));
        yield return Case("infinity", Ecdsa, EcPem(P256, [0]));
        yield return Case("the origin", Ecdsa, EcPem(P256, [4, .. new byte[64]]));
        yield return Case("off the curve", Ecdsa, EcPem(P256, [.. point[..^1], (byte)(point[^1] ^ 1)]));
        yield return Case("compressed", Ecdsa, EcPem(P256, [(byte)(2 + (point[^1] & 1)), .. point[1..33]]));
        yield return Case("a point of P-256 said to be of secp256k1", Ecdsa, EcPem(Secp256k1, point));
    }

    private static IEnumerable<TestCaseData> RsaKeys()
    {
        BigInteger modulus = Modulus(2048);
        yield return Case("1,024 bits", Rsa, RsaPem(Modulus(1024), 65537));
        yield return Case("2,047 bits", Rsa, RsaPem(Modulus(2047), 65537));
        yield return Case("4,097 bits", Rsa, RsaPem(Modulus(4097), 65537));
        yield return Case("8,192 bits", Rsa, RsaPem(Modulus(8192), 65537));
        yield return Case("1,024 bits, of no said algorithm", AuthTypes.PublicKey, RsaPem(Modulus(1024), 65537));
        yield return Case("exponent 1", Rsa, RsaPem(modulus, 1));
        yield return Case("exponent 3", Rsa, RsaPem(modulus, 3));
        yield return Case("exponent 65,535", Rsa, RsaPem(modulus, 65535));
        yield return Case("an even exponent", Rsa, RsaPem(modulus, 65538));
        yield return Case("a negative exponent", Rsa, RsaPem(modulus, -65537));
        yield return Case("a huge exponent", Rsa, RsaPem(modulus, modulus - 2));
        yield return Case("an even modulus", Rsa, RsaPem(modulus - 1, 65537));
    }

    private static TestCaseData Case(string name, string authType, string credential) => new TestCaseData(authType, credential).SetArgDisplayNames(name);

    // Synthetic, and of the right length: nobody signs with it.
    private static BigInteger Modulus(int bits)
    {
        var random = new BigInteger(RandomNumberGenerator.GetBytes(bits / 8), isUnsigned: true);
        BigInteger top = BigInteger.One << (bits - 1);
        return (random % top) | top | 1;
    }

    private static byte[] Point() => FurtherKeys.Next.PublicKey.SubjectPublicKeyInfo.ToArray()[^65..];

    private static string Framework(ECCurve curve, bool isExplicit = false)
    {
        using ECDsa named = ECDsa.Create(curve);
        if (!isExplicit)
        {
            return named.ExportSubjectPublicKeyInfoPem();
        }

        using ECDsa spelledOut = ECDsa.Create(named.ExportExplicitParameters(includePrivateParameters: false));
        return spelledOut.ExportSubjectPublicKeyInfoPem();
    }

    private static string Certificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=node", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(NodeFixture.Start.AddDays(-1), NodeFixture.Start.AddDays(1));
        return certificate.ExportCertificatePem();
    }

    private static string EcPem(string curve, byte[] point) => Pem(EcKey, writer => writer.WriteObjectIdentifier(curve), point);

    private static string RsaPem(BigInteger modulus, BigInteger exponent)
    {
        var numbers = new AsnWriter(AsnEncodingRules.DER);
        using (numbers.PushSequence())
        {
            numbers.WriteInteger(modulus);
            numbers.WriteInteger(exponent);
        }

        return Pem("1.2.840.113549.1.1.1", static writer => writer.WriteNull(), numbers.Encode());
    }

    private static string Pem(string algorithm, Action<AsnWriter> parameters, byte[] key)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(algorithm);
                parameters(writer);
            }

            writer.WriteBitString(key);
        }

        return PemEncoding.WriteString("PUBLIC KEY", writer.Encode());
    }
}
