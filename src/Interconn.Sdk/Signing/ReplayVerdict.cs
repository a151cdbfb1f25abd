namespace Interconn.Sdk.Signing;

/// <summary>What a replay guard says of a nonce.</summary>
public enum ReplayVerdict
{
    /// <summary>It was never seen, and is recorded now.</summary>
    Fresh,

    /// <summary>It was seen before: the call is a replay.</summary>
    Replayed,

    /// <summary>The quota that the nonce counts against is full. Nothing is evicted before its time, so the call is refused.</summary>
    Full,

    /// <summary>The call was signed before the guard could have seen it: it remembers only since the start of the process.</summary>
    BeforeStart,
}
