using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Permits;

/// <summary>
/// Tokens as compact JWS (RFC 7515): the default. Signed through <see cref="ISigningKey"/>, which may wait for a hardware module, and read
/// strictly: every part must be the one spelling of its bytes, and the key named, not the token, decides on the algorithm.
/// </summary>
/// <remarks>
/// The signature of a token is verified when it first comes, and not again while the token is one of those that came last and its key is in the ring. That spares the
/// crypto and nothing else: dates, counts and scope are asked of the store each time.
/// </remarks>
/// <param name="keys">The keys of the node's permits.</param>
public sealed class JwsPermitFormat(PermitKeyRing keys) : IPermitFormat
{
    /// <summary>The most characters that a token may have: what the longest ids allowed make under the longest key allowed, and some more.</summary>
    public const int MaxLength = 8 * 1024;

    private const int MaxTokensRemembered = 10_000;

    private readonly ReadTokens readBefore = new(MaxTokensRemembered);

    /// <inheritdoc/>
    public async ValueTask<PermitToken> WriteAsync(PermitClaims claims, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claims);
        (ISigningKey signer, PermitKey key) = keys.GetActive();
        string signed = Base64Url.EncodeToString(new JwsPermitHeader(key.JwsAlgorithm, key.KeyId).Write().Span) + "." +
            Base64Url.EncodeToString(JwsPermitPayload.Write(claims).Span);
        byte[] signature = await signer.SignAsync(Encoding.ASCII.GetBytes(signed), cancellationToken).ConfigureAwait(false);

        // JWS has pairs at fixed width (RFC 7518, 3.4), our keys give DER.
        byte[] written = key.Key.Algorithm.SignsPairs ? EcdsaSignatureEncoding.ToFixedWidth(signature) : signature;
        return new PermitToken(signed + "." + Base64Url.EncodeToString(written), key.KeyId);
    }

    /// <inheritdoc/>
    public ValueTask<PermitReading> ReadAsync(string token, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(token));
    }

    private PermitReading Read(string token)
    {
        if (token.Length > MaxLength)
        {
            return PermitReading.Refused(PermitReadingStatus.TooLong);
        }

        bool isDigested = TokenDigest.TryOf(token, out TokenDigest digest);
        if (isDigested && readBefore.TryFind(digest, out ReadToken? known) && keys.TryFind(known.KeyId, out _))
        {
            return known.Reading;
        }

        PermitReading reading = ReadAnew(token, out PermitKey? key);
        if (key is null)
        {
            return reading;
        }

        // Asked again, since a key that leaked may have been removed while the signature was being verified.
        if (!keys.TryFind(key.KeyId, out _))
        {
            return PermitReading.Refused(PermitReadingStatus.UnknownKey);
        }

        if (isDigested)
        {
            readBefore.Keep(digest, new ReadToken(reading, key.KeyId));
        }

        return reading;
    }

    /// <summary>Reads a token by its signature.</summary>
    /// <param name="token">The token.</param>
    /// <param name="holds">The key under which it holds; null for one that is refused.</param>
    private PermitReading ReadAnew(string token, out PermitKey? holds)
    {
        holds = null;
        string[] parts = token.Split('.');
        if (parts.Length != 3 ||
            !TryDecode(parts[0], out byte[]? headerJson) ||
            !TryDecode(parts[1], out byte[]? payloadJson) ||
            !TryDecode(parts[2], out byte[]? signature))
        {
            return PermitReading.Refused(PermitReadingStatus.Malformed);
        }

        if (!JwsPermitHeader.TryRead(headerJson, out JwsPermitHeader? header))
        {
            return PermitReading.Refused(PermitReadingStatus.WrongHeader);
        }

        if (!keys.TryFind(header.KeyId, out PermitKey? key))
        {
            return PermitReading.Refused(PermitReadingStatus.UnknownKey);
        }

        if (header.Algorithm != key.JwsAlgorithm)
        {
            return PermitReading.Refused(PermitReadingStatus.WrongAlgorithm);
        }

        byte[] signed = Encoding.ASCII.GetBytes(token[..^(parts[2].Length + 1)]);
        if (!Holds(key.Key, signed, signature))
        {
            return PermitReading.Refused(PermitReadingStatus.SignatureMismatch);
        }

        if (!JwsPermitPayload.TryRead(payloadJson, out PermitClaims? claims))
        {
            return PermitReading.Refused(PermitReadingStatus.WrongClaims);
        }

        holds = key;
        return PermitReading.Valid(claims);
    }

    private static bool Holds(VerificationKey key, ReadOnlySpan<byte> signed, byte[] signature)
    {
        if (key.Algorithm.SignsPairs && !EcdsaSignatureEncoding.TryToDer(signature, out signature))
        {
            return false;
        }

        return key.Verify(signed, signature) == SignatureVerdict.Valid;
    }

    // The decoder skips blanks and takes padding, so only what the encoder would write is one of ours. The status is asked for because
    // TryDecodeFromChars, for all its name, throws at a wrong character.
    private static bool TryDecode(string part, [NotNullWhen(true)] out byte[]? bytes)
    {
        byte[] buffer = new byte[Base64Url.GetMaxDecodedLength(part.Length)];
        OperationStatus status = Base64Url.DecodeFromChars(part, buffer, out _, out int length);
        bytes = status == OperationStatus.Done ? buffer[..length] : null;
        return bytes is not null && Base64Url.EncodeToString(bytes) == part;
    }
}
