using Interconn.Sdk.Audits;
using Interconn.Sdk.Models;

namespace Interconn.Sdk.Conformance.RoundTrips;

/// <summary>Section 9: models and their audits.</summary>
internal static class ModelSamples
{
    public static readonly EndpointSample[] All =
    [
        EndpointSample.Post(
            "9.1",
            "/v1/interconn/model/audit/apply",
            new ModelAuditApplication { AuditId = "a-91", ModelId = "m-1", ApplyProjectId = "p-1", Digest = "摘要:ab12", TaskId = "t-1" },
            static (client, request) => client.Models.ApplyAuditAsync(request)),
        EndpointSample.Post(
            "9.2",
            "/v1/interconn/model/audit/confirm",
            new AuditConfirmation { AuditId = "a-92", Status = ApprovalDecision.Rejected },
            static (client, request) => client.Models.ConfirmAuditAsync(request)),
        EndpointSample.Post(
            "9.3",
            "/v1/interconn/model/audit/terminate",
            new AuditTermination { AuditId = "a-93" },
            static (client, request) => client.Models.TerminateAuditAsync(request)),
        EndpointSample.Get(
            "9.4",
            "/v1/interconn/model/audit/query?audit_id=a-94",
            new AuditQuery { AuditId = "a-94" },
            static (client, request) => client.Models.QueryAuditAsync(request),
            new AuditState { Status = ApprovalStatus.Approved }),
    ];
}
