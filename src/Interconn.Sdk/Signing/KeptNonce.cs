namespace Interconn.Sdk.Signing;

/// <summary>A nonce as the guard in memory keeps it, in 32 bytes.</summary>
internal struct KeptNonce
{
    /// <summary>What it is known by.</summary>
    public UInt128 Id;

    /// <summary>What it counts against, shared by all nonces that do; null where no nonce is kept.</summary>
    public ReplayQuotas.Quota? Quota;

    /// <summary>Where it is looked for.</summary>
    public uint Tag;

    /// <summary>The nonce that expires with this one and came before it, or the free place that was free before this one; 0 where there is none.</summary>
    public int Next;
}
