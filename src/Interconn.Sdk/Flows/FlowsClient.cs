using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Flows;

internal sealed class FlowsClient(ISendCore core) : IFlowsApi
{
    public Task ApplyAuditAsync(FlowAuditApplication request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.ApplyFlowAudit, request, cancellationToken);

    public Task ConfirmAuditAsync(AuditConfirmation request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.ConfirmFlowAudit, request, cancellationToken);

    public Task TerminateAuditAsync(AuditTermination request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.TerminateFlowAudit, request, cancellationToken);

    public Task<AuditState> QueryAuditAsync(AuditQuery request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.QueryFlowAudit, request, cancellationToken);
}
