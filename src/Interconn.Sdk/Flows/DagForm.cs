using Interconn.Sdk.Jobs;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Flows;

/// <summary>
/// The rules of a DAG and of the configuration that goes with it, as the requests of 7.1 and 8.1 are held to them: first the sizes, so
/// that the checks of the structure meet nothing larger than they are made for, then the structure.
/// </summary>
internal static class DagForm
{
    /// <summary>Throws 40004 naming <c>dag</c>, or the configuration's field, where a rule is broken.</summary>
    /// <param name="dag">The DAG.</param>
    /// <param name="config">The configuration, or null where none came.</param>
    /// <param name="configField">What the request calls the configuration.</param>
    public static void Check(Dag dag, JobConfig? config, string configField)
    {
        CheckSizes(dag, nameof(dag));
        IReadOnlyList<DagFinding> findings = DagCheck.Check(dag);
        FieldRules.That(findings.Count == 0, findings.Count == 0 ? "" : findings[0].Text, dag, nameof(dag));
        if (config is not null)
        {
            JobConfigForm.Check(config, dag, configField);
        }
    }

    /// <summary>Members that nobody defined are kept, but not without bound.</summary>
    public static void UnknownMembers(OpenRecord record, string field) =>
        FieldRules.Length(record.UnknownMembers, FieldRules.MaxMapLength, field);

    private static void CheckSizes(Dag dag, string field)
    {
        FieldRules.Name(dag.Version, field);
        UnknownMembers(dag, field);
        FieldRules.Length(dag.Components, FieldRules.MaxListLength, field);
        foreach (DagComponent component in dag.Components)
        {
            FieldRules.NotNull(component, field);
            FieldRules.Name(component.Name, field);
            FieldRules.Name(component.ComponentName, field);
            FieldRules.Name(component.Provider, field);
            FieldRules.Name(component.Version, field);
            UnknownMembers(component, field);
            CheckPorts(component.Input, field);
            CheckPorts(component.Output, field);
        }
    }

    private static void CheckPorts(IReadOnlyList<DagPort> ports, string field)
    {
        FieldRules.Length(ports, FieldRules.MaxListLength, field);
        foreach (DagPort port in ports)
        {
            FieldRules.NotNull(port, field);
            FieldRules.LongName(port.Key, field);
            FieldRules.Name(port.Type, field);
            UnknownMembers(port, field);
        }
    }
}
