using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>The state of a plan or of its execution (2, 4, 7). An open set: any text of the platform is kept.</summary>
/// <param name="Value">The text on the wire.</param>
[JsonConverter(typeof(OpenValueConverter<ExecutionStatus>))]
public readonly record struct ExecutionStatus(string Value) : IOpenValue<ExecutionStatus>
{
    /// <summary>The state before any other (默认).</summary>
    public static ExecutionStatus Default { get; } = new("DEFAULT");

    /// <summary>It is being executed (执行中).</summary>
    public static ExecutionStatus Running { get; } = new("RUNNING");

    /// <summary>It is suspended (挂起).</summary>
    public static ExecutionStatus Pending { get; } = new("PENDING");

    /// <summary>It has succeeded (成功).</summary>
    public static ExecutionStatus Success { get; } = new("SUCCESS");

    /// <summary>It has failed (失败).</summary>
    public static ExecutionStatus Fail { get; } = new("FAIL");

    static ExecutionStatus IOpenValue<ExecutionStatus>.Create(string value) => new(value);

    /// <summary>The text on the wire.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;
}
