using System.Security.Cryptography;

namespace Interconn.Sdk.Signing;

/// <summary>A public key that was read and checked once, ready to verify from many threads at a time.</summary>
public abstract class VerificationKey : IEquatable<VerificationKey>
{
    private readonly byte[] subjectPublicKeyInfo;

    /// <summary>Makes the key.</summary>
    /// <param name="algorithm">The algorithm that the key is for.</param>
    /// <param name="subjectPublicKeyInfo">Its DER; copied.</param>
    protected VerificationKey(ISignatureAlgorithm algorithm, ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        Algorithm = algorithm;
        this.subjectPublicKeyInfo = subjectPublicKeyInfo.ToArray();
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(subjectPublicKeyInfo));
    }

    /// <summary>The algorithm that the key is for.</summary>
    public ISignatureAlgorithm Algorithm { get; }

    /// <summary>The key as DER of SubjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> SubjectPublicKeyInfo => subjectPublicKeyInfo;

    /// <summary>SHA-256 of <see cref="SubjectPublicKeyInfo"/> in lower-case hex: what two people compare over the telephone, and what is pinned.</summary>
    public string Fingerprint { get; }

    /// <summary>The key as a PEM block <c>PUBLIC KEY</c>.</summary>
    /// <returns>The block with its closing line break.</returns>
    public string ToPem() => PemEncoding.WriteString("PUBLIC KEY", subjectPublicKeyInfo) + "\n";

    /// <summary>Verifies a signature over bytes.</summary>
    /// <param name="data">The bytes that were signed.</param>
    /// <param name="signature">The signature as the algorithm writes it: raw for RSA, strict DER for pairs.</param>
    /// <returns><see cref="SignatureVerdict.Valid"/>, <see cref="SignatureVerdict.WrongEncoding"/> or <see cref="SignatureVerdict.Mismatch"/>.</returns>
    public abstract SignatureVerdict Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);

    /// <summary>Whether two keys are the same key.</summary>
    /// <param name="other">The other key.</param>
    /// <returns>True for the same SubjectPublicKeyInfo.</returns>
    public bool Equals(VerificationKey? other) => other is not null && Fingerprint == other.Fingerprint;

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as VerificationKey);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Fingerprint);

    /// <summary>Names the key by its algorithm and fingerprint.</summary>
    /// <returns>A text without secrets.</returns>
    public override string ToString() => $"{Algorithm.Id} {Fingerprint}";
}
