using System.Text.Json;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>The fields of what stores keep. Fields that are made of others are left out, lists and objects are compared as text.</summary>
internal static class RecordFields
{
    public static IReadOnlyList<Field<ContractRecord>> Contract { get; } =
    [
        new(nameof(ContractRecord.PartnerNodeId), static contract => contract.PartnerNodeId),
        new(nameof(ContractRecord.ContractId), static contract => contract.ContractId),
        new(nameof(ContractRecord.Role), static contract => contract.Role),
        new(nameof(ContractRecord.Status), static contract => contract.Status),
        new(nameof(ContractRecord.Version), static contract => contract.Version),
        new(nameof(ContractRecord.Partner), static contract => JsonSerializer.Serialize(contract.Partner, InterconnJson.Context.NodeInfo)),
        new(nameof(ContractRecord.IsAddressOffered), static contract => contract.IsAddressOffered),
        new(nameof(ContractRecord.ExpiresAt), static contract => contract.ExpiresAt),
        new(nameof(ContractRecord.AppliedAt), static contract => contract.AppliedAt),
        new(nameof(ContractRecord.ApprovedAt), static contract => contract.ApprovedAt),
        new(nameof(ContractRecord.EndedAt), static contract => contract.EndedAt),
        new(nameof(ContractRecord.AuthType), static contract => contract.AuthType),
        new(nameof(ContractRecord.AuthCredential), static contract => contract.AuthCredential),
        new(nameof(ContractRecord.PreviousAuthType), static contract => contract.PreviousAuthType),
        new(nameof(ContractRecord.PreviousAuthCredential), static contract => contract.PreviousAuthCredential),
        new(nameof(ContractRecord.PreviousUntil), static contract => contract.PreviousUntil),
        new(nameof(ContractRecord.Trust), static contract => contract.Trust),
        new(nameof(ContractRecord.IsProven), static contract => contract.IsProven),
        new(nameof(ContractRecord.RemoteAddress), static contract => contract.RemoteAddress),
        new(nameof(ContractRecord.ExpectedFingerprint), static contract => contract.ExpectedFingerprint),
        new(nameof(ContractRecord.WaitingKeys), static contract => string.Join('\n', contract.WaitingKeys.Select(Text))),
        new(nameof(ContractRecord.AwaitsPerson), static contract => contract.AwaitsPerson),
        new(nameof(ContractRecord.OwnKeyFingerprint), static contract => contract.OwnKeyFingerprint),
        new(nameof(ContractRecord.PartnerHasOwnKey), static contract => contract.PartnerHasOwnKey),
        new(nameof(ContractRecord.AwaitsConfirmation), static contract => contract.AwaitsConfirmation),
        new(nameof(ContractRecord.DueAt), static contract => contract.DueAt),
        new(nameof(ContractRecord.Inquiries), static contract => contract.Inquiries),
    ];

    public static IReadOnlyList<Field<AuditRecord>> Audit { get; } =
    [
        new(nameof(AuditRecord.Resource), static audit => audit.Resource),
        new(nameof(AuditRecord.PartnerNodeId), static audit => audit.PartnerNodeId),
        new(nameof(AuditRecord.AuditId), static audit => audit.AuditId),
        new(nameof(AuditRecord.Role), static audit => audit.Role),
        new(nameof(AuditRecord.Status), static audit => audit.Status),
        new(nameof(AuditRecord.Version), static audit => audit.Version),
        new(nameof(AuditRecord.ContractId), static audit => audit.ContractId),
        new(nameof(AuditRecord.ContractExpiresAt), static audit => audit.ContractExpiresAt),
        new(nameof(AuditRecord.ResourceId), static audit => audit.ResourceId),
        new(nameof(AuditRecord.ProjectId), static audit => audit.ProjectId),
        new(nameof(AuditRecord.ApplicationJson), static audit => audit.ApplicationJson),
        new(nameof(AuditRecord.AppliedAt), static audit => audit.AppliedAt),
        new(nameof(AuditRecord.ApprovedAt), static audit => audit.ApprovedAt),
        new(nameof(AuditRecord.EndedAt), static audit => audit.EndedAt),
        new(nameof(AuditRecord.EndReason), static audit => audit.EndReason),
        new(nameof(AuditRecord.AwaitsPerson), static audit => audit.AwaitsPerson),
        new(nameof(AuditRecord.PermitId), static audit => audit.PermitId),
        new(nameof(AuditRecord.ReceivedPermit), static audit => Text(audit.ReceivedPermit)),
        new(nameof(AuditRecord.AwaitsConfirmation), static audit => audit.AwaitsConfirmation),
        new(nameof(AuditRecord.DueAt), static audit => audit.DueAt),
        new(nameof(AuditRecord.Inquiries), static audit => audit.Inquiries),
    ];

