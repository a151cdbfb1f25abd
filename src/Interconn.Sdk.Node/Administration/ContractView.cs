using Interconn.Sdk.Node.Contracts;

namespace Interconn.Sdk.Node.Administration;

/// <summary>A contract as the administrator's routes show it.</summary>
internal sealed record ContractView(
    string PartnerNodeId,
    string ContractId,
    string Role,
    string Status,
    string? PartnerName,
    string? PartnerInstitution,
    string PartnerAddress,
    DateTimeOffset AppliedAt,
    DateTimeOffset? ApprovedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset ExpiresAt,
    string? AuthType,
    string? AuthCredential,
    string? Trust,
    bool IsProven,
    string? RemoteAddress,
    bool AwaitsPerson,
    bool AwaitsConfirmation,
    bool PartnerHasOwnKey,
    string OwnKeyFingerprint,
    string? ExpectedFingerprint,
    IReadOnlyList<WaitingKeyView> WaitingKeys)
{
    public static ContractView Of(ContractRecord contract, DateTimeOffset now) => new(
        contract.PartnerNodeId,
        contract.ContractId,
        contract.Role.ToString(),
        contract.StatusAt(now).ToString(),
        contract.Partner.Name,
        contract.Partner.Institution,
        contract.Partner.Address,
        contract.AppliedAt,
        contract.ApprovedAt,
        contract.EndedAt,
        contract.ExpiresAt,
        contract.AuthType,
        contract.AuthCredential,
        contract.Trust?.ToString(),
        contract.IsProven,
        contract.RemoteAddress,
        contract.AwaitsPerson,
        contract.AwaitsConfirmation,
        contract.PartnerHasOwnKey,
        contract.OwnKeyFingerprint,
        contract.ExpectedFingerprint,
        [.. contract.WaitingKeys.Select(key => new WaitingKeyView(key.Fingerprint, key.AuthType, key.ReceivedAt, key.ExpiresAt, key.ContradictsExpectation))]);
}
