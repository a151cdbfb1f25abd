using System.Globalization;
using System.Text.Json.Nodes;
using Interconn.Sdk.Flows;

namespace Interconn.Sdk.Jobs;

/// <summary>
/// Finds out whether a <see cref="JobConfig"/> contradicts itself or its DAG. Only what cannot be meant is a finding: a role whose list
/// is not there says nothing, and what the parameters mean is the engines' affair.
/// </summary>
public static class JobConfigCheck
{
    private const string Guest = "guest";
    private const string Host = "host";
    private const string Arbiter = "arbiter";

    /// <summary>Looks for contradictions.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="dag">The DAG that it goes with; null leaves out what concerns the DAG's components.</param>
    /// <returns>The findings, in the order of the fields; empty where there are none.</returns>
    public static IReadOnlyList<JobConfigFinding> Check(JobConfig config, Dag? dag = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        var findings = new List<JobConfigFinding>();
        CheckInitiator(config, findings);
        CheckParams("job_params", config.JobParams, config.Role, null, findings);
        HashSet<string>? components = dag?.Components.Select(component => component.Name).ToHashSet(StringComparer.Ordinal);
        CheckParams("task_params", config.TaskParams, config.Role, components, findings);
        return findings;
    }

    private static void CheckInitiator(JobConfig config, List<JobConfigFinding> findings)
    {
        JobConfigInitiator initiator = config.Initiator;
        if (initiator.Role is not (Guest or Host or Arbiter))
        {
            findings.Add(new("initiator.role", JobConfigFindingKind.UnknownRole, $"The initiator's role '{initiator.Role}' is none."));
            return;
        }

        IReadOnlyList<string>? nodes = initiator.Role switch
        {
            Guest => config.Role.Guest,
            Host => config.Role.Host,
            _ => config.Role.Arbiter,
        };
        if (nodes is not null && !nodes.Contains(initiator.NodeId, StringComparer.Ordinal))
        {
            findings.Add(new(
                "initiator.node_id",
                JobConfigFindingKind.InitiatorNotInRole,
                $"The initiator '{initiator.NodeId}' is not among the nodes of its role '{initiator.Role}'."));
        }
    }

    private static void CheckParams(
        string field, JobConfigParams? parameters, JobConfigRoles roles, HashSet<string>? components, List<JobConfigFinding> findings)
    {
        if (parameters is null)
        {
            return;
        }

        CheckComponents($"{field}.common", parameters.Common, components, findings);
        CheckParties($"{field}.{Guest}", parameters.Guest, roles.Guest, components, findings);
        CheckParties($"{field}.{Host}", parameters.Host, roles.Host, components, findings);
        CheckParties($"{field}.{Arbiter}", parameters.Arbiter, roles.Arbiter, components, findings);
    }

    private static void CheckParties(
        string field,
        IReadOnlyDictionary<string, JsonObject>? parties,
        IReadOnlyList<string>? nodes,
        HashSet<string>? components,
        List<JobConfigFinding> findings)
    {
        if (parties is null)
        {
            return;
        }

        foreach ((string place, JsonObject parameters) in parties)
        {
            string partyField = $"{field}.{place}";
            if (!IsPlace(place, nodes))
            {
                findings.Add(new(
                    partyField, JobConfigFindingKind.UnknownParty, $"'{partyField}' is for a node that the role's list does not have."));
            }

            CheckComponents(partyField, parameters, components, findings);
        }
    }

    // One spelling for each place: "00" beside "0" would give one node two sets of parameters.
    private static bool IsPlace(string text, IReadOnlyList<string>? nodes) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int place)
        && (text.Length == 1 || text[0] != '0')
        && (nodes is null || place < nodes.Count);

    private static void CheckComponents(string field, JsonObject? parameters, HashSet<string>? components, List<JobConfigFinding> findings)
    {
        if (parameters is null || components is null)
        {
            return;
        }

        foreach ((string name, _) in parameters)
        {
            if (!components.Contains(name))
            {
                findings.Add(new(
                    field, JobConfigFindingKind.UnknownComponent, $"'{field}' is for component '{name}', which the DAG does not have."));
            }
        }
    }
}
