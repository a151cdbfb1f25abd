using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Models;

internal sealed class ModelsClient(ISendCore core) : IModelsApi
{
    public Task ApplyAuditAsync(ModelAuditApplication request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.ApplyModelAudit, request, cancellationToken);

    public Task ConfirmAuditAsync(AuditConfirmation request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.ConfirmModelAudit, request, cancellationToken);

    public Task TerminateAuditAsync(AuditTermination request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.TerminateModelAudit, request, cancellationToken);

    public Task<AuditState> QueryAuditAsync(AuditQuery request, CancellationToken cancellationToken = default) =>
        core.SendAsync(InterconnEndpoints.QueryModelAudit, request, cancellationToken);
}
