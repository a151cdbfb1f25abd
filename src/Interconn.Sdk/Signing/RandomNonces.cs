using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Interconn.Sdk.Signing;

/// <summary>
/// The ids of nonces that are 128 bits in lower-case hex already, as this library and most others send them: their own bits, without a digest, which costs more than all
/// else that the guard in memory does. Two nonces of one sender have the same id only where they are the same text. What keeps senders apart is a secret of this process: who
/// wanted a nonce of his to meet another's would have to know that, and the other's nonce before it is made; and all that he gained were a refusal.
/// </summary>
internal sealed class RandomNonces
{
    private const int Digits = 32;

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    private readonly ulong upperSecret;
    private readonly ulong lowerSecret;

    public RandomNonces()
    {
        Span<byte> secrets = stackalloc byte[2 * sizeof(ulong)];
        RandomNumberGenerator.Fill(secrets);

        // Odd, so that a factor loses nothing.
        upperSecret = BinaryPrimitives.ReadUInt64LittleEndian(secrets) | 1;
        lowerSecret = BinaryPrimitives.ReadUInt64LittleEndian(secrets[sizeof(ulong)..]) | 1;
    }

    /// <summary>The id of a nonce; false for one of another form.</summary>
    public bool TryRead(string scope, string nonce, out UInt128 id)
    {
        id = default;
        Span<byte> bits = stackalloc byte[Digits / 2];
        if (nonce.Length != Digits || nonce.AsSpan().ContainsAnyExcept(LowerHex) || Convert.FromHexString(nonce, bits, out _, out _) != OperationStatus.Done)
        {
            return false;
        }

        id = BinaryPrimitives.ReadUInt128LittleEndian(bits) ^ MaskOf(scope);
        return true;
    }

    private UInt128 MaskOf(string scope)
    {
        ulong upper = upperSecret;
        ulong lower = lowerSecret;
        ReadOnlySpan<byte> text = MemoryMarshal.AsBytes(scope.AsSpan());
        while (text.Length >= sizeof(ulong))
        {
            Take(BinaryPrimitives.ReadUInt64LittleEndian(text), ref upper, ref lower);
            text = text[sizeof(ulong)..];
        }

        Span<byte> last = stackalloc byte[sizeof(ulong)];
        last.Clear();
        text.CopyTo(last);
        Take(BinaryPrimitives.ReadUInt64LittleEndian(last), ref upper, ref lower);

        // The length, since the last piece was filled up.
        return new UInt128(NonceScatter.Mix(upper ^ (ulong)scope.Length, lowerSecret), NonceScatter.Mix(lower ^ (ulong)scope.Length, upperSecret));
    }

    private void Take(ulong piece, ref ulong upper, ref ulong lower)
    {
        upper = NonceScatter.Mix(upper ^ piece, upperSecret);
        lower = NonceScatter.Mix(lower ^ piece, lowerSecret);
    }
}
