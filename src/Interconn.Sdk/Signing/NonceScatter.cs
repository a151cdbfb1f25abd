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

    // Odd, so that a factor loses nothing.
    private readonly ulong lastSecret = Secret() | 1;

    /// <summary>Where an id is. Mixed twice: of ids that are counted up once is a multiple of one secret, and some secrets have multiples that stand close together.</summary>
    public ulong Of(UInt128 id) => Mix(Mix((ulong)(id >> 64) ^ upperSecret, (ulong)id ^ lowerSecret) ^ upperSecret, lastSecret);

    /// <summary>Every bit of both in every bit of the outcome, as far as one multiplication can.</summary>
    public static ulong Mix(ulong one, ulong other)
    {
        ulong high = Math.BigMul(one, other, out ulong low);
        return high ^ low;
    }

    private static ulong Secret()
    {
        Span<byte> secret = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(secret);
        return BitConverter.ToUInt64(secret);
    }
}
