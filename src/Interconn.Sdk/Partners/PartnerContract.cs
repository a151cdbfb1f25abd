using Interconn.Sdk.Audits;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Partners;

/// <summary>A contract with a partner, as far as it matters for verifying the partner's calls.</summary>
public sealed record PartnerContract
{
    /// <summary>The id that the two nodes know it by.</summary>
    public required string ContractId { get; init; }

    /// <summary>Where it stands.</summary>
    public required ApprovalStatus Status { get; init; }

    /// <summary>When it was approved; null for one that never was. The newest approved contract is tried first.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>From when on it counts as ended, whatever <see cref="Status"/> says.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What the partner proves itself with under this contract; null while it has sent nothing that is trusted.</summary>
    public PartnerCredential? Credential { get; init; }

    /// <summary>The credential that a rotation (3.4) replaced; still taken until <see cref="PreviousCredentialUntil"/>.</summary>
    public PartnerCredential? PreviousCredential { get; init; }

    /// <summary>Until when <see cref="PreviousCredential"/> is taken, inclusive.</summary>
    public DateTimeOffset? PreviousCredentialUntil { get; init; }

    /// <summary>Whether the contract is in force.</summary>
    /// <param name="now">The time.</param>
    /// <returns>True for an approved contract before its end.</returns>
    public bool IsLive(DateTimeOffset now) => Status == ApprovalStatus.Approved && now < ExpiresAt;
}
