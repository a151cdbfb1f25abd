using System.Security.Cryptography;
using System.Text;

namespace Interconn.Sdk.Signing;

/// <summary>128 bits of a digest that stand for a scope and a nonce: fixed in size, and out of reach for anyone who wanted two to meet.</summary>
internal static class NonceId
{
    public const int Size = 16;

    private const int LargestOnStack = 1024;

    public static void Write(in ReplayEntry entry, Span<byte> id)
    {
        int length = Encoding.UTF8.GetMaxByteCount(entry.Scope.Length + entry.Nonce.Length + 1);
        Span<byte> text = length <= LargestOnStack ? stackalloc byte[length] : new byte[length];
        int written = Encoding.UTF8.GetBytes(entry.Scope, text);
        text[written++] = (byte)'\n';
        written += Encoding.UTF8.GetBytes(entry.Nonce, text[written..]);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..written], digest);
        digest[..Size].CopyTo(id);
    }
}
