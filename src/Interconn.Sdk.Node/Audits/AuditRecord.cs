using Interconn.Sdk.Audits;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Models;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Projects;

namespace Interconn.Sdk.Node.Audits;

/// <summary>An audit as this node keeps it: an application for the use of a resource, and what became of it.</summary>
public sealed record AuditRecord
{
    /// <summary>What it is about.</summary>
    public required AuditResource Resource { get; init; }

    /// <summary>The other node.</summary>
    public required string PartnerNodeId { get; init; }

    /// <summary>The id that the applicant gave it.</summary>
    public required string AuditId { get; init; }

    /// <summary>This node's part.</summary>
    public required PartyRole Role { get; init; }

    /// <summary>Where it stands, the expiry of its contract not counted: see <see cref="StatusAt"/>.</summary>
    public required ApprovalStatus Status { get; init; }

    /// <summary>Counted up by the store with every change; 0 for one that was never stored.</summary>
    public long Version { get; init; }

    /// <summary>The contract that it belongs to: the one that it names, otherwise the newest approved one of the pair.</summary>
    public required string ContractId { get; init; }

    /// <summary>When that contract expires, exclusive, and the audit with it. For an audit that names none: when the last one of the pair does.</summary>
    public required DateTimeOffset ContractExpiresAt { get; init; }

    /// <summary>The id of the dataset, project, flow, job or model.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The project that it names, or null. When the audit of that project ends, so does this one, unless it is that audit itself.</summary>
    public string? ProjectId { get; init; }

    /// <summary>
    /// The application as JSON, in this library's own spelling: what a repetition is compared with. See <see cref="Dataset"/>, <see cref="Project"/>,
    /// <see cref="Flow"/>, <see cref="Job"/> and <see cref="Model"/>.
    /// </summary>
    public required string ApplicationJson { get; init; }

    /// <summary>When it was applied for.</summary>
    public required DateTimeOffset AppliedAt { get; init; }

    /// <summary>When it was approved; null if it never was.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>When it was rejected or ended; null while it is not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it ended; null while it has not.</summary>
    public AuditEndReason? EndReason { get; init; }

    /// <summary>Whether the decision is a person's: the policy left it. Only while the partner's application is open.</summary>
    public bool AwaitsPerson { get; init; }

    /// <summary>The permit that this node issued when it approved; null where it is the applicant, or before.</summary>
    public string? PermitId { get; init; }

    /// <summary>The permit that the partner sent with its approval; null where this node is the holder, or where none came. Its token is a secret.</summary>
    public ResourcePermit? ReceivedPermit { get; init; }

    /// <summary>What its store holds in place of the received permit where it cannot be read, and keeps as it is; null where it can.</summary>
    internal string? UnreadablePermit { get; init; }

    /// <summary>Whether the partner, asked by a query endpoint, said that it has approved, while its confirmation has not come.</summary>
    public bool AwaitsConfirmation { get; init; }

    /// <summary>When this audit is to be looked at next: to decide, to ask the partner. Null for never.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How often the partner was asked since the last change.</summary>
    public int Inquiries { get; init; }

    /// <summary>What names it.</summary>
    public AuditKey Key => new(Resource, PartnerNodeId, AuditId);

    /// <summary>Whether its application names a contract (4.3, 5.1). Others belong to the newest one of the pair, and end with the last.</summary>
    public bool NamesContract => Resource is AuditResource.Dataset or AuditResource.Project;

    /// <summary>The contract that it belongs to.</summary>
    public ContractKey Contract => new(PartnerNodeId, ContractId);

    /// <summary>The application, where it is about a dataset; otherwise null. Read anew each time.</summary>
    public DatasetAuditApplication? Dataset => AuditApplications.Read<DatasetAuditApplication>(this, AuditResource.Dataset);

    /// <summary>The application, where it is about a project; otherwise null. Read anew each time.</summary>
    public ProjectAuditApplication? Project => AuditApplications.Read<ProjectAuditApplication>(this, AuditResource.Project);

    /// <summary>The application, where it is about a flow; otherwise null. Read anew each time.</summary>
    public FlowAuditApplication? Flow => AuditApplications.Read<FlowAuditApplication>(this, AuditResource.Flow);

    /// <summary>The application, where it is about a job; otherwise null. Read anew each time.</summary>
    public JobAuditApplication? Job => AuditApplications.Read<JobAuditApplication>(this, AuditResource.Job);

    /// <summary>The application, where it is about a model; otherwise null. Read anew each time.</summary>
    public ModelAuditApplication? Model => AuditApplications.Read<ModelAuditApplication>(this, AuditResource.Model);

    /// <summary>Where it stands at a time. The expiry of its contract counts at once.</summary>
    /// <param name="now">The time.</param>
    /// <returns>The status; <see cref="ApprovalStatus.Terminated"/> for one that is open or approved after its contract's end.</returns>
    public ApprovalStatus StatusAt(DateTimeOffset now) =>
        Status is ApprovalStatus.Applied or ApprovalStatus.Approved && now >= ContractExpiresAt ? ApprovalStatus.Terminated : Status;

    /// <summary>Says which audit it is. The permit is left out.</summary>
    /// <returns>For instance <c>Dataset audit a-01 with JG0100001100000000 (Holder, Approved)</c>.</returns>
    public override string ToString() => $"{Resource} audit {AuditId} with {PartnerNodeId} ({Role}, {Status})";
}
