using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Audits;

/// <summary>The calls of audits by kind of resource, over the SDK's own client and the wire.</summary>
internal static class AuditCalls
{
    public static Task ApplyAsync(this InterconnClient client, AuditResource resource, string auditId, string contractId = TestNode.ContractId) => resource switch
    {
        AuditResource.Dataset => client.Datasets.ApplyAuditAsync(AuditSamples.Dataset(auditId, contractId: contractId)),
        AuditResource.Project => client.Projects.ApplyAuditAsync(AuditSamples.Project(auditId, contractId: contractId)),
        AuditResource.Flow => client.Flows.ApplyAuditAsync(AuditSamples.Flow(auditId)),
        AuditResource.Job => client.Jobs.ApplyAuditAsync(AuditSamples.Job(auditId)),
        _ => client.Models.ApplyAuditAsync(AuditSamples.Model(auditId)),
    };

    public static Task ConfirmAsync(this InterconnClient client, AuditResource resource, string auditId, ApprovalDecision status, ResourcePermit? permit = null)
    {
        var confirmation = new AuditConfirmation { AuditId = auditId, Status = status, ResourcePermit = permit };
        return resource switch
        {
            AuditResource.Dataset => client.Datasets.ConfirmAuditAsync(confirmation),
            AuditResource.Project => client.Projects.ConfirmAuditAsync(confirmation),
            AuditResource.Flow => client.Flows.ConfirmAuditAsync(confirmation),
            AuditResource.Job => client.Jobs.ConfirmAuditAsync(confirmation),
            _ => client.Models.ConfirmAuditAsync(confirmation),
        };
    }

    public static Task TerminateAsync(this InterconnClient client, AuditResource resource, string auditId)
    {
        var termination = new AuditTermination { AuditId = auditId };
        return resource switch
        {
            AuditResource.Dataset => client.Datasets.TerminateAuditAsync(termination),
            AuditResource.Project => client.Projects.TerminateAuditAsync(termination),
            AuditResource.Flow => client.Flows.TerminateAuditAsync(termination),
            AuditResource.Job => client.Jobs.TerminateAuditAsync(termination),
            _ => client.Models.TerminateAuditAsync(termination),
        };
    }

    public static async Task<ApprovalStatus> QueryAsync(this InterconnClient client, AuditResource resource, string auditId)
    {
        var query = new AuditQuery { AuditId = auditId };
        AuditState state = await (resource switch
        {
            AuditResource.Dataset => client.Datasets.QueryAuditAsync(query),
            AuditResource.Project => client.Projects.QueryAuditAsync(query),
            AuditResource.Flow => client.Flows.QueryAuditAsync(query),
            AuditResource.Model => client.Models.QueryAuditAsync(query),
            _ => throw new ArgumentOutOfRangeException(nameof(resource)),
        });
        return state.Status;
    }

    /// <summary>The code that a call was answered: 0 for success.</summary>
    public static async Task<int> CodeOfAsync(this Task call)
    {
        try
        {
            await call;
            return InterconnCodes.Ok;
        }
        catch (InterconnAnswerException exception)
        {
            return exception.Code;
        }
    }

    /// <summary>Calls a guarded route of the partner's own with permits, and gives the code: 0 where it was served.</summary>
    public static async Task<int> UseAsync(this InterconnClient client, string target, params ResourcePermit[] permits)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        using HttpResponseMessage answer = await client.With(new InterconnCallOptions { Permits = permits }).SendAsync(request);
        string body = await answer.Content.ReadAsStringAsync();
        return body == AuditNode.Served ? InterconnCodes.Ok : new WireAnswer((int)answer.StatusCode, [], body).Code ?? -(int)answer.StatusCode;
    }
}
