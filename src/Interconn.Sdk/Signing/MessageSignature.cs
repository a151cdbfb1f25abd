using System.Buffers;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Signing;

/// <summary>
/// Signs and verifies a message as text: the value of <c>x-auth-sign</c>. The client and the server do so by themselves; this is for tools and
/// for transports of a host's own.
/// </summary>
public static class MessageSignature
{
    /// <summary>The most bytes of a signature: what the longest header holds.</summary>
    internal const int MaxSignatureBytes = HeaderForms.MaxSignatureLength / CharactersOfGroup * BytesOfGroup;

    private const int CharactersOfGroup = 4;
    private const int BytesOfGroup = 3;

    // Of the last character before the padding four bits say nothing where there are two, and two where there is one. They are zero, or there were several spellings.
    private const string LastBeforeTwo = "AQgw";
    private const string LastBeforeOne = "AEIMQUYcgkosw048";

    private static readonly SearchValues<char> Base64Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    /// <summary>Signs a message.</summary>
    /// <param name="key">The sender's key.</param>
    /// <param name="message">The parts of the request. Its algorithm must be the key's.</param>
    /// <param name="stringToSign">How the bytes to sign are built. Null means the profile <c>interconn-sign/v1</c>.</param>
    /// <param name="encoding">How a signature that is a pair of numbers is written; without meaning for RSA.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The signature in canonical base64.</returns>
    /// <exception cref="ArgumentException">The message names another algorithm than the key's, or has a value that cannot be signed.</exception>
    /// <exception cref="InvalidOperationException">The key gave a signature that is not of the form that its algorithm promises.</exception>
    public static async ValueTask<string> SignAsync(
        ISigningKey key, SignedMessage message, IStringToSign? stringToSign, SignatureEncoding encoding, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        DemandAlgorithm(key.PublicKey, message);
        using var text = new PooledBytes();
        (stringToSign ?? InterconnSignV1.Instance).Write(message, text);
        byte[] signature = await key.SignAsync(text.Written, cancellationToken).ConfigureAwait(false);
        if (message.Algorithm.SignsPairs)
        {
            // A key service may forgive itself what the partner will not.
            if (!EcdsaSignatureEncoding.IsStrictDer(signature))
            {
                throw new InvalidOperationException(
                    $"The signing key '{key.GetType()}' gave a signature that is not strict DER. Return SEQUENCE {{ r, s }} from SignAsync.");
            }

            if (encoding == SignatureEncoding.FixedWidth)
            {
                signature = EcdsaSignatureEncoding.ToFixedWidth(signature);
            }
        }

        string base64 = Convert.ToBase64String(signature);
        return base64.Length <= HeaderForms.MaxSignatureLength
            ? base64
            : throw new InvalidOperationException($"The signing key '{key.GetType()}' gave a signature of {signature.Length} bytes, too long for the header.");
    }

    /// <summary>Verifies a message.</summary>
    /// <param name="key">The key that the sender is known by.</param>
    /// <param name="message">The parts of the request as they arrived. Its algorithm must be the key's, never one that the request names.</param>
    /// <param name="base64">The value of the header.</param>
    /// <param name="stringToSign">How the bytes to sign are built. Null means the profile <c>interconn-sign/v1</c>.</param>
    /// <param name="encoding">How a signature that is a pair of numbers is written; without meaning for RSA.</param>
    /// <returns>Why the signature does not hold, or <see cref="SignatureVerdict.Valid"/>. Freshness and replay are not looked at.</returns>
    /// <exception cref="ArgumentException">The message names another algorithm than the key's, or has a value that cannot be signed.</exception>
    public static SignatureVerdict Verify(
        VerificationKey key, in SignedMessage message, string base64, IStringToSign? stringToSign, SignatureEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(base64);
        Span<byte> signature = stackalloc byte[MaxSignatureBytes];
        return TryDecode(base64, signature, out int length)
            ? Verify(key, message, signature[..length], stringToSign, encoding)
            : SignatureVerdict.NotBase64;
    }

    /// <summary>
    /// Whether a header has the form of a signature: base64 with padding, of 1 to 1,024 characters, in the one spelling that its bytes have. The framework would skip blanks and
    /// stray bits, and two spellings of one signature would be two messages.
    /// </summary>
    internal static bool IsCanonical(ReadOnlySpan<char> base64)
    {
        if (base64.Length is 0 or > HeaderForms.MaxSignatureLength || base64.Length % CharactersOfGroup != 0)
        {
            return false;
        }

        int padding = base64[^1] != '=' ? 0 : base64[^2] != '=' ? 1 : 2;
        ReadOnlySpan<char> data = base64[..^padding];
        return !data.ContainsAnyExcept(Base64Characters)
            && (padding == 0 || (padding == 1 ? LastBeforeOne : LastBeforeTwo).Contains(data[^1], StringComparison.Ordinal));
    }

    private static SignatureVerdict Verify(
        VerificationKey key, in SignedMessage message, ReadOnlySpan<byte> signature, IStringToSign? stringToSign, SignatureEncoding encoding)
    {
        DemandAlgorithm(key, message);
        if (message.Algorithm.SignsPairs && encoding == SignatureEncoding.FixedWidth)
        {
            if (!EcdsaSignatureEncoding.TryToDer(signature, out byte[] der))
            {
                return SignatureVerdict.WrongEncoding;
            }

            signature = der;
        }

        using var text = new PooledBytes();
        (stringToSign ?? InterconnSignV1.Instance).Write(message, text);
        return key.Verify(text.Written.Span, signature);
    }

    /// <summary>Reads what <see cref="IsCanonical"/>.</summary>
    internal static bool TryDecode(string base64, Span<byte> signature, out int length)
    {
        length = 0;
        return IsCanonical(base64) && Convert.TryFromBase64String(base64, signature, out length);
    }

    private static void DemandAlgorithm(VerificationKey key, in SignedMessage message)
    {
        if (key.Algorithm.Id != message.Algorithm.Id)
        {
            throw new ArgumentException(
                $"The message is for {message.Algorithm.Id}, the key for {key.Algorithm.Id}. Take the algorithm from the key.", nameof(message));
        }
    }
}
