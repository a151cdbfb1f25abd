using Interconn.Sdk.Diagnostics;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Permits;
using Microsoft.AspNetCore.Http;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>Stage 10: the permit that the route demands, verified and spent. The last stage before the handler, so that no other refusal costs a use.</summary>
internal sealed class PermitStage(LocalNode node, PermitVerifier verifier)
{
    /// <summary>What the route demands of this call, by the host's own delegates; null where they give no resource id.</summary>
    public static PermitDemand? DemandOf(HttpContext http, PermitRequirement requirement)
    {
        string? resourceId = requirement.ResourceId(http);
        return string.IsNullOrEmpty(resourceId)
            ? null
            : new PermitDemand
            {
                ResourceType = requirement.ResourceType,
                ResourceId = resourceId,
                Level = requirement.Level,
                ProjectId = requirement.ProjectId?.Invoke(http),
                ComponentId = requirement.ComponentId?.Invoke(http),
            };
    }

    public async ValueTask<Refusal?> SpendAsync(IncomingCall call, PermitDemand demand, CancellationToken cancellationToken)
    {
        PermitVerdict verdict = await verifier
            .VerifyAsync(call.Headers.TokenSet, demand, call.Headers.Source!, cancellationToken).ConfigureAwait(false);
        InterconnDiagnostics.PermitUses.Add(
            1,
            new KeyValuePair<string, object?>(InterconnDiagnostics.CodeTag, verdict.Code),
            new KeyValuePair<string, object?>(InterconnDiagnostics.NodeTag, node.NodeId));
        if (verdict.Permit is null)
        {
            return new Refusal(verdict.Code, $"no permit holds for {demand.ResourceType}: {verdict.Refusal}");
        }

        call.Permits = [verdict.Permit];
        return null;
    }
}
