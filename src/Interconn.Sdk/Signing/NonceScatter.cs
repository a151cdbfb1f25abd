using System.Security.Cryptography;

namespace Interconn.Sdk.Signing;

/// <summary>
/// Spreads nonces over a table. Their ids are digests, or the bits that a sender chose (<see cref="RandomNonces"/>): nobody makes two nonces of the same id, but whoever wanted
/// could find some whose ids share bits, and so make others wait behind them. By a secret of this process no one knows which bits those would be.
/// </summary>
internal sealed class NonceScatter
{
    private readonly ulong upperSecret = Secret();
    private readonly ulong lowerSecret = Secret();

    public ulong Of(UInt128 id)
    {
        ulong upper = Math.BigMul((ulong)(id >> 64) ^ upperSecret, (ulong)id ^ lowerSecret, out ulong lower);
        return upper ^ lower;
    }

    private static ulong Secret()
    {
        Span<byte> secret = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(secret);
        return BitConverter.ToUInt64(secret);
    }
}
