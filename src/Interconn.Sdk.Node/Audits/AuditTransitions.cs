using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Audits;

/// <summary>What the transitions of audits share: how they begin, and what they leave behind.</summary>
internal static class AuditTransitions
{
    /// <summary>The audit, or a refusal as if it did not exist.</summary>
    public static async ValueTask<AuditRecord> RequireAsync(NodeState state, AuditKey key, CancellationToken cancellationToken) =>
        await state.Store.FindAuditAsync(key, cancellationToken).ConfigureAwait(false)
        ?? throw new InterconnException(InterconnCodes.NotFound, $"There is no {key.Resource} audit {key.AuditId} with {key.PartnerNodeId}.");

    public static AuditRecord Approved(AuditRecord audit, DateTimeOffset now) => audit with
    {
        Status = ApprovalStatus.Approved,
        ApprovedAt = now,
        AwaitsPerson = false,
        AwaitsConfirmation = false,
        Inquiries = 0,
    };

    public static AuditRecord Rejected(AuditRecord audit, DateTimeOffset now) => audit with
    {
        Status = ApprovalStatus.Rejected,
        EndedAt = now,
        EndReason = AuditEndReason.Rejected,
        AwaitsPerson = false,
        AwaitsConfirmation = false,
        Inquiries = 0,
    };

    /// <summary>The one audit of a transition as it is once it is stored.</summary>
    public static AuditRecord Stored(NodeChange change) => change.Audits[0] with { Version = change.Audits[0].Version + 1 };
}
