using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.PostgreSql.Tests;

/// <summary>Records as a test puts them into a store.</summary>
internal static class Records
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public static ContractRecord Contract(string contractId) => new()
    {
        PartnerNodeId = TestNode.CallerId,
        ContractId = contractId,
        Role = PartyRole.Holder,
        Status = ApprovalStatus.Approved,
        Partner = new NodeInfo
        {
            NodeId = TestNode.CallerId,
            Name = "partner",
            Address = "https://partner.test",
            InstId = "JG01",
            Institution = "institution",
            System = "system",
            SystemVersion = "1",
        },
        ExpiresAt = Now.AddDays(365),
        AppliedAt = Now,
        ApprovedAt = Now,
        OwnKeyFingerprint = new string('a', 64),
    };

    public static AuditRecord Audit(string auditId, string contractId) => new()
    {
        Resource = AuditResource.Dataset,
        PartnerNodeId = TestNode.CallerId,
        AuditId = auditId,
        Role = PartyRole.Holder,
        Status = ApprovalStatus.Approved,
        ContractId = contractId,
        ContractExpiresAt = Now.AddDays(365),
        ResourceId = "d-1",
        ApplicationJson = "{}",
        AppliedAt = Now,
        ApprovedAt = Now,
    };

    public static OutboxMessage Message(string messageId, string lane) => new()
    {
        MessageId = messageId,
        PartnerNodeId = TestNode.CallerId,
        Kind = OutboxKind.ContractConfirmation,
        ContractId = "c-1",
        Body = "{}",
        Lane = lane,
        CreatedAt = Now,
        NextAttemptAt = Now,
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
        IssuedAt = Now,
    };

    public static ReplayEntry Nonce(string nonce) => new()
    {
        Scope = TestNode.CallerId,
        Quota = TestNode.CallerId,
        IsPartner = true,
        Nonce = nonce,
        Timestamp = Now,
        ExpiresAt = Now.AddMinutes(10),
    };

    public static NodeChange Change(ContractRecord? contract = null, AuditRecord? audit = null, OutboxMessage? message = null) => new()
    {
        At = Now,
        Contracts = contract is null ? [] : [contract],
        Audits = audit is null ? [] : [audit],
        Messages = message is null ? [] : [message],
    };
}
