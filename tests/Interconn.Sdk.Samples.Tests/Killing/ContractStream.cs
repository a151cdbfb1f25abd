using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Interconn.Sdk.Audits;

namespace Interconn.Sdk.Samples.Tests.Killing;

/// <summary>One node applies to the other for a contract, works under it, and one of them ends it: again and again, until it is told to stop.</summary>
internal sealed class ContractStream(KilledNode applicant, KilledNode holder, Ledger ledger, CancellationToken stopping, CancellationToken cancellationToken)
{
    private const int AuditsAtOnce = 4;
    private const int ShortestTermMilliseconds = 3_000;
    private const int LongestTermMilliseconds = 20_000;

    public async Task RunAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            if (await ApplyAsync() is string contractId)
            {
                await WorkAsync(contractId);
            }
        }
    }

    /// <summary>Works under a contract, and ends it in the middle of that, unless the stream ends before.</summary>
    private async Task WorkAsync(string contractId)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var audits = new AuditStream(applicant, holder, ledger, over.Token, cancellationToken);
        Task work = Task.WhenAll(Enumerable.Range(0, AuditsAtOnce).Select(_ => audits.RunAsync(contractId)));
        if (await IsToEndAsync())
        {
            await TerminateAsync(contractId);
        }

        await over.CancelAsync();
        await work;
    }

    private async Task<bool> IsToEndAsync()
    {
        int term = RandomNumberGenerator.GetInt32(ShortestTermMilliseconds, LongestTermMilliseconds);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(term), TimeProvider.System);
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
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
