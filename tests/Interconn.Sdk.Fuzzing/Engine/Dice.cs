namespace Interconn.Sdk.Fuzzing.Engine;

/// <summary>
/// Draws that are the same for the same seed and iteration, on every platform and in every version: what makes one input of millions repeatable alone.
/// (SplitMix64; nothing here is secret.)
/// </summary>
internal sealed class Dice
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong state;

    public Dice(ulong seed, long iteration) => state = Mix(seed + Step) ^ Mix((ulong)iteration ^ Step);

    /// <summary>A number from 0 to <paramref name="limit"/> - 1.</summary>
    public int Below(int limit) => (int)(Draw() % (ulong)Math.Max(1, limit));

    /// <summary>True in one of <paramref name="times"/> draws.</summary>
    public bool OnceIn(int times) => Below(times) == 0;

    public byte Byte() => (byte)Draw();

    public byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
        {
            bytes[i] = Byte();
        }

        return bytes;
    }

    public T Pick<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    private ulong Draw()
    {
        state += Step;
        return Mix(state);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
