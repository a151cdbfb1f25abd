using System.Buffers.Binary;
using System.Numerics;

namespace Interconn.Sdk.TestHosting;

/// <summary>SM3, written from GB/T 32905 for the tests alone: what the library of the SDK says is held against it.</summary>
public static class Sm3
{
    private static readonly uint[] InitialValue =
        [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];

    public static byte[] Hash(ReadOnlySpan<byte> data)
    {
        int zeros = (119 - (data.Length % 64)) % 64;
        byte[] padded = [.. data, 0x80, .. new byte[zeros], .. new byte[8]];
        BinaryPrimitives.WriteUInt64BigEndian(padded.AsSpan(padded.Length - 8), (ulong)data.Length * 8);
        uint[] v = [.. InitialValue];
        for (int at = 0; at < padded.Length; at += 64)
        {
            Compress(v, padded.AsSpan(at, 64));
        }

        byte[] result = new byte[32];
        for (int i = 0; i < 8; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(result.AsSpan(4 * i), v[i]);
        }

        return result;
    }

    private static void Compress(uint[] v, ReadOnlySpan<byte> block)
    {
        uint[] w = Expand(block);
        uint a = v[0], b = v[1], c = v[2], d = v[3], e = v[4], f = v[5], g = v[6], h = v[7];
        for (int j = 0; j < 64; j++)
        {
            uint constant = j < 16 ? 0x79cc4519u : 0x7a879d8au;
            uint ss1 = BitOperations.RotateLeft(BitOperations.RotateLeft(a, 12) + e + BitOperations.RotateLeft(constant, j % 32), 7);
            uint ss2 = ss1 ^ BitOperations.RotateLeft(a, 12);
            uint ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
            uint gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
            uint tt1 = ff + d + ss2 + (w[j] ^ w[j + 4]);
            uint tt2 = gg + h + ss1 + w[j];
            (d, c, b, a) = (c, BitOperations.RotateLeft(b, 9), a, tt1);
            (h, g, f, e) = (g, BitOperations.RotateLeft(f, 19), e, tt2 ^ BitOperations.RotateLeft(tt2, 9) ^ BitOperations.RotateLeft(tt2, 17));
        }

        uint[] state = [a, b, c, d, e, f, g, h];
        for (int i = 0; i < 8; i++)
        {
            v[i] ^= state[i];
        }
    }

    private static uint[] Expand(ReadOnlySpan<byte> block)
    {
        uint[] w = new uint[68];
        for (int j = 0; j < 16; j++)
        {
            w[j] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * j)..]);
        }

        for (int j = 16; j < 68; j++)
        {
            uint x = w[j - 16] ^ w[j - 9] ^ BitOperations.RotateLeft(w[j - 3], 15);
            w[j] = x ^ BitOperations.RotateLeft(x, 15) ^ BitOperations.RotateLeft(x, 23) ^ BitOperations.RotateLeft(w[j - 13], 7) ^ w[j - 6];
        }

        return w;
    }
}
