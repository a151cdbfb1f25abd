namespace Interconn.Sdk.Neighbours;

/// <summary>Makes the exceptions of one system's family.</summary>
internal interface INeighbourFailures
{
    /// <summary>The system answered that it will not, or could not.</summary>
    Exception Refused(NeighbourFailure failure);

    /// <summary>What came is not what the system's document says.</summary>
    Exception Unreadable(NeighbourFailure failure);

    /// <summary>No answer came.</summary>
    Exception Unanswered(NeighbourFailure failure);
}
