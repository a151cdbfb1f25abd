using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>How often a schedule executes its plan (4). A closed set.</summary>
[JsonConverter(typeof(ExecuteStrategyConverter))]
public enum ExecuteStrategy
{
    /// <summary>Once: <c>single</c>.</summary>
    Once,

    /// <summary>Again after each interval: <c>cycle</c>.</summary>
    Cycle,
}

internal sealed class ExecuteStrategyConverter() : ClosedEnumConverter<ExecuteStrategy>(
    (ExecuteStrategy.Once, "single"),
    (ExecuteStrategy.Cycle, "cycle"));