    public static IReadOnlyList<Field<OutboxMessage>> Message { get; } =
    [
        new(nameof(OutboxMessage.MessageId), static message => message.MessageId),
        new(nameof(OutboxMessage.PartnerNodeId), static message => message.PartnerNodeId),
        new(nameof(OutboxMessage.Kind), static message => message.Kind),
        new(nameof(OutboxMessage.ContractId), static message => message.ContractId),
        new(nameof(OutboxMessage.Resource), static message => message.Resource),
        new(nameof(OutboxMessage.AuditId), static message => message.AuditId),
        new(nameof(OutboxMessage.Body), static message => message.Body),
        new(nameof(OutboxMessage.Lane), static message => message.Lane),
        new(nameof(OutboxMessage.Sequence), static message => message.Sequence),
        new(nameof(OutboxMessage.State), static message => message.State),
        new(nameof(OutboxMessage.Version), static message => message.Version),
        new(nameof(OutboxMessage.CreatedAt), static message => message.CreatedAt),
        new(nameof(OutboxMessage.NextAttemptAt), static message => message.NextAttemptAt),
        new(nameof(OutboxMessage.ClaimedUntil), static message => message.ClaimedUntil),
        new(nameof(OutboxMessage.ResentAt), static message => message.ResentAt),
        new(nameof(OutboxMessage.Attempts), static message => message.Attempts),
        new(nameof(OutboxMessage.LastCode), static message => message.LastCode),
        new(nameof(OutboxMessage.LastFailure), static message => message.LastFailure),
        new(nameof(OutboxMessage.EndedAt), static message => message.EndedAt),
        new(nameof(OutboxMessage.TraceParent), static message => message.TraceParent),
    ];

    public static IReadOnlyList<Field<PermitRecord>> Permit { get; } =
    [
        new(nameof(PermitRecord.PermitId), static permit => permit.PermitId),
        new(nameof(PermitRecord.ResourceType), static permit => permit.ResourceType),
        new(nameof(PermitRecord.ResourceId), static permit => permit.ResourceId),
        new(nameof(PermitRecord.Level), static permit => permit.Level),
        new(nameof(PermitRecord.HolderNodeId), static permit => permit.HolderNodeId),
        new(nameof(PermitRecord.HolderInstId), static permit => permit.HolderInstId),
        new(nameof(PermitRecord.UserNodeId), static permit => permit.UserNodeId),
        new(nameof(PermitRecord.UserInstId), static permit => permit.UserInstId),
        new(nameof(PermitRecord.TimeLimit), static permit => permit.TimeLimit),
        new(nameof(PermitRecord.TimesLimit), static permit => permit.TimesLimit),
        new(nameof(PermitRecord.Uses), static permit => permit.Uses),
        new(nameof(PermitRecord.RevokedAt), static permit => permit.RevokedAt),
        new(nameof(PermitRecord.AuthScope), static permit => Text(permit.AuthScope)),
        new(nameof(PermitRecord.ContractId), static permit => permit.ContractId),
        new(nameof(PermitRecord.ContractExpiresAt), static permit => permit.ContractExpiresAt),
        new(nameof(PermitRecord.AuditId), static permit => permit.AuditId),
        new(nameof(PermitRecord.KeyId), static permit => permit.KeyId),
        new(nameof(PermitRecord.IssuedAt), static permit => permit.IssuedAt),
    ];

    private static string Text(WaitingKey key) =>
        $"{key.Fingerprint} {key.AuthType} {key.AuthCredential} {key.ExpiresAt.UtcTicks} {key.ReceivedAt.UtcTicks} {key.ContradictsExpectation}";

    private static string? Text(ResourcePermit? permit) =>
        permit is null ? null : JsonSerializer.Serialize(permit, InterconnJson.Context.ResourcePermit);

    // A map has no order; what a kind lists has.
    private static string? Text(IReadOnlyDictionary<string, IReadOnlyList<string>>? scope) => scope is null
        ? null
        : string.Join("; ", scope.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}: {string.Join(", ", pair.Value)}"));
}
