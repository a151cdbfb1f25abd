namespace Interconn.Sdk.Signing;

/// <summary>
/// Finds nonces by their ids. A hash table by linear hashing: it grows and shrinks by one chain at a time, so that no single call pays for all that is in it, and it is never
/// larger than what it holds asks for. The id is itself a digest, of which nobody can choose the bits: it is its own hash, and chains stay short whoever sends the nonces.
/// For one caller at a time.
/// </summary>
internal sealed class NonceTable
{
    private const int PageBits = 8;
    private const int PageSize = 1 << PageBits;
    private const int FewestChains = PageSize;

    private readonly NoncePages nonces = new();
    private readonly List<int[]> firsts = [new int[PageSize]];
    private int chains = FewestChains;

    // As many bits as the highest chain's number has.
    private int mask = FewestChains - 1;

    public int Count => nonces.Count;

    public ref KeptNonce this[int place] => ref nonces[place];

    public bool Contains(UInt128 id)
    {
        int place = First(ChainOf(id));
        while (place != 0)
        {
            ref KeptNonce nonce = ref nonces[place];
            if (nonce.Id == id)
            {
                return true;
            }

            place = nonce.NextInTable;
        }

        return false;
    }

    /// <summary>Adds a nonce that the table does not contain, and says where it is.</summary>
    public int Add(UInt128 id)
    {
        int place = nonces.Take();
        ref int first = ref First(ChainOf(id));
        nonces[place] = new KeptNonce { Id = id, NextInTable = first };
        first = place;
        if (nonces.Count > chains)
        {
            Split();
        }

        return place;
    }

    public void Remove(int place)
    {
        ref KeptNonce nonce = ref nonces[place];
        ref int link = ref First(ChainOf(nonce.Id));
        while (link != place)
        {
            link = ref nonces[link].NextInTable;
        }

        link = nonce.NextInTable;
        nonces.Free(place);
        // Not as soon as there are fewer nonces than chains: what goes up and down a little must not split and join all the time.
        while (chains > FewestChains && chains / 2 >= nonces.Count)
        {
            Join();
        }
    }

    // The lower bits of the id say in which shard it is: here the upper ones count.
    private int ChainOf(UInt128 id)
    {
        int chain = (int)(ulong)(id >> 64) & mask;
        // Of the chains with so many bits those up to here are there; what belongs into another is still where one bit less puts it.
        return chain < chains ? chain : chain & (mask >> 1);
    }

    private ref int First(int chain) => ref firsts[chain >> PageBits][chain & (PageSize - 1)];

    private void Split()
    {
        int added = chains++;
        if (added > mask)
        {
            mask = (mask << 1) | 1;
        }

        if (added >> PageBits == firsts.Count)
        {
            firsts.Add(new int[PageSize]);
        }

        ref int link = ref First(added & (mask >> 1));
        ref int end = ref First(added);
        while (link != 0)
        {
            ref KeptNonce nonce = ref nonces[link];
            if (ChainOf(nonce.Id) == added)
            {
                end = link;
                end = ref nonce.NextInTable;
                link = nonce.NextInTable;
            }
            else
            {
                link = ref nonce.NextInTable;
            }
        }

        end = 0;
    }

    private void Join()
    {
        int removed = --chains;
        ref int end = ref First(removed & (mask >> 1));
        while (end != 0)
        {
            end = ref nonces[end].NextInTable;
        }

        end = First(removed);
        if ((removed & (PageSize - 1)) == 0)
        {
            firsts.RemoveAt(firsts.Count - 1);
        }
        else
        {
            First(removed) = 0;
        }

        if (chains - 1 <= mask >> 1)
        {
            mask >>= 1;
        }
    }
}
