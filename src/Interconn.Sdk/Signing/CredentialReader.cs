using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Signing;

/// <summary>
/// Reads <c>auth_type</c> and <c>auth_credential</c> (3.1, 3.2, 3.4). What is read is well-formed and strong enough; whether it is to be trusted,
/// and for which node, is another question: see <see cref="CertificateTrust"/>.
/// </summary>
public sealed class CredentialReader
{
    /// <summary>The most certificates that are read in one credential, the leaf among them.</summary>
    public const int MaxCertificates = 5;

    private const string TypeField = "auth_type";
    private const string CredentialField = "auth_credential";

    private readonly SignatureAlgorithms algorithms;

    /// <summary>Makes a reader.</summary>
    /// <param name="algorithms">The algorithms that this node knows.</param>
    public CredentialReader(SignatureAlgorithms algorithms)
    {
        ArgumentNullException.ThrowIfNull(algorithms);
        this.algorithms = algorithms;
    }

    /// <summary>Reads a credential.</summary>
    /// <param name="authType">
    /// An id of a known algorithm, or one of <see cref="AuthTypes"/>, letter for letter. With an id or a public key type the credential is a public key,
    /// with a certificate type it is certificates.
    /// </param>
    /// <param name="credential">
    /// PEM of one public key, or of 1 to <see cref="MaxCertificates"/> certificates, leaf first, each issued by the next; or base64 of the DER of one
    /// key or certificate. At most 16 KiB, nothing around it.
    /// </param>
    /// <returns>The credential with the algorithm that its key implies.</returns>
    /// <exception cref="InterconnException">
    /// <see cref="InterconnCodes.FieldRule"/>: <c>auth_type</c> is not known here, or <c>auth_credential</c> is ill-formed, too weak, or not of the
    /// kind that <c>auth_type</c> says. The message never holds the credential.
    /// </exception>
    public PartnerCredential Read(string authType, string credential)
    {
        ArgumentNullException.ThrowIfNull(authType);
        ArgumentNullException.ThrowIfNull(credential);
        switch (authType)
        {
            case AuthTypes.Certificate or AuthTypes.CertificateLong or AuthTypes.CertificateChinese:
                return ReadCertificates(credential);
            case AuthTypes.PublicKey or AuthTypes.PublicKeyChinese:
                return ReadPublicKey(credential, algorithm: null);
            case SignatureAlgorithmIds.Sm3Sm2 when algorithms.Find(authType) is null:
                throw InterconnException.ForField(
                    TypeField,
                    $"names {SignatureAlgorithmIds.Sm3Sm2}, which is served by the package Interconn.Sdk.BouncyCastle, and not registered here: call AddSm2.");
            default:
                ISignatureAlgorithm algorithm = algorithms.Find(authType)
                    ?? throw InterconnException.ForField(TypeField, "names no signature algorithm or kind of credential that is known here.");
                return ReadPublicKey(credential, algorithm);
        }
    }

    private PartnerCredential ReadPublicKey(string credential, ISignatureAlgorithm? algorithm)
    {
        byte[] key = CredentialPem.Read(credential, CredentialPem.PublicKeyLabel, maxBlocks: 1)[0];
        if (algorithm is not null && !algorithm.Takes(key))
        {
            throw Refuse($"is not a public key for {algorithm.Id}, which auth_type says.");
        }

        algorithm ??= AlgorithmFor(key);
        return new PartnerCredential(algorithm.Id, Import(algorithm, key), []);
    }

    private PartnerCredential ReadCertificates(string credential)
    {
        var chain = new List<X509Certificate2>();
        try
        {
            foreach (byte[] der in CredentialPem.Read(credential, CredentialPem.CertificateLabel, MaxCertificates))
            {
                chain.Add(ReadCertificate(der));
            }

            CheckDates(chain);
            CheckOrder(chain);
            CheckUsage(chain[0]);
            byte[] key = chain[0].PublicKey.ExportSubjectPublicKeyInfo();
            return new PartnerCredential(AuthTypes.Certificate, Import(AlgorithmFor(key), key), chain.AsReadOnly());
        }
        catch (Exception e)
        {
            chain.ForEach(c => c.Dispose());
            if (e is CryptographicException)
            {
                throw Refuse("is a certificate that cannot be read.");
            }

            throw;
        }
    }

    private static X509Certificate2 ReadCertificate(byte[] der)
    {
        X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(der);
        string? fault = certificate.RawDataMemory.Span.SequenceEqual(der)
            ? CertificateRules.FaultOf(certificate) is string found ? "has a certificate that " + found : null
            : "has something behind a certificate, or one that is no DER.";
        if (fault is null)
        {
            return certificate;
        }

        certificate.Dispose();
        throw Refuse(fault);
    }

    // The framework reads the dates when it is asked for them, and throws at ones that are none: that must be here, where it is the sender's fault.
    private static void CheckDates(List<X509Certificate2> chain)
    {
        foreach (X509Certificate2 certificate in chain)
        {
            if (certificate.NotAfter < certificate.NotBefore)
            {
                throw Refuse("has a certificate that ends before it begins.");
            }
        }
    }

    private static void CheckOrder(List<X509Certificate2> chain)
    {
        for (int i = 1; i < chain.Count; i++)
        {
            if (!chain[i - 1].IssuerName.RawData.AsSpan().SequenceEqual(chain[i].SubjectName.RawData))
            {
                throw Refuse("has certificates that do not follow each other: the leaf comes first, its issuer next.");
            }

            if (chain.Take(i).Any(earlier => earlier.RawDataMemory.Span.SequenceEqual(chain[i].RawDataMemory.Span)))
            {
                throw Refuse("has a certificate twice.");
            }
        }
    }

    private static void CheckUsage(X509Certificate2 leaf)
    {
        foreach (X509KeyUsageExtension usage in leaf.Extensions.OfType<X509KeyUsageExtension>())
        {
            if (!usage.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature))
            {
                throw Refuse("is a certificate whose key usage does not allow digital signatures.");
            }
        }

        if (!CertificateRules.AllowsClientAuthentication(leaf))
        {
            throw Refuse("is a certificate whose extended key usage does not allow client authentication.");
        }
    }

    private ISignatureAlgorithm AlgorithmFor(byte[] subjectPublicKeyInfo) => algorithms.ForKey(subjectPublicKeyInfo)
        ?? throw Refuse("has no public key of a kind that is known here: RSA, EC on the named curve P-256, or one that a registered algorithm takes.");

    private static VerificationKey Import(ISignatureAlgorithm algorithm, byte[] subjectPublicKeyInfo)
    {
        try
        {
            return algorithm.Import(subjectPublicKeyInfo);
        }
        catch (CryptographicException)
        {
            throw Refuse("is a key that the platform's cryptography refuses.");
        }
    }

    private static InterconnException Refuse(string rule) => InterconnException.ForField(CredentialField, rule);
}
