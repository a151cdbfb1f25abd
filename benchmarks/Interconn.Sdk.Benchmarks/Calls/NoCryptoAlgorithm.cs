using System.Security.Cryptography;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Benchmarks.Calls;

/// <summary>
/// Digests as the algorithms of the framework do, and signs nothing: what is left of a call is what this library adds to it. A measuring instrument, for nobody
/// else's use.
/// </summary>
internal sealed class NoCryptoAlgorithm : ISignatureAlgorithm
{
    /// <summary>As long as an ECDSA signature, and the same for everything.</summary>
    public static readonly byte[] Signature = [.. Enumerable.Range(1, 71).Select(static i => (byte)i)];

    // Ed25519, since no algorithm of the library takes such keys.
    private static readonly byte[] KeyHead = Convert.FromHexString("302a300506032b6570032100");

    public static NoCryptoAlgorithm Instance { get; } = new();

    public string Id => "SHA256_NONE";

    public bool SignsPairs => false;

    public int DigestLength => SHA256.HashSizeInBytes;

    public static VerificationKey MakeKey() => new Key([.. KeyHead, .. RandomNumberGenerator.GetBytes(32)]);

    public void Digest(ReadOnlySpan<byte> data, Span<byte> destination) => SHA256.HashData(data, destination);

    public bool Takes(ReadOnlySpan<byte> subjectPublicKeyInfo) => subjectPublicKeyInfo.StartsWith(KeyHead);

    public VerificationKey Import(ReadOnlySpan<byte> subjectPublicKeyInfo) => new Key(subjectPublicKeyInfo.ToArray());

    private sealed class Key(byte[] subjectPublicKeyInfo) : VerificationKey(Instance, subjectPublicKeyInfo)
    {
        public override SignatureVerdict Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
            signature.SequenceEqual(Signature) ? SignatureVerdict.Valid : SignatureVerdict.Mismatch;
    }
}
