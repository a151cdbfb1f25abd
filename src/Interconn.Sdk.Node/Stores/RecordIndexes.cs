using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;

namespace Interconn.Sdk.Node.Stores;

/// <summary>By what the store in memory finds records, and which of them a filter means.</summary>
internal static class RecordIndexes
{
    private const string Partner = "partner";
    private const string PartnerAndStatus = "partner and status";
    private const string PartnerAndOpen = "partner and open";
    private const string PartnerAndResource = "partner and resource";
    private const string PartnerAndContract = "partner and contract";
    private const string PartnerAndProject = "partner and project";
    private const string AddressAndStatus = "address and status";
    private const string Person = "person";

    public static IEnumerable<IndexKey> Of(ContractRecord contract)
    {
        yield return new IndexKey(Partner, contract.PartnerNodeId);
        yield return new IndexKey(PartnerAndStatus, contract.PartnerNodeId, Text(contract.Status));
        if (contract.RemoteAddress is not null)
        {
            yield return new IndexKey(AddressAndStatus, contract.RemoteAddress, Text(contract.Status));
        }

        if (NeedsPerson(contract))
        {
            yield return new IndexKey(Person);
        }
    }

    public static IEnumerable<IndexKey> For(ContractFilter filter)
    {
        if (filter.PartnerNodeId is not null)
        {
            yield return filter.Status is ApprovalStatus status
                ? new IndexKey(PartnerAndStatus, filter.PartnerNodeId, Text(status))
                : new IndexKey(Partner, filter.PartnerNodeId);
        }

        if (filter.RemoteAddress is not null && filter.Status is ApprovalStatus ofAddress)
        {
            yield return new IndexKey(AddressAndStatus, filter.RemoteAddress, Text(ofAddress));
        }

        if (filter.NeedsPerson == true)
        {
            yield return new IndexKey(Person);
        }
    }

    public static bool Agrees(ContractRecord contract, ContractFilter filter) =>
        (filter.PartnerNodeId is null || contract.PartnerNodeId == filter.PartnerNodeId)
        && (filter.Role is null || contract.Role == filter.Role)
        && (filter.Status is null || contract.Status == filter.Status)
        && (filter.RemoteAddress is null || contract.RemoteAddress == filter.RemoteAddress)
        && (filter.NeedsPerson is null || filter.NeedsPerson == NeedsPerson(contract))
        && (filter.AppliedBy is null || contract.AppliedAt <= filter.AppliedBy)
        && (filter.OwnKeyOtherThan is null || contract.OwnKeyFingerprint != filter.OwnKeyOtherThan);

    public static IEnumerable<IndexKey> Of(AuditRecord audit)
    {
        yield return new IndexKey(Partner, audit.PartnerNodeId);
        yield return new IndexKey(PartnerAndResource, audit.PartnerNodeId, audit.ResourceId);
        yield return new IndexKey(PartnerAndContract, audit.PartnerNodeId, audit.ContractId);
        if (audit.ProjectId is not null)
        {
            yield return new IndexKey(PartnerAndProject, audit.PartnerNodeId, audit.ProjectId);
        }

        if (IsOpen(audit))
        {
            yield return new IndexKey(PartnerAndOpen, audit.PartnerNodeId);
        }

        if (NeedsPerson(audit))
        {
            yield return new IndexKey(Person);
        }
    }

    public static IEnumerable<IndexKey> For(AuditFilter filter)
    {
        if (filter.NeedsPerson == true)
        {
            yield return new IndexKey(Person);
        }

        if (filter.PartnerNodeId is not string partner)
        {
            yield break;
        }

        yield return new IndexKey(filter.IsOpen == true ? PartnerAndOpen : Partner, partner);
        if (filter.ResourceId is not null)
        {
            yield return new IndexKey(PartnerAndResource, partner, filter.ResourceId);
        }

        if (filter.ContractId is not null)
        {
            yield return new IndexKey(PartnerAndContract, partner, filter.ContractId);
        }

        if (filter.ProjectId is not null)
        {
            yield return new IndexKey(PartnerAndProject, partner, filter.ProjectId);
        }
    }

    public static bool Agrees(AuditRecord audit, AuditFilter filter) =>
        (filter.PartnerNodeId is null || audit.PartnerNodeId == filter.PartnerNodeId)
        && (filter.Resource is null || audit.Resource == filter.Resource)
        && (filter.ResourceId is null || audit.ResourceId == filter.ResourceId)
        && (filter.ContractId is null || audit.ContractId == filter.ContractId)
        && (filter.ProjectId is null || audit.ProjectId == filter.ProjectId)
        && (filter.Role is null || audit.Role == filter.Role)
        && (filter.Status is null || audit.Status == filter.Status)
        && (filter.IsOpen is null || filter.IsOpen == IsOpen(audit))
        && (filter.NeedsPerson is null || filter.NeedsPerson == NeedsPerson(audit));

    public static bool Agrees(OutboxMessage message, OutboxFilter filter) =>
        (filter.PartnerNodeId is null || message.PartnerNodeId == filter.PartnerNodeId)
        && (filter.State is null || message.State == filter.State)
        && (filter.Lane is null || message.Lane == filter.Lane);

    private static bool NeedsPerson(ContractRecord contract) =>
        contract.Status == ApprovalStatus.Applied && (contract.AwaitsPerson || contract.WaitingKeys.Count > 0);

    private static bool NeedsPerson(AuditRecord audit) => audit.Status == ApprovalStatus.Applied && audit.AwaitsPerson;

    private static bool IsOpen(AuditRecord audit) => audit.Status is ApprovalStatus.Applied or ApprovalStatus.Approved;

    private static string Text(ApprovalStatus status) => status.ToString();
}
