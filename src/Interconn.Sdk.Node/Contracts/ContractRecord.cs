using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Partners;

namespace Interconn.Sdk.Node.Contracts;

/// <summary>A contract as this node keeps it (chapter 3).</summary>
public sealed record ContractRecord
{
    /// <summary>The other node.</summary>
    public required string PartnerNodeId { get; init; }

    /// <summary>The id that the two nodes know it by: chosen by the holder, at least 128 random bits where that is this node.</summary>
    public required string ContractId { get; init; }

    /// <summary>This node's part.</summary>
    public required PartyRole Role { get; init; }

    /// <summary>Where it stands, expiry not counted: see <see cref="StatusAt"/>.</summary>
    public required ApprovalStatus Status { get; init; }

    /// <summary>Counted up by the store with every change; 0 for one that was never stored.</summary>
    public long Version { get; init; }

    /// <summary>
    /// What the partner says of itself: with its application, or when this node applied (3.6), and with its updates (3.4). Where it did not say, only its id and
    /// its address are there, and the rest is empty.
    /// </summary>
    public required NodeInfo Partner { get; init; }

    /// <summary>
    /// Whether <see cref="Partner"/>'s address is the partner's own word. False where this node's operator gave it.
    /// </summary>
    public bool IsAddressOffered { get; init; }

    /// <summary>Until when it holds, exclusive: what was asked for, and what was granted once that is decided.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was applied for.</summary>
    public required DateTimeOffset AppliedAt { get; init; }

    /// <summary>When it was approved; null if it never was.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>When it was rejected or ended; null while it is not. Expiry does not set it by itself.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The <c>auth_type</c> of the partner's credential; null while none is taken.</summary>
    public string? AuthType { get; init; }

    /// <summary>The partner's key or certificate as it came; null while none is taken.</summary>
    public string? AuthCredential { get; init; }

    /// <summary>The <c>auth_type</c> of the credential that the last rotation (3.4) replaced, or null.</summary>
    public string? PreviousAuthType { get; init; }

    /// <summary>The credential that the last rotation replaced, or null.</summary>
    public string? PreviousAuthCredential { get; init; }

    /// <summary>Until when that is still taken, inclusive.</summary>
    public DateTimeOffset? PreviousUntil { get; init; }

    /// <summary>What speaks for the partner's key, as the trust policy saw it when the key came. Null where no key came yet.</summary>
    public TrustDecision? Trust { get; init; }

    /// <summary>Whether the sender of the application, or of the approval, proved by a signature that it has the key.</summary>
    public bool IsProven { get; init; }

    /// <summary>
    /// Where the application came from: an IPv4 address, or the /64 of an IPv6 address, since whoever has the one has the other. Null for one of ours, or
    /// where the server does not say.
    /// </summary>
    public string? RemoteAddress { get; init; }

    /// <summary>The fingerprint that the partner's key was expected to have when this node applied; null where none was named.</summary>
    public string? ExpectedFingerprint { get; init; }

    /// <summary>Keys that came with approvals and that wait for a person, at most four. Only while this node's own application is open.</summary>
    public IReadOnlyList<WaitingKey> WaitingKeys { get; init; } = [];

    /// <summary>Whether the decision is a person's: the policy was not asked, or left it. Only while the partner's application is open.</summary>
    public bool AwaitsPerson { get; init; }

    /// <summary>The fingerprint of the key of this node's own that the partner knows, or is told with the confirmation.</summary>
    public required string OwnKeyFingerprint { get; init; }

    /// <summary>Whether the partner has acknowledged that key, so that calls signed with it can be expected to hold.</summary>
    public bool PartnerHasOwnKey { get; init; }

    /// <summary>Whether the partner, asked by 3.5, said that it has approved, while its confirmation has not come.</summary>
    public bool AwaitsConfirmation { get; init; }

    /// <summary>When this contract is to be looked at next: to decide, to ask the partner, to end what hangs on it. Null for never.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How often the partner was asked (3.5) since the last change.</summary>
    public int Inquiries { get; init; }

    /// <summary>What names it.</summary>
    public ContractKey Key => new(PartnerNodeId, ContractId);

    /// <summary>Where it stands at a time. Expiry counts at once.</summary>
    /// <param name="now">The time.</param>
    /// <returns>The status; <see cref="ApprovalStatus.Terminated"/> for one that is open or approved after its end.</returns>
    public ApprovalStatus StatusAt(DateTimeOffset now) =>
        Status is ApprovalStatus.Applied or ApprovalStatus.Approved && now >= ExpiresAt ? ApprovalStatus.Terminated : Status;

    /// <summary>Whether it is in force.</summary>
    /// <param name="now">The time.</param>
    /// <returns>True for an approved contract before its end.</returns>
    public bool IsLive(DateTimeOffset now) => StatusAt(now) == ApprovalStatus.Approved;

    /// <summary>Says which contract it is. The credentials are left out.</summary>
    /// <returns>For instance <c>contract 7f3a… with JG0100001100000000 (Holder, Approved)</c>.</returns>
    public override string ToString() => $"contract {ContractId} with {PartnerNodeId} ({Role}, {Status})";
}
