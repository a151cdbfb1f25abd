using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Interconn.Sdk.Permits;

/// <summary>
/// SHA-256 of a token: stands for it where tokens themselves are not to be kept, and may be compared in any time, since nobody can choose a token by its digest.
/// </summary>
internal readonly record struct TokenDigest
{
    /// <summary>
    /// The most characters of a token that is digested. Tokens with ids of common length have some 500, and under a key of 4,096 bits 1,100; a longer one is verified
    /// each time, so that what is kept of each stays small.
    /// </summary>
    public const int MaxTokenLength = 2048;

    private readonly UInt128 left;
    private readonly UInt128 right;

    private TokenDigest(ReadOnlySpan<byte> sha256)
    {
        left = BinaryPrimitives.ReadUInt128LittleEndian(sha256);
        right = BinaryPrimitives.ReadUInt128LittleEndian(sha256[(SHA256.HashSizeInBytes / 2)..]);
    }

    /// <summary>Digests a token, unless it is too long or not ASCII, which none of a node's own is.</summary>
    public static bool TryOf(string token, out TokenDigest digest)
    {
        digest = default;
        if (token.Length > MaxTokenLength)
        {
            return false;
        }

        Span<byte> ascii = stackalloc byte[MaxTokenLength];
        if (Ascii.FromUtf16(token, ascii, out int length) != OperationStatus.Done)
        {
            return false;
        }

        Span<byte> sha256 = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(ascii[..length], sha256);
        digest = new TokenDigest(sha256);
        return true;
    }

    /// <summary>A part of the digest, which is spread as evenly as a hash code need be.</summary>
    public override int GetHashCode() => (int)left;
}
