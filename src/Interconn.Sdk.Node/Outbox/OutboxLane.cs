using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;

namespace Interconn.Sdk.Node.Outbox;

/// <summary>The names of the lanes.</summary>
internal static class OutboxLane
{
    // The partner's id can hold no blank, so that no two things share a lane.
    public static string Of(ContractKey contract) => $"contract {contract.PartnerNodeId} {contract.ContractId}";

    public static string Of(AuditKey audit) => $"audit {audit.Resource} {audit.PartnerNodeId} {audit.AuditId}";

    public static string OfOwnKey(ContractKey contract) => $"key {contract.PartnerNodeId} {contract.ContractId}";
}
