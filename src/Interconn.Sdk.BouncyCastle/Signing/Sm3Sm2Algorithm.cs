using System.Buffers;
using Interconn.Sdk.Signing;
using Org.BouncyCastle.Crypto.Digests;

namespace Interconn.Sdk.BouncyCastle.Signing;

/// <summary>SM2 (GB/T 32918.2) with SM3 (GB/T 32905).</summary>
internal sealed class Sm3Sm2Algorithm : ISignatureAlgorithm
{
    private const int Sm3Length = 32;
    private const int ChunkLength = 16 * 1024;

    private Sm3Sm2Algorithm()
    {
    }

    public static Sm3Sm2Algorithm Instance { get; } = new();

    public string Id => SignatureAlgorithmIds.Sm3Sm2;

    public bool SignsPairs => true;

    public int DigestLength => Sm3Length;

    // Only the newer line of BouncyCastle takes spans: a body goes through a small array rather than a copy of itself.
    public void Digest(ReadOnlySpan<byte> data, Span<byte> destination)
    {
        var sm3 = new SM3Digest();
        byte[] chunk = ArrayPool<byte>.Shared.Rent(Math.Clamp(data.Length, Sm3Length, ChunkLength));
        while (!data.IsEmpty)
        {
            int length = Math.Min(data.Length, chunk.Length);
            data[..length].CopyTo(chunk);
            sm3.BlockUpdate(chunk, 0, length);
            data = data[length..];
        }

        sm3.DoFinal(chunk, 0);
        chunk.AsSpan(0, Sm3Length).CopyTo(destination);
        ArrayPool<byte>.Shared.Return(chunk, clearArray: true);
    }

    public bool Takes(ReadOnlySpan<byte> subjectPublicKeyInfo) => Sm2Curve.Form.IsCurveOf(subjectPublicKeyInfo);

    public VerificationKey Import(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        ReadOnlyMemory<byte> point = Sm2Curve.Form.ReadPoint(subjectPublicKeyInfo);
        return new Sm3Sm2VerificationKey(this, subjectPublicKeyInfo, Sm2Curve.Point(point.Span));
    }
}
