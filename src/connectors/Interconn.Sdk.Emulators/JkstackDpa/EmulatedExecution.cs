using Interconn.Sdk.JkstackDpa.Plans;

namespace Interconn.Sdk.Emulators.JkstackDpa;

/// <summary>An execution of a plan at the emulator, started by hand (5) or by a schedule (4).</summary>
public sealed record EmulatedExecution
{
    /// <summary>The id of the execution; another each time.</summary>
    public required string PlanInstanceId { get; init; }

    /// <summary>The plan.</summary>
    public required string ProcessPlanId { get; init; }

    /// <summary>Where it is said how the execution goes. Null where nobody wants to know.</summary>
    public Uri? CallbackUrl { get; init; }

    /// <summary>What its models are executed with; empty where nothing was given.</summary>
    public IReadOnlyList<ModelVariables> Models { get; init; } = [];

    /// <summary>The schedule, as it was read from the form. Null for an execution by hand.</summary>
    public PlanSchedule? Schedule { get; init; }

    /// <summary>The present state.</summary>
    public ExecutionStatus Status { get; init; } = ExecutionStatus.Default;

    /// <summary>What its nodes gave out; empty until <see cref="JkstackDpaEmulator.CompleteAsync"/>.</summary>
    public IReadOnlyList<ModelResult> Results { get; init; } = [];
}
