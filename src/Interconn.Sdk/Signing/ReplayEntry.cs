namespace Interconn.Sdk.Signing;

/// <summary>A nonce to be recorded.</summary>
public readonly record struct ReplayEntry
{
    /// <summary>
    /// What the nonce is unique within: the sender. Calls verified with a contract's key have the node, those of 3.1 and 3.2 the key that
    /// they bring, so that a stranger cannot use up a partner's nonces.
    /// </summary>
    public required string Scope { get; init; }

    /// <summary>What the entry counts against: the node for calls verified with a contract's key, the remote address for 3.1 and 3.2.</summary>
    public required string Quota { get; init; }

    /// <summary>Whether the entry is one of a verified partner rather than of a stranger; partners have the larger quota.</summary>
    public required bool IsPartner { get; init; }

    /// <summary>The nonce, as it was signed.</summary>
    public required string Nonce { get; init; }

    /// <summary>When the call was signed, by the sender's clock.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Until when the entry must be kept: timestamp, plus tolerance, plus a margin.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
