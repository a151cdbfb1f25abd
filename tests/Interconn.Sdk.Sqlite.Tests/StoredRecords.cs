using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Sqlite.Tests;

/// <summary>What a test puts into a store: records of this node as holder, as of <see cref="Start"/>.</summary>
internal static class StoredRecords
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 0, 0, 123, TimeSpan.Zero);

    public static ContractRecord Contract(string contractId = TestNode.ContractId, ApprovalStatus status = ApprovalStatus.Approved) => new()
    {
        PartnerNodeId = TestNode.CallerId,
        ContractId = contractId,
        Role = PartyRole.Holder,
        Status = status,
        Partner = new NodeInfo
        {
            NodeId = TestNode.CallerId,
            Name = "partner",
            Address = "https://partner.example.com",
            InstId = "JG01",
            Institution = "institution",
            System = "test",
            SystemVersion = "1.0",
        },
        ExpiresAt = Start.AddYears(100),
        AppliedAt = Start,
        ApprovedAt = status == ApprovalStatus.Approved ? Start : null,
        AuthType = TestKeys.CallerKey.AuthType,
        AuthCredential = TestKeys.CallerKey.AuthCredential,
        IsProven = true,
        OwnKeyFingerprint = TestKeys.HolderKey.PublicKey.Fingerprint,
        PartnerHasOwnKey = true,
    };

    public static AuditRecord Audit(string auditId) => new()
    {
        Resource = AuditResource.Dataset,
        PartnerNodeId = TestNode.CallerId,
        AuditId = auditId,
        Role = PartyRole.Holder,
        Status = ApprovalStatus.Applied,
        ContractId = TestNode.ContractId,
        ContractExpiresAt = Start.AddYears(100),
        ResourceId = "d-1",
        ApplicationJson = "{}",
        AppliedAt = Start,
    };

    public static OutboxMessage Message(string messageId) => new()
    {
        MessageId = messageId,
        PartnerNodeId = TestNode.CallerId,
        Kind = OutboxKind.ContractConfirmation,
        ContractId = TestNode.ContractId,
        Lane = "lane of " + messageId,
        Body = """{"status":"APPROVED"}""",
        CreatedAt = Start,
        NextAttemptAt = Start,
    };

    public static PermitRecord Permit(string permitId, int? timesLimit = null) => new()
    {
        PermitId = permitId,
        ResourceType = ResourceType.Dataset,
        ResourceId = "d-1",
        Level = 1,
        HolderNodeId = TestNode.HolderId,
        HolderInstId = "LX01",
        UserNodeId = TestNode.CallerId,
        UserInstId = "JG01",
        TimesLimit = timesLimit,
        IssuedAt = Start,
    };

    public static ReplayEntry Nonce(string nonce, DateTimeOffset? expiresAt = null) => new()
    {
        Scope = TestNode.CallerId,
        Quota = TestNode.CallerId,
        IsPartner = true,
        Nonce = nonce,
        Timestamp = Start,
        ExpiresAt = expiresAt ?? Start.AddMinutes(6),
    };
}
