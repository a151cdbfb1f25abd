using System.Text.Json.Nodes;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Jobs;

/// <summary>The rules of a configuration as the requests of 7.1 and 8.1 are held to them: first the sizes, then the structure.</summary>
internal static class JobConfigForm
{
    public static void Check(JobConfig config, Dag dag, string field)
    {
        FieldRules.Name(config.Version, field);
        FieldRules.Id(config.Initiator.Role, field);
        FieldRules.Id(config.Initiator.NodeId, field);
        FieldRules.Ids(config.Role.Guest, field);
        FieldRules.Ids(config.Role.Host, field);
        FieldRules.Ids(config.Role.Arbiter, field);
        DagForm.UnknownMembers(config, field);
        DagForm.UnknownMembers(config.Initiator, field);
        DagForm.UnknownMembers(config.Role, field);
        CheckSizes(config.JobParams, field);
        CheckSizes(config.TaskParams, field);
        IReadOnlyList<JobConfigFinding> findings = JobConfigCheck.Check(config, dag);
        FieldRules.That(findings.Count == 0, findings.Count == 0 ? "" : findings[0].Text, config, field);
    }

    private static void CheckSizes(JobConfigParams? parameters, string field)
    {
        if (parameters is null)
        {
            return;
        }

        CheckMembers(parameters.Common, field);
        CheckParties(parameters.Guest, field);
        CheckParties(parameters.Host, field);
        CheckParties(parameters.Arbiter, field);
        DagForm.UnknownMembers(parameters, field);
    }

    private static void CheckParties(IReadOnlyDictionary<string, JsonObject>? parties, string field)
    {
        FieldRules.Length(parties, FieldRules.MaxMapLength, field);
        foreach (JsonObject parameters in parties?.Values ?? [])
        {
            FieldRules.NotNull(parameters, field);
            CheckMembers(parameters, field);
        }
    }

    // As many as any object of a request: no body with more gets past its first reading.
    private static void CheckMembers(JsonObject? members, string field) =>
        FieldRules.That(members is null || members.Count <= FieldRules.MaxMapLength, "holds too many members.", members, field);
}
