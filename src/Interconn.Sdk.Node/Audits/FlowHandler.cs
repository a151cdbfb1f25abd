using Interconn.Sdk.Audits;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Audits;

/// <summary>Serves chapter 7: the audits of flows.</summary>
internal sealed class FlowHandler(AuditIntake audits) : IFlowHandler
{
    public Task ApplyAuditAsync(FlowAuditApplication request, InterconnContext context, CancellationToken cancellationToken) =>
        audits.ApplyAsync(AuditDraft.Of(request), context, admitAsync: null, cancellationToken);

    public Task ConfirmAuditAsync(AuditConfirmation request, InterconnContext context, CancellationToken cancellationToken) =>
        audits.ConfirmAsync(AuditResource.Flow, request, context, cancellationToken);

    public Task TerminateAuditAsync(AuditTermination request, InterconnContext context, CancellationToken cancellationToken) =>
        audits.TerminateAsync(AuditResource.Flow, request, context, cancellationToken);

    public Task<AuditState> QueryAuditAsync(AuditQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        audits.QueryAsync(AuditResource.Flow, request, context, cancellationToken);
}
