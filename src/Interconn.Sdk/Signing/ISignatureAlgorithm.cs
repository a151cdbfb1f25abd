namespace Interconn.Sdk.Signing;

/// <summary>
/// A signature algorithm: its digest, and the keys that it takes. Knows nothing of HTTP. The two of the framework are built in;
/// others are registered as services.
/// </summary>
public interface ISignatureAlgorithm
{
    /// <summary>The identifier in <c>auth_type</c> and in the string to sign: see <see cref="SignatureAlgorithmIds"/>.</summary>
    string Id { get; }

    /// <summary>Whether a signature is a pair of numbers, which has two encodings; see <see cref="SignatureEncoding"/>.</summary>
    bool SignsPairs { get; }

    /// <summary>The number of bytes of a digest.</summary>
    int DigestLength { get; }

    /// <summary>Computes the digest that goes into the string to sign (SHA-256, or SM3 for SM2).</summary>
    /// <param name="data">What to digest.</param>
    /// <param name="destination">At least <see cref="DigestLength"/> bytes.</param>
    void Digest(ReadOnlySpan<byte> data, Span<byte> destination);

    /// <summary>Whether a public key is of this algorithm's kind, by its algorithm identifier and curve alone.</summary>
    /// <param name="subjectPublicKeyInfo">The DER of the key.</param>
    /// <returns>False for another kind of key and for what is no key.</returns>
    bool Takes(ReadOnlySpan<byte> subjectPublicKeyInfo);

    /// <summary>Reads a public key of this algorithm's kind and checks its strength and form.</summary>
    /// <param name="subjectPublicKeyInfo">The DER of the key, nothing behind it.</param>
    /// <returns>The key, ready to verify.</returns>
    /// <exception cref="Protocol.InterconnException">40004 for <c>auth_credential</c>: the key is too weak, ill-formed or not of this algorithm.</exception>
    VerificationKey Import(ReadOnlySpan<byte> subjectPublicKeyInfo);
}
