using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Node.Outbox;

/// <summary>Looks at what a message is about before it is sent: it may have ended meanwhile, or the partner may not know this node's key yet.</summary>
internal sealed class OutboxGate(NodeState state, AuditContracts contracts)
{
    public async ValueTask<GateVerdict> JudgeAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        ContractRecord? contract = await state.Store.FindContractAsync(message.Contract, cancellationToken).ConfigureAwait(false);
        return new GateVerdict(await DecideAsync(message, contract, cancellationToken).ConfigureAwait(false), contract);
    }

    private async ValueTask<GateDecision> DecideAsync(OutboxMessage message, ContractRecord? contract, CancellationToken cancellationToken)
    {
        switch (message.Kind)
        {
            case OutboxKind.ContractTermination:
                return GateDecision.Send;
            case OutboxKind.ContractConfirmation:
                return contract?.StatusAt(state.Now) is ApprovalStatus.Approved or ApprovalStatus.Rejected ? GateDecision.Send : GateDecision.Moot;
        }

        IReadOnlyList<ContractRecord> live = await ListLiveAsync(message.PartnerNodeId, cancellationToken).ConfigureAwait(false);
        bool isOver = message.Kind == OutboxKind.NodeUpdate

            // Without a contract nobody could verify an audit's message; and with the last one the partner ends all of them itself.
            ? live.All(other => other.Key != message.Contract)
            : await IsWithoutContractAsync(live, message, cancellationToken).ConfigureAwait(false)
                || await IsAuditOverAsync(message, cancellationToken).ConfigureAwait(false);
        if (isOver)
        {
            return GateDecision.Moot;
        }

        // A key can be exchanged only under a contract that the partner has heard is in force. For the rest any contract of the pair will do.
        bool isUnknown = contract is { Role: PartyRole.Holder, PartnerHasOwnKey: false }
            && (message.Kind == OutboxKind.NodeUpdate || live.All(static other => !other.PartnerHasOwnKey));
        return isUnknown ? GateDecision.Wait : GateDecision.Send;
    }

    // A partner may be known by a contract of the configuration, which the store does not have.
    private async ValueTask<bool> IsWithoutContractAsync(
        IReadOnlyList<ContractRecord> live, OutboxMessage message, CancellationToken cancellationToken) =>
        live.Count == 0 && await contracts.FindNewestAsync(message.PartnerNodeId, cancellationToken).ConfigureAwait(false) is null;

    private async ValueTask<bool> IsAuditOverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        if (message.Kind == OutboxKind.AuditTermination)
        {
            return false;
        }

        AuditRecord? audit = message.Audit is AuditKey key ? await state.Store.FindAuditAsync(key, cancellationToken).ConfigureAwait(false) : null;
        return message.Kind == OutboxKind.AuditApplication
            ? audit?.StatusAt(state.Now) is not ApprovalStatus.Applied
            : audit?.StatusAt(state.Now) is not (ApprovalStatus.Approved or ApprovalStatus.Rejected);
    }

    private async ValueTask<IReadOnlyList<ContractRecord>> ListLiveAsync(string partnerNodeId, CancellationToken cancellationToken)
    {
        DateTimeOffset now = state.Now;
        IReadOnlyList<ContractRecord> approved = await state.Store.ListContractsAsync(
            new ContractFilter { PartnerNodeId = partnerNodeId, Status = ApprovalStatus.Approved, Take = int.MaxValue }, cancellationToken).ConfigureAwait(false);
        return [.. approved.Where(contract => contract.IsLive(now))];
    }
}
