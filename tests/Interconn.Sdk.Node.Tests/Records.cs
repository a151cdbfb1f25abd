using Interconn.Sdk.Audits;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Projects;

namespace Interconn.Sdk.Node.Tests;

/// <summary>Contracts and audits as a test puts them into a store.</summary>
internal static class Records
{
    public static ContractRecord Contract(string contractId = TestNode.ContractId, string partner = TestNode.CallerId) => new()
    {
        PartnerNodeId = partner,
        ContractId = contractId,
        Role = PartyRole.Holder,
        Status = ApprovalStatus.Approved,
        Partner = new NodeInfo
        {
            NodeId = partner,
            Name = "partner",
            Address = "https://partner.test",
            InstId = "JG01",
            Institution = "institution",
            System = "system",
            SystemVersion = "1",
        },
        ExpiresAt = NodeFixture.Start.AddDays(365),
        AppliedAt = NodeFixture.Start,
        ApprovedAt = NodeFixture.Start,
        OwnKeyFingerprint = TestKeys.HolderKey.PublicKey.Fingerprint,
        PartnerHasOwnKey = true,
    };

    public static AuditRecord Audit(string auditId, string contractId = TestNode.ContractId, string partner = TestNode.CallerId) => new()
    {
        Resource = AuditResource.Dataset,
        PartnerNodeId = partner,
        AuditId = auditId,
        Role = PartyRole.Holder,
        Status = ApprovalStatus.Approved,
        ContractId = contractId,
        ContractExpiresAt = NodeFixture.Start.AddDays(365),
        ResourceId = "d-01",
        ApplicationJson = AuditApplications.Write(DatasetApplication(auditId, contractId)),
        AppliedAt = NodeFixture.Start,
        ApprovedAt = NodeFixture.Start,
    };

    public static AuditRecord Application(string auditId) => Audit(auditId) with
    {
        Role = PartyRole.Applicant,
        Status = ApprovalStatus.Applied,
        ApprovedAt = null,
    };

    public static DatasetAuditApplication DatasetApplication(string auditId, string contractId = TestNode.ContractId) => new()
    {
        AuditId = auditId,
        DatasetId = "d-01",
        ContractId = contractId,
    };
}
