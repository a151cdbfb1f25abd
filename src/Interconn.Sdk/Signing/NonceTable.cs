namespace Interconn.Sdk.Signing;

/// <summary>
/// Finds nonces by their ids. Its index is in parts, each of which grows and shrinks for itself: no single call moves more than a small part of what the table holds. For one
/// caller at a time.
/// </summary>
internal sealed class NonceTable
{
    private const int PartCount = 64;

    private readonly NoncePages nonces = new();
    private readonly NonceIndex[] parts = new NonceIndex[PartCount];

    public int Count => nonces.Count;

    public ref KeptNonce this[int place] => ref nonces[place];

    /// <summary>Whether a nonce is in the table.</summary>
    /// <param name="id">What it is known by.</param>
    /// <param name="tag">Where it is looked for: always the same for the same id.</param>
    public bool Contains(UInt128 id, uint tag) => PartOf(tag).Contains(id, tag, nonces);

    /// <summary>Adds a nonce that the table does not contain, and says where it is.</summary>
    public int Add(in KeptNonce nonce)
    {
        int place = nonces.Take();
        nonces[place] = nonce;
        PartOf(nonce.Tag).Add(nonce.Tag, place);
        return place;
    }

    public void Remove(int place)
    {
        uint tag = nonces[place].Tag;
        PartOf(tag).Remove(tag, place);
        nonces.Free(place);
    }

    // By the lowest bits: those above them say where in the part.
    private ref NonceIndex PartOf(uint tag) => ref parts[tag % PartCount];
}
