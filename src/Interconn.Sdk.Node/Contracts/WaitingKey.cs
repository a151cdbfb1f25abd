namespace Interconn.Sdk.Node.Contracts;

/// <summary>
/// A key that came with an approval and that nothing but the partner's word speaks for. A person compares the fingerprint by another channel; until then
/// it is used for nothing.
/// </summary>
public sealed record WaitingKey
{
    /// <summary>SHA-256 of the public key's DER in lower-case hex: what is compared.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The <c>auth_type</c> that came with it.</summary>
    public required string AuthType { get; init; }

    /// <summary>The key or certificate as it came.</summary>
    public required string AuthCredential { get; init; }

    /// <summary>Until when the contract would hold.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it came first.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>
    /// Whether it differs from the key that was expected when this node applied, or that is pinned for the partner. Then all the more reason to ask.
    /// </summary>
    public bool ContradictsExpectation { get; init; }

    /// <summary>Says which key it is.</summary>
    /// <returns>The fingerprint.</returns>
    public override string ToString() => Fingerprint;
}
