using Interconn.Sdk.Audits;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Permits;

/// <summary>Which of this node's permits its partners hold. To look spends no use.</summary>
internal sealed class PermitHoldings(
    NodeState state, IPermitStore permits, LocalNode node, TimeProvider timeProvider, ILogger<PermitHoldings> logger)
{
    /// <summary>Whether a partner holds a permit for a dataset that it could use now.</summary>
    public async ValueTask<bool> HoldsForDatasetAsync(string partnerNodeId, string datasetId, CancellationToken cancellationToken)
    {
        DateTimeOffset now = state.Now;
        var filter = new AuditFilter
        {
            Resource = AuditResource.Dataset,
            ResourceId = datasetId,
            PartnerNodeId = partnerNodeId,
            Role = PartyRole.Holder,
            Status = ApprovalStatus.Approved,
            Take = int.MaxValue,
        };
        foreach (AuditRecord audit in await state.Store.ListAuditsAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            if (audit.PermitId is not null
                && audit.StatusAt(now) == ApprovalStatus.Approved
                && await FindAsync(audit.PermitId, cancellationToken).ConfigureAwait(false) is PermitRecord permit
                && permit.OutcomeAt(now) == PermitUseOutcome.Granted
                && PermitVerifier.IsInScope(permit.AuthScope, AuthScopeKinds.Node, partnerNodeId))
            {
                return true;
            }
        }

        return false;
    }

    // The store is the host's: what it throws, and how long it takes, must not become this node's error.
    private async ValueTask<PermitRecord?> FindAsync(string permitId, CancellationToken cancellationToken)
    {
        try
        {
            return await permits.FindAsync(permitId, cancellationToken).AsTask()
                .WaitAsync(node.Options.StoreTimeout, timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            AuditLog.PermitStoreFailed(logger, exception);
            throw new InterconnException(InterconnCodes.Unavailable, $"The permit store failed to find a permit: {exception.GetType().Name}.", exception);
        }
    }
}
