namespace Interconn.Sdk.Signing;

/// <summary>A nonce as the guard in memory keeps it, in 32 bytes: what it is known by, whose quota it holds, and which nonces follow it in the two chains that it is in.</summary>
internal struct KeptNonce
{
    public UInt128 Id;

    /// <summary>Shared by all nonces that count against it; null where no nonce is kept.</summary>
    public ReplayQuotas.Quota? Quota;

    /// <summary>The next nonce in the same chain of the table, or the next free place in the same page; 0 where there is none.</summary>
    public int NextInTable;

    /// <summary>The next nonce that expires with this one; 0 where there is none.</summary>
    public int NextToExpire;
}
