using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.GxbDes.Protocol;

/// <summary>Makes the exceptions of the family.</summary>
internal sealed class GxbDesFailures : INeighbourFailures
{
    public static GxbDesFailures Instance { get; } = new();

    public Exception Refused(NeighbourFailure failure) => new GxbDesAnswerException(failure.Message, failure.Cause)
    {
        Endpoint = failure.Endpoint,
        HttpStatus = failure.HttpStatus,
        Code = failure.Code,
        Msg = failure.Msg,
    };

    public Exception Unreadable(NeighbourFailure failure) =>
        new GxbDesProtocolException(failure.Message, failure.Cause) { Endpoint = failure.Endpoint, HttpStatus = failure.HttpStatus };

    public Exception Unanswered(NeighbourFailure failure) => new GxbDesTransportException(failure.Message, failure.Cause) { Endpoint = failure.Endpoint };
}
