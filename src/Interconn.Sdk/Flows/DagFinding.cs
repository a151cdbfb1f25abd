namespace Interconn.Sdk.Flows;

/// <summary>One thing that is wrong with a DAG.</summary>
/// <param name="Component">The name of the component that is at fault; for a cycle, the one on it that the DAG lists first.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Text">The finding in a sentence, for a person to read. It quotes names of the DAG.</param>
public sealed record DagFinding(string Component, DagFindingKind Kind, string Text);
