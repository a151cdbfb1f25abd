using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;

namespace Interconn.Sdk.Node.Outbox;

/// <summary>Something that a partner must be told, kept from the transition that it reports until the partner acknowledges it.</summary>
public sealed record OutboxMessage
{
    /// <summary>Its identifier, random.</summary>
    public required string MessageId { get; init; }

    /// <summary>Whom it is for.</summary>
    public required string PartnerNodeId { get; init; }

    /// <summary>What it tells.</summary>
    public required OutboxKind Kind { get; init; }

    /// <summary>The contract that it is about, or that the audit belongs to.</summary>
    public required string ContractId { get; init; }

    /// <summary>What the audit is about; null for messages about contracts and this node.</summary>
    public AuditResource? Resource { get; init; }

    /// <summary>The audit that it is about; null for messages about contracts and this node.</summary>
    public string? AuditId { get; init; }

    /// <summary>
    /// What is sent, as JSON; null where it is made when it is sent, and once nothing more is to be sent. It may hold a permit token, which is a secret.
    /// </summary>
    public string? Body { get; init; }

    /// <summary>Messages of one lane are sent in their order, and one after the other: those about one contract, about one audit, about this node's key.</summary>
    public required string Lane { get; init; }

    /// <summary>Its place in the order of all messages; given by the store.</summary>
    public long Sequence { get; init; }

    /// <summary>Where it stands.</summary>
    public OutboxState State { get; init; }

    /// <summary>Counted up by the store with every change; 0 for one that was never stored.</summary>
    public long Version { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it may be sent next.</summary>
    public required DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>Until when it is somebody's to send, who took it (<see cref="Stores.OutboxClaim"/>); null while it is nobody's.</summary>
    public DateTimeOffset? ClaimedUntil { get; init; }

    /// <summary>When an administrator last had it sent again; null for never. It is tried from then on as long as one that was written then.</summary>
    public DateTimeOffset? ResentAt { get; init; }

    /// <summary>How often it was sent, since an administrator last had it sent again.</summary>
    public int Attempts { get; init; }

    /// <summary>The code of the last failure: the partner's, or 0 where none came.</summary>
    public int LastCode { get; init; }

    /// <summary>What the last failure was, in words for the operator; null before the first.</summary>
    public string? LastFailure { get; init; }

    /// <summary>When it was delivered, superseded or given up; null while it waits.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>In which trace it was written, as the <c>traceparent</c> of W3C Trace Context: its calls go on with that trace. Null where nobody traced.</summary>
    public string? TraceParent { get; init; }

    /// <summary>
    /// Why its store cannot read what is to be sent; null where it can. Then <see cref="Body"/> is what is stored, which the store keeps as it is: what cannot be read
    /// now may be read once the operator has seen to it.
    /// </summary>
    internal string? Unreadable { get; init; }

    /// <summary>When somebody may take it: <see cref="NextAttemptAt"/>, or later where it is claimed.</summary>
    public DateTimeOffset DueAt => ClaimedUntil > NextAttemptAt ? ClaimedUntil.Value : NextAttemptAt;

    /// <summary>The contract that it is about, or that the audit belongs to.</summary>
    public ContractKey Contract => new(PartnerNodeId, ContractId);

    /// <summary>The audit that it is about, or null.</summary>
    public AuditKey? Audit => Resource is AuditResource resource && AuditId is not null ? new AuditKey(resource, PartnerNodeId, AuditId) : null;

    /// <summary>Says what it is, without its content.</summary>
    /// <returns>For instance <c>AuditConfirmation of Dataset a-01 to JG0100001100000000 (Pending, 2 attempts)</c>.</returns>
    public override string ToString() =>
        $"{Kind} of {(Audit is null ? "contract " + ContractId : $"{Resource} {AuditId}")} to {PartnerNodeId} ({State}, {Attempts} attempts)";
}
