using System.Net;
using System.Text.Json;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Outbox;

/// <summary>Why an attempt failed, and what follows from it by the signing profile ("Envelope codes").</summary>
/// <param name="Scope">What it says of the next attempt.</param>
/// <param name="Code">The partner's code, or 0 where none came.</param>
/// <param name="Text">For the operator; free of secrets.</param>
/// <param name="Status">The status that the answer amounts to; null where none came.</param>
internal sealed record DeliveryFailure(FailureScope Scope, int Code, string Text, int? Status)
{
    /// <summary>Whether the partner was reached and able to judge the message.</summary>
    public bool IsAnswer => Status is not null && Scope != FailureScope.Partner;

    public bool IsNotServed => Status == (int)HttpStatusCode.NotImplemented;

    public static DeliveryFailure Of(Exception exception, OutboxKind kind) => exception switch
    {
        InterconnAnswerException answer => new(ScopeOf(StatusOf(answer), kind), answer.Code, answer.Message, StatusOf(answer)),
        InterconnTransportException or InterconnProtocolException => new(FailureScope.Partner, 0, exception.Message, Status: null),

        // Our own request breaks a rule, or what was kept of it cannot be read: it would again.
        InterconnRequestException => new(FailureScope.Final, 0, exception.Message, Status: null),
        JsonException => new(FailureScope.Final, 0, "The content that was kept cannot be read.", Status: null),

        // Something at this node is missing: an address, a key, a store. Its words are the SDK's own.
        InterconnException or InvalidOperationException => new(FailureScope.Message, 0, exception.Message, Status: null),
        _ => new(FailureScope.Message, 0, $"This node failed to send it: {exception.GetType().Name}.", Status: null),
    };

    /// <summary>The status of HTTP, or under HTTP 200 the first three digits of a code of five.</summary>
    public static int StatusOf(InterconnAnswerException answer) =>
        answer.HttpStatus is int status && (status != (int)HttpStatusCode.OK || answer.Code is < 10_000 or > 99_999) ? status : answer.Code / 100;

    private static FailureScope ScopeOf(int status, OutboxKind kind) => status switch
    {
        (int)HttpStatusCode.Unauthorized => FailureScope.Message,
        (int)HttpStatusCode.NotFound when kind is not (OutboxKind.AuditApplication or OutboxKind.NodeUpdate) => FailureScope.Message,
        (int)HttpStatusCode.NotImplemented => FailureScope.Final,
        (int)HttpStatusCode.RequestTimeout or (int)HttpStatusCode.TooManyRequests or >= 500 and <= 599 => FailureScope.Partner,
        _ => FailureScope.Final,
    };
}
