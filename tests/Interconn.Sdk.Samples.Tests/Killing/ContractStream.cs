using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Interconn.Sdk.Audits;

namespace Interconn.Sdk.Samples.Tests.Killing;

/// <summary>One node applies to the other for a contract, works under it, and one of them ends it: again and again, until it is told to stop.</summary>
internal sealed class ContractStream(KilledNode applicant, KilledNode holder, Ledger ledger, CancellationToken stopping, CancellationToken cancellationToken)
{
    private const int AuditsAtOnce = 5;

    public async Task RunAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            string? contractId = await ApplyAsync();
            if (contractId is null)
            {
                continue;
            }

            var audits = new AuditStream(applicant, holder, ledger, stopping, cancellationToken);
            await Task.WhenAll(Enumerable.Range(0, AuditsAtOnce).Select(_ => audits.RunAsync(contractId)));
            if (!stopping.IsCancellationRequested)
            {
                await TerminateAsync(contractId);
            }
        }
    }

    /// <summary>Applies, and has it approved.</summary>
    /// <returns>The contract, in force at the applicant; null where that did not come about before the end.</returns>
    private async Task<string?> ApplyAsync()
    {
        // Until the partner has heard of the end of the last one it answers with that, which the applicant refuses to take: 502.
        JsonElement? applied = await applicant.Administrator.OrderAsync(
            "/contracts", new { partnerNodeId = holder.NodeId, partnerAddress = holder.Address }, static _ => false, cancellationToken);
        string contractId = applied?.GetProperty("contractId").GetString() ?? throw new AssertionException("An application for a contract was refused.");
        ledger.Contract(AcknowledgedAct.Applied, applicant, contractId);
        if (!holder.IsAutomatic && await holder.Administrator.OrderAsync(
            $"/approvals/contract/{applicant.NodeId}/{contractId}/approve", null, static _ => false, cancellationToken) is not null)
        {
            ledger.Contract(AcknowledgedAct.Approved, holder, contractId);
        }

        string? status = await Observation.OfDecisionAsync(applicant, $"/contracts/{holder.NodeId}/{contractId}", stopping, cancellationToken);
        return status == nameof(ApprovalStatus.Approved) ? contractId : null;
    }

    private async Task TerminateAsync(string contractId)
    {
        (KilledNode by, KilledNode other) = RandomNumberGenerator.GetInt32(2) == 0 ? (applicant, holder) : (holder, applicant);
        if (await by.Administrator.OrderAsync($"/contracts/{other.NodeId}/{contractId}/terminate", null, static _ => false, cancellationToken) is not null)
        {
            ledger.Contract(AcknowledgedAct.Terminated, by, contractId);
        }
    }
}
