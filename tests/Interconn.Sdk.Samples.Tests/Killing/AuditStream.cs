using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Samples.Tests.Killing;

/// <summary>What two nodes do under a contract: one applies, the other approves, permits are used and audits ended.</summary>
internal sealed class AuditStream(KilledNode applicant, KilledNode holder, Ledger ledger, CancellationToken stopping, CancellationToken cancellationToken)
{
    private const int MaxTimesLimit = 4;
    private const int UsesTooMany = 3;
    private const int IdBytes = 8;

    private static readonly string[] Datasets = ["d-01", "d-02", "d-03", "d-90"];

    public async Task RunAsync(string contractId)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (RandomNumberGenerator.GetInt32(3) == 0)
            {
                await RunProjectAsync(contractId);
            }
            else
            {
                await RunDatasetAsync(contractId);
            }
        }
    }

    private async Task RunDatasetAsync(string contractId)
    {
        string auditId = NewId();
        int timesLimit = 1 + RandomNumberGenerator.GetInt32(MaxTimesLimit);
        string datasetId = Datasets[RandomNumberGenerator.GetInt32(Datasets.Length)];
        if (!await AgreeAsync("dataset", auditId, new { audit_id = auditId, contract_id = contractId, dataset_id = datasetId, times_limit = timesLimit }))
        {
            return;
        }

        await UseAsync(auditId, datasetId, timesLimit);
        await MaybeTerminateAsync("dataset", auditId);
    }

    private async Task RunProjectAsync(string contractId)
    {
        string projectAuditId = NewId();
        string projectId = NewId();
        if (!await AgreeAsync("project", projectAuditId, new { audit_id = projectAuditId, contract_id = contractId, project_id = projectId, name = "joint" }))
        {
            return;
        }

        // It ends with the project.
        string modelAuditId = NewId();
        await AgreeAsync("model", modelAuditId, new { audit_id = modelAuditId, model_id = NewId(), apply_project_id = projectId });
        await MaybeTerminateAsync("project", projectAuditId);
    }

    /// <summary>Applies, and has it approved.</summary>
    /// <returns>Whether it is approved at the applicant.</returns>
    private async Task<bool> AgreeAsync(string resource, string auditId, object application)
    {
        if (stopping.IsCancellationRequested
            || await applicant.Administrator.OrderAsync($"/audits/{resource}/{holder.NodeId}", application, static _ => false, cancellationToken) is null)
        {
            return false;
        }

        ledger.Audit(AcknowledgedAct.Applied, applicant, auditId);
        if (!holder.IsAutomatic && !await ApproveAsync(resource, auditId))
        {
            return false;
        }

        string? status = await Observation.OfDecisionAsync(applicant, $"/audits/{resource}/{holder.NodeId}/{auditId}", stopping, cancellationToken);
        return status == nameof(ApprovalStatus.Approved);
    }

    private async Task<bool> ApproveAsync(string resource, string auditId)
    {
        // 404 until the application has come.
        JsonElement? answer = await holder.Administrator.OrderAsync(
            $"/approvals/{resource}/{applicant.NodeId}/{auditId}/approve",
            null,
            status => status == HttpStatusCode.NotFound && !stopping.IsCancellationRequested,
            cancellationToken);

        // Where the contract is over the audit ends instead, and the answer says so.
        bool isApproved = answer?.GetProperty("approvedAt").ValueKind == JsonValueKind.String;
        if (isApproved)
        {
            ledger.Audit(AcknowledgedAct.Approved, holder, auditId);
        }

        return isApproved;
    }

    /// <summary>Uses a permit more often than it allows, all at once.</summary>
    private async Task UseAsync(string auditId, string datasetId, int timesLimit)
    {
        AuditRecord? audit = await applicant.Insight.Audits.FindAsync(new AuditKey(AuditResource.Dataset, holder.NodeId, auditId), cancellationToken);
        if (audit?.ReceivedPermit is ResourcePermit permit)
        {
            InterconnClient client = applicant.Insight.CreateClient(holder.NodeId).With(new InterconnCallOptions { Permits = [permit] });
            await Task.WhenAll(Enumerable.Range(0, timesLimit + UsesTooMany).Select(_ => UseOnceAsync(client, auditId, datasetId)));
        }
    }

    private async Task UseOnceAsync(InterconnClient client, string auditId, string datasetId)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/data/{datasetId}/read");
            using HttpResponseMessage answer = await client.SendAsync(request, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.OK && (await answer.Content.ReadAsStringAsync(cancellationToken)).StartsWith(datasetId, StringComparison.Ordinal))
            {
                ledger.Use(auditId);
            }
        }
        catch (Exception exception) when (exception is InterconnException or HttpRequestException or IOException)
        {
            // Killed meanwhile. The use may have been counted: a kill may cost one, and never gives one.
        }
    }

    private async Task MaybeTerminateAsync(string resource, string auditId)
    {
        if (stopping.IsCancellationRequested || RandomNumberGenerator.GetInt32(2) == 0)
        {
            return;
        }

        (KilledNode by, KilledNode other) = RandomNumberGenerator.GetInt32(2) == 0 ? (applicant, holder) : (holder, applicant);
        if (await by.Administrator.OrderAsync($"/audits/{resource}/{other.NodeId}/{auditId}/terminate", null, static _ => false, cancellationToken) is not null)
        {
            ledger.Audit(AcknowledgedAct.Terminated, by, auditId);
        }
    }

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
}
