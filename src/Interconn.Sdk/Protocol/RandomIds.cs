using System.Security.Cryptography;

namespace Interconn.Sdk.Protocol;

/// <summary>
/// Makes nonces, CSRF values and trace ids: 128 random bits each, in lower-case hex. The bits come from the system's generator, for many ids at once: to ask it for each
/// costs more than all else that a header costs. None is a secret once it has been sent.
/// </summary>
internal sealed class RandomIds
{
    private const int IdSize = 16;
    private const int Batch = 64;

    private readonly Lock gate = new();
    private readonly byte[] bits = new byte[IdSize * Batch];
    private int left;

    /// <summary>An id that no other call has been given, nor can foresee.</summary>
    public string Next()
    {
        Span<byte> id = stackalloc byte[IdSize];
        lock (gate)
        {
            if (left == 0)
            {
                RandomNumberGenerator.Fill(bits);
                left = bits.Length;
            }

            left -= IdSize;
            bits.AsSpan(left, IdSize).CopyTo(id);
        }

        return Convert.ToHexStringLower(id);
    }
}
