using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.Fuxi.Protocol;

/// <summary>Makes the exceptions of the family.</summary>
internal sealed class FuxiFailures : INeighbourFailures
{
    public static FuxiFailures Instance { get; } = new();

    public Exception Refused(NeighbourFailure failure) => new FuxiAnswerException(failure.Message, failure.Cause)
    {
        Endpoint = failure.Endpoint,
        HttpStatus = failure.HttpStatus,
        Code = failure.Code,
        Msg = failure.Msg,
        IsAlreadyExists = FuxiStatus.IsAlreadyExists(failure.Endpoint, failure.HttpStatus),
    };

    public Exception Unreadable(NeighbourFailure failure) =>
        new FuxiProtocolException(failure.Message, failure.Cause) { Endpoint = failure.Endpoint, HttpStatus = failure.HttpStatus };

    public Exception Unanswered(NeighbourFailure failure) => new FuxiTransportException(failure.Message, failure.Cause) { Endpoint = failure.Endpoint };
}
