using System.Numerics;

namespace Interconn.Sdk.Permits;

/// <summary>
/// The entries of a token set that may serve a demand, the highest level first and otherwise in the order in which they came; of equal ones only the first. A set
/// has at most 32 entries, so that a bit for each does.
/// </summary>
internal struct PermitCandidates
{
    private readonly IReadOnlyList<PermitTuple> tuples;
    private uint waiting;
    private uint taken;

    public PermitCandidates(TokenSet tokens, ResourceUrn resource, int level)
    {
        tuples = tokens.Tuples;
        for (int i = 0; i < tuples.Count; i++)
        {
            PermitTuple tuple = tuples[i];
            if (tuple.Level >= level && tuple.Urn == resource)
            {
                waiting |= Bit(i);
            }
        }
    }

    /// <summary>The next entry; false where none is left.</summary>
    public bool TryTake(out PermitTuple tuple)
    {
        while (waiting != 0)
        {
            int highest = Highest();
            waiting &= ~Bit(highest);
            tuple = tuples[highest];
            if (!WasTaken(tuple))
            {
                taken |= Bit(highest);
                return true;
            }
        }

        tuple = default;
        return false;
    }

    private static uint Bit(int index) => 1u << index;

    private readonly int Highest()
    {
        int highest = BitOperations.TrailingZeroCount(waiting);
        for (uint rest = waiting & (waiting - 1); rest != 0; rest &= rest - 1)
        {
            int next = BitOperations.TrailingZeroCount(rest);
            highest = tuples[next].Level > tuples[highest].Level ? next : highest;
        }

        return highest;
    }

    private readonly bool WasTaken(PermitTuple tuple)
    {
        for (uint rest = taken; rest != 0; rest &= rest - 1)
        {
            if (tuples[BitOperations.TrailingZeroCount(rest)] == tuple)
            {
                return true;
            }
        }

        return false;
    }
}
