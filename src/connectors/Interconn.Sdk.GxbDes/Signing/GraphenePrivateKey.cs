using System.Security.Cryptography;

namespace Interconn.Sdk.GxbDes.Signing;

/// <summary>The private key of a GXChain account, in memory. Its text is that of its public key.</summary>
public sealed class GraphenePrivateKey : IGrapheneSigner
{
    private const byte Version = 0x80;
    private const int ChecksumLength = 4;
    private const int WifLength = 1 + Secp256k1.FieldLength + ChecksumLength;
    private readonly byte[] key;

    private GraphenePrivateKey(byte[] key)
    {
        this.key = key;
        PublicKey = GraphenePublicKey.FromCompressed(Secp256k1.PublicKeyOf(key));
    }

    /// <summary>The public key.</summary>
    public GraphenePublicKey PublicKey { get; }

    /// <summary>Makes a new key.</summary>
    /// <returns>The key.</returns>
    public static GraphenePrivateKey Generate()
    {
        byte[] key = new byte[Secp256k1.FieldLength];
        do
        {
            RandomNumberGenerator.Fill(key);
        }
        while (!Secp256k1.IsPrivateKey(key));
        return new GraphenePrivateKey(key);
    }

    /// <summary>Reads a key in the import format of wallets (WIF), not compressed: <c>5…</c>, 51 characters.</summary>
    /// <param name="wif">The text. A secret: it is never quoted.</param>
    /// <returns>The key.</returns>
    /// <exception cref="FormatException">The text is no such key, or has a slip of the pen in it.</exception>
    public static GraphenePrivateKey FromWif(string wif)
    {
        ArgumentNullException.ThrowIfNull(wif);
        Span<byte> bytes = stackalloc byte[WifLength];
        try
        {
            if (!Base58.TryDecode(wif.AsSpan().Trim(), bytes) || bytes[0] != Version)
            {
                throw new FormatException("The text is no WIF private key: 51 characters of Base58 that begin with 5 are expected, without the mark of compressed keys.");
            }

            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(bytes[..^ChecksumLength], digest);
            SHA256.HashData(digest, digest);
            if (!Base58.HasChecksum(bytes, digest, ChecksumLength))
            {
                throw new FormatException("The WIF private key has a slip of the pen in it: its checksum does not hold.");
            }

            ReadOnlySpan<byte> key = bytes[1..^ChecksumLength];
            return Secp256k1.IsPrivateKey(key)
                ? new GraphenePrivateKey(key.ToArray())
                : throw new FormatException("The WIF private key is no key of secp256k1: it is zero, or not below the order of the curve.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Signs a text. The same text gives the same signature.</summary>
    /// <param name="text">The text.</param>
    /// <returns>65 bytes as 130 lower-case hex digits: 31 and the recovery id, r, s.</returns>
    public string Sign(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Convert.ToHexStringLower(Secp256k1.Sign(key, Secp256k1.Digest(text)));
    }

    /// <inheritdoc/>
    public ValueTask<string> SignAsync(string text, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Sign(text));
    }

    /// <summary>Says whose key it is, not the key.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"private key of {PublicKey}";
}
