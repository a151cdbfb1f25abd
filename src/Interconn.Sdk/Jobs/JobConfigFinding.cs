namespace Interconn.Sdk.Jobs;

/// <summary>One contradiction in a <see cref="JobConfig"/>.</summary>
/// <param name="Field">Where it is, for instance <c>task_params.guest.0</c>.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Text">The finding in a sentence, for a person to read. It quotes names of the configuration, never parameters.</param>
public sealed record JobConfigFinding(string Field, JobConfigFindingKind Kind, string Text);
