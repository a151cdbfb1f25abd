using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Flows;

/// <summary>
/// Finds out whether a <see cref="Dag"/> holds, and in which order its components run. The key of an input is
/// <c>&lt;producer name&gt;.&lt;output key&gt;</c>. Both parts may hold dots: the producer is the component with the longest name that
/// the key starts with, followed by a dot. Neither time nor stack grow with the depth of the graph.
/// </summary>
public static class DagCheck
{
    /// <summary>Looks for what is wrong with a DAG.</summary>
    /// <param name="dag">The DAG.</param>
    /// <returns>
    /// The findings, in the order of the components, cycles last; empty where the DAG holds. Of cycles that share components one at
    /// least is named: when it is mended, another may show.
    /// </returns>
    public static IReadOnlyList<DagFinding> Check(Dag dag)
    {
        ArgumentNullException.ThrowIfNull(dag);
        return new DagGraph(dag).Findings;
    }

    /// <summary>Puts the components in an order in which each comes after all whose outputs it takes.</summary>
    /// <param name="dag">The DAG.</param>
    /// <returns>The names of all components. Where several could come next, the one that the DAG lists first does.</returns>
    /// <exception cref="InterconnException">
    /// <see cref="InterconnCodes.FieldRule"/>: the DAG does not hold. The message names the component.
    /// </exception>
    public static IReadOnlyList<string> Order(Dag dag)
    {
        ArgumentNullException.ThrowIfNull(dag);
        var graph = new DagGraph(dag);
        return graph.Findings.Count == 0 ? graph.Order : throw InterconnException.ForField(nameof(dag), graph.Findings[0].Text);
    }
}
