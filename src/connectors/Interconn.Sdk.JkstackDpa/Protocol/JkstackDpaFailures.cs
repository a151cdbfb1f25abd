using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.JkstackDpa.Protocol;

/// <summary>Makes the exceptions of the family.</summary>
internal sealed class JkstackDpaFailures : INeighbourFailures
{
    public static JkstackDpaFailures Instance { get; } = new();

    public Exception Refused(NeighbourFailure failure) => new JkstackDpaAnswerException(failure.Message, failure.Cause)
    {
        Endpoint = failure.Endpoint,
        HttpStatus = failure.HttpStatus,
        Code = failure.Code,
        Msg = failure.Msg,
    };

    public Exception Unreadable(NeighbourFailure failure) =>
        new JkstackDpaProtocolException(failure.Message, failure.Cause) { Endpoint = failure.Endpoint, HttpStatus = failure.HttpStatus };

    public Exception Unanswered(NeighbourFailure failure) => new JkstackDpaTransportException(failure.Message, failure.Cause) { Endpoint = failure.Endpoint };
}
