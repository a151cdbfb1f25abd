using Interconn.Sdk.Audits;
using Interconn.Sdk.Models;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Audits;

/// <summary>Serves chapter 9: the audits of models.</summary>
internal sealed class ModelHandler(AuditIntake audits) : IModelHandler
{
    public Task ApplyAuditAsync(ModelAuditApplication request, InterconnContext context, CancellationToken cancellationToken) =>
        audits.ApplyAsync(AuditDraft.Of(request), context, admitAsync: null, cancellationToken);

    public Task ConfirmAuditAsync(AuditConfirmation request, InterconnContext context, CancellationToken cancellationToken) =>
        audits.ConfirmAsync(AuditResource.Model, request, context, cancellationToken);

    public Task TerminateAuditAsync(AuditTermination request, InterconnContext context, CancellationToken cancellationToken) =>
        audits.TerminateAsync(AuditResource.Model, request, context, cancellationToken);

    public Task<AuditState> QueryAuditAsync(AuditQuery request, InterconnContext context, CancellationToken cancellationToken) =>
        audits.QueryAsync(AuditResource.Model, request, context, cancellationToken);
}
