using Interconn.Sdk.Diagnostics;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>Stage 10: the permit that the route demands, verified and spent. The last stage before the handler, so that no other refusal costs a use.</summary>
internal sealed class PermitStage(PermitVerifier verifier)
{
    public async ValueTask<Refusal?> SpendAsync(IncomingCall call, PermitRequirement requirement, CancellationToken cancellationToken)
    {
        string? resourceId = requirement.ResourceId(call.Http);
        if (string.IsNullOrEmpty(resourceId))
        {
            return new Refusal(InterconnCodes.PermitInvalid, "the route gives no resource id for this call");
        }

        var demand = new PermitDemand
        {
            ResourceType = requirement.ResourceType,
            ResourceId = resourceId,
            Level = requirement.Level,
            ProjectId = requirement.ProjectId?.Invoke(call.Http),
            ComponentId = requirement.ComponentId?.Invoke(call.Http),
        };
        // From here on it is the store that may fail; what came before is the host's own code.
        call.Asking = "the permit store";
        PermitVerdict verdict = await verifier
            .VerifyAsync(call.Headers.TokenSet, demand, call.Headers.Source!, cancellationToken).ConfigureAwait(false);
        call.Asking = null;
        InterconnDiagnostics.PermitUses.Add(1, new KeyValuePair<string, object?>(InterconnDiagnostics.CodeTag, verdict.Code));
        if (verdict.Permit is null)
        {
            return new Refusal(verdict.Code, $"no permit holds for {requirement.ResourceType}: {verdict.Refusal}");
        }

        call.Permits = [verdict.Permit];
        return null;
    }
}
