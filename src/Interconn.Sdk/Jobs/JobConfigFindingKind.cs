namespace Interconn.Sdk.Jobs;

/// <summary>What contradicts what in a <see cref="JobConfig"/>.</summary>
public enum JobConfigFindingKind
{
    /// <summary>The initiator's role is none of <c>guest</c>, <c>host</c> and <c>arbiter</c>.</summary>
    UnknownRole,

    /// <summary>The list of the initiator's role does not hold the initiator's node.</summary>
    InitiatorNotInRole,

    /// <summary>Parameters are given for a place that is no number, or beyond the end of the role's list.</summary>
    UnknownParty,

    /// <summary>Parameters are given for a component that the DAG does not have.</summary>
    UnknownComponent,
}
