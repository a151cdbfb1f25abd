using Interconn.Sdk.Node.Contracts;

namespace Interconn.Sdk.Node.Audits;

/// <summary>A contract in force, that an audit belongs to.</summary>
/// <param name="Key">What names it.</param>
/// <param name="ExpiresAt">Until when it holds, exclusive.</param>
/// <param name="PartnerInstId">The partner's institution; the partner's id where that is not known.</param>
/// <param name="Stored">The record as it was read; null for a contract that only the configuration knows.</param>
internal sealed record AuditContract(ContractKey Key, DateTimeOffset ExpiresAt, string PartnerInstId, ContractRecord? Stored)
{
    /// <summary>What a transition rests upon that is good only while the contract is in force.</summary>
    public IReadOnlyList<ContractRecord> RestsOn => Stored is null ? [] : [Stored];
}
