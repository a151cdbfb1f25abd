using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.HuaweiBcs.Protocol;

/// <summary>Makes the exceptions of the family.</summary>
internal sealed class HuaweiBcsFailures : INeighbourFailures
{
    public static HuaweiBcsFailures Instance { get; } = new();

    public Exception Refused(NeighbourFailure failure) => new HuaweiBcsAnswerException(failure.Message, failure.Cause)
    {
        Endpoint = failure.Endpoint,
        HttpStatus = failure.HttpStatus,
        Code = failure.Code,
        Msg = failure.Msg,
    };

    public Exception Unreadable(NeighbourFailure failure) =>
        new HuaweiBcsProtocolException(failure.Message, failure.Cause) { Endpoint = failure.Endpoint, HttpStatus = failure.HttpStatus };

    public Exception Unanswered(NeighbourFailure failure) => new HuaweiBcsTransportException(failure.Message, failure.Cause) { Endpoint = failure.Endpoint };
}
