using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Serialization;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Node.Contracts;

/// <summary>What partners are told about contracts.</summary>
internal static class ContractMessages
{
    /// <summary>The approval (3.2), with the key that the contract names as this node's.</summary>
    public static OutboxMessage Approval(ContractRecord contract, ISigningKey ownKey, DateTimeOffset now) => OutboxMessages.About(
        contract,
        OutboxKind.ContractConfirmation,
        new ContractConfirmation
        {
            ContractId = contract.ContractId,
            Status = ApprovalDecision.Approved,
            AuthType = ownKey.AuthType,
            AuthCredential = ownKey.AuthCredential,
            ExpiredTime = contract.ExpiresAt,
        },
        InterconnJson.Context.ContractConfirmation,
        now);

    /// <summary>The rejection (3.2). The key goes along so that the partner can check the signature.</summary>
    public static OutboxMessage Rejection(ContractRecord contract, ISigningKey ownKey, DateTimeOffset now) => OutboxMessages.About(
        contract,
        OutboxKind.ContractConfirmation,
        new ContractConfirmation
        {
            ContractId = contract.ContractId,
            Status = ApprovalDecision.Rejected,
            AuthType = ownKey.AuthType,
            AuthCredential = ownKey.AuthCredential,
        },
        InterconnJson.Context.ContractConfirmation,
        now);

    /// <summary>The end (3.3).</summary>
    public static OutboxMessage Termination(ContractRecord contract, DateTimeOffset now) => OutboxMessages.About(
        contract,
        OutboxKind.ContractTermination,
        new ContractTermination { ContractId = contract.ContractId },
        InterconnJson.Context.ContractTermination,
        now);
}
