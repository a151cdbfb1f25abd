namespace PartnerClient;

/// <summary>How a step, or all of them, came out. The number is the exit code.</summary>
internal enum Outcome
{
    /// <summary>It did what was asked.</summary>
    Done = 0,

    /// <summary>The partner refused, or could not be reached.</summary>
    Failed = 1,

    /// <summary>The arguments do not hold.</summary>
    Misused = 2,

    /// <summary>A person has not decided yet. The same command goes on from there.</summary>
    Undecided = 3,
}
