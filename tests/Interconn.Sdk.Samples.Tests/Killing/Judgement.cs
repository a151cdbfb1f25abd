using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;

namespace Interconn.Sdk.Samples.Tests.Killing;

/// <summary>Holds what two nodes keep against each other, and against what was acknowledged.</summary>
internal static class Judgement
{
    /// <summary>What is wrong, one line each.</summary>
    public static IReadOnlyList<string> Findings(NodeContent one, NodeContent other, Ledger ledger) =>
    [
        .. ledger.Facts.SelectMany(fact => OfFact(fact, fact.NodeId == one.NodeId ? one : other)),
        .. Delivered(one).SelectMany(message => OfDelivery(message, one, other)),
        .. Delivered(other).SelectMany(message => OfDelivery(message, other, one)),
        .. OfContracts(one, other),
        .. OfContracts(other, one),
        .. OfAudits(one, other),
        .. OfAudits(other, one),
        .. OfPermits(one, other, ledger),
        .. OfPermits(other, one, ledger),
    ];

    private static IEnumerable<OutboxMessage> Delivered(NodeContent node) => node.Messages.Where(static message => message.State == OutboxState.Delivered);

    /// <summary>What a node told its administrator is there.</summary>
    private static IEnumerable<string> OfFact(AcknowledgedFact fact, NodeContent node)
    {
        (ApprovalStatus Status, DateTimeOffset? ApprovedAt)? kept = fact.IsContract
            ? node.Contracts.TryGetValue(fact.Id, out ContractRecord? contract) ? (contract.Status, contract.ApprovedAt) : null
            : node.Audits.TryGetValue(fact.Id, out AuditRecord? audit) ? (audit.Status, audit.ApprovedAt) : null;
        bool isThere = fact.Act switch
        {
            AcknowledgedAct.Applied => kept is not null,
            AcknowledgedAct.Approved => kept is { ApprovedAt: not null },
            _ => kept is { Status: ApprovalStatus.Terminated },
        };
        if (!isThere)
        {
            yield return $"{fact} was acknowledged, and is {kept?.Status.ToString() ?? "lost"} at {node.NodeId}, approved at {kept?.ApprovedAt:O}.";
        }
    }

    /// <summary>What a node acknowledged to the other is there.</summary>
    private static IEnumerable<string> OfDelivery(OutboxMessage message, NodeContent sender, NodeContent receiver)
    {
        ContractRecord? contract = receiver.Contracts.GetValueOrDefault(message.ContractId);
        AuditRecord? audit = message.AuditId is string auditId ? receiver.Audits.GetValueOrDefault(auditId) : null;
        bool isThere = message.Kind switch
        {
            OutboxKind.ContractConfirmation => contract?.ApprovedAt is not null,
            OutboxKind.ContractTermination => contract?.Status == ApprovalStatus.Terminated,
            OutboxKind.AuditApplication => audit is not null,
            OutboxKind.AuditConfirmation => audit is { ApprovedAt: not null, ReceivedPermit: not null },
            OutboxKind.AuditTermination => audit?.Status == ApprovalStatus.Terminated,
            _ => true,
        };
        if (!isThere)
        {
            yield return $"{receiver.NodeId} acknowledged '{message}' of {sender.NodeId}, and has {audit?.ToString() ?? contract?.ToString() ?? "nothing"}.";
        }
    }

    private static IEnumerable<string> OfContracts(NodeContent node, NodeContent partner)
    {
        foreach (ContractRecord contract in node.Contracts.Values)
        {
            ContractRecord? theirs = partner.Contracts.GetValueOrDefault(contract.ContractId);
            if (theirs is null || theirs.Status != contract.Status || theirs.Role == contract.Role)
            {
                yield return $"{contract} of {node.NodeId} is {theirs?.ToString() ?? "unknown"} at {partner.NodeId}.";
            }
        }

        // One key has one contract: an application that is given again, since its answer was lost, makes no second one.
        ContractRecord[] inForce = [.. node.Contracts.Values.Where(static contract =>
            contract is { Role: PartyRole.Holder, Status: ApprovalStatus.Applied or ApprovalStatus.Approved })];
        if (inForce.Length > 1)
        {
            yield return $"{node.NodeId} gave more than one contract to one key: {string.Join(", ", inForce.AsEnumerable())}.";
        }
    }

    private static IEnumerable<string> OfAudits(NodeContent node, NodeContent partner)
    {
        foreach (AuditRecord audit in node.Audits.Values)
        {
            AuditRecord? theirs = partner.Audits.GetValueOrDefault(audit.AuditId);
            if (theirs is null && HasEndedUnheardOf(audit, node))
            {
                continue;
            }

            if (theirs is null || theirs.Status != audit.Status || theirs.Role == audit.Role || theirs.Resource != audit.Resource)
            {
                yield return $"{audit} of {node.NodeId} ({audit.EndReason}) is {theirs?.ToString() ?? "unknown"} ({theirs?.EndReason}) at {partner.NodeId}.";
            }

            if (audit is { Role: PartyRole.Applicant, Status: ApprovalStatus.Approved, ReceivedPermit: null })
            {
                yield return $"{audit} of {node.NodeId} is approved, and its permit never came.";
            }
        }
    }

    /// <summary>
    /// Whether an application ended, or its contract did, before the partner took it: it never left, or the partner, at which the contract had ended, refused it. Then
    /// there is nothing that the partner could know.
    /// </summary>
    private static bool HasEndedUnheardOf(AuditRecord audit, NodeContent applicant) =>
        audit is { Role: PartyRole.Applicant, Status: ApprovalStatus.Terminated, ApprovedAt: null }
        && applicant.Messages.Any(message =>
            message is { Kind: OutboxKind.AuditApplication, State: OutboxState.Superseded or OutboxState.Dead } && message.AuditId == audit.AuditId);

    private static IEnumerable<string> OfPermits(NodeContent holder, NodeContent applicant, Ledger ledger)
    {
        foreach (AuditRecord audit in holder.Audits.Values.Where(static audit => audit.Role == PartyRole.Holder))
        {
            StoredPermit[] permits = [.. holder.PermitsByAudit[audit.AuditId]];
            long granted = ledger.Uses.GetValueOrDefault(audit.AuditId);
            if (permits.Length != (audit.ApprovedAt is null ? 0 : 1) || permits.Any(permit => permit.PermitId != audit.PermitId))
            {
                yield return $"{audit} of {holder.NodeId} has {permits.Length} permits.";
            }
            else if (permits is [StoredPermit permit] && (permit.Uses < granted || permit.Uses > (permit.TimesLimit ?? long.MaxValue)))
            {
                yield return $"The permit of {audit} for {applicant.NodeId} was used {granted} times, counted {permit.Uses} times, and allows {permit.TimesLimit}.";
            }
        }
    }
}
