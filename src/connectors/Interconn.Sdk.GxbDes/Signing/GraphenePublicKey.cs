namespace Interconn.Sdk.GxbDes.Signing;

/// <summary>The public key of a GXChain account, spelled <c>GXC…</c>.</summary>
public sealed class GraphenePublicKey : IEquatable<GraphenePublicKey>
{
    private const string Prefix = "GXC";
    private const int ChecksumLength = 4;
    private readonly string text;

    private GraphenePublicKey(string text) => this.text = text;

    /// <summary>Reads a key.</summary>
    /// <param name="text">The key, for instance <c>GXC7XzFVivuBtuc2rz3Efkb41JCN4KH7iENAx9rch9QkowEmc4UvV</c>.</param>
    /// <returns>The key.</returns>
    /// <exception cref="FormatException">The text is no such key.</exception>
    public static GraphenePublicKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        byte[] bytes = new byte[Secp256k1.PointLength + ChecksumLength];
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || !Base58.TryDecode(text.AsSpan(Prefix.Length), bytes))
        {
            throw new FormatException($"A public key is {Prefix} and the Base58 of 37 bytes.");
        }

        byte[] key = bytes[..Secp256k1.PointLength];
        if (!Base58.HasChecksum(bytes, Secp256k1.RipeMd160(key), ChecksumLength))
        {
            throw new FormatException("The public key has a slip of the pen in it: its checksum does not hold.");
        }

        return Secp256k1.IsPublicKey(key) ? new GraphenePublicKey(text) : throw new FormatException("The public key is no point of secp256k1.");
    }

    /// <summary>Finds the key that made a signature.</summary>
    /// <param name="text">The text that was signed.</param>
    /// <param name="signature">The signature, 130 hex digits.</param>
    /// <returns>The key; null where the signature is none of the chain's form.</returns>
    public static GraphenePublicKey? Recover(string text, string signature)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(signature);
        Span<byte> bytes = stackalloc byte[Secp256k1.SignatureLength];
        return signature.Length == 2 * Secp256k1.SignatureLength
            && Convert.FromHexString(signature, bytes, out _, out _) == System.Buffers.OperationStatus.Done
            && Secp256k1.Recover(Secp256k1.Digest(text), bytes) is byte[] key
            ? FromCompressed(key)
            : null;
    }

    /// <summary>Whether this key made a signature.</summary>
    /// <param name="text">The text that was signed.</param>
    /// <param name="signature">The signature, 130 hex digits.</param>
    /// <returns>False also where the signature is none of the chain's form.</returns>
    public bool Verify(string text, string signature) => Equals(Recover(text, signature));

    /// <inheritdoc/>
    public bool Equals(GraphenePublicKey? other) => other is not null && string.Equals(text, other.text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GraphenePublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(text);

    /// <summary>The spelling of the key.</summary>
    /// <returns>The text, <c>GXC…</c>.</returns>
    public override string ToString() => text;

    internal static GraphenePublicKey FromCompressed(byte[] key) =>
        new(Prefix + Base58.Encode([.. key, .. Secp256k1.RipeMd160(key).AsSpan(0, ChecksumLength)]));
}
