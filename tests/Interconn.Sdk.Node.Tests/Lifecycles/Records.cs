using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Node.Tests.Lifecycles;

/// <summary>Records of this node as holder, applied for at <see cref="NodeFixture.Start"/>.</summary>
internal static class Records
{
    public static ContractRecord Contract(string contractId = "c-1", string partnerNodeId = TestNode.CallerId) => new()
    {
        PartnerNodeId = partnerNodeId,
        ContractId = contractId,
        Role = PartyRole.Holder,
        Status = ApprovalStatus.Applied,
        Partner = new NodeInfo
        {
            NodeId = partnerNodeId,
            Name = "partner",
            Address = "https://partner.example.com",
            InstId = "JG01",
            Institution = "institution",
            System = "test",
            SystemVersion = "1.0",
        },
        ExpiresAt = NodeFixture.Start.AddDays(365),
        AppliedAt = NodeFixture.Start,
        OwnKeyFingerprint = TestKeys.HolderKey.PublicKey.Fingerprint,
    };

    public static AuditRecord Audit(string auditId = "a-1", AuditResource resource = AuditResource.Dataset) => new()
    {
        Resource = resource,
        PartnerNodeId = TestNode.CallerId,
        AuditId = auditId,
        Role = PartyRole.Holder,
        Status = ApprovalStatus.Applied,
        ContractId = "c-1",
        ContractExpiresAt = NodeFixture.Start.AddDays(365),
        ResourceId = "d-1",
        ApplicationJson = "{}",
        AppliedAt = NodeFixture.Start,
    };

    public static OutboxMessage Message(string messageId = "m-1", string lane = "lane") => new()
    {
        MessageId = messageId,
        PartnerNodeId = TestNode.CallerId,
        Kind = OutboxKind.ContractConfirmation,
        ContractId = "c-1",
        Lane = lane,
        CreatedAt = NodeFixture.Start,
        NextAttemptAt = NodeFixture.Start,
    };

    public static PermitRecord Permit(string permitId = "p-1") => new()
    {
        PermitId = permitId,
        ResourceType = ResourceType.Dataset,
        ResourceId = "d-1",
        Level = 1,
        HolderNodeId = TestNode.HolderId,
        HolderInstId = "LX01",
        UserNodeId = TestNode.CallerId,
        UserInstId = "JG01",
        IssuedAt = NodeFixture.Start,
    };
}
