using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.JkstackDpa.AspNetCore.Receiving;

/// <summary>What the receiver logs: event ids 740 to 749. Ids and statuses stand there only once their form was checked.</summary>
internal static partial class CallbackLog
{
    [LoggerMessage(740, LogLevel.Information, "Delivered the callback of execution {PlanInstanceId}: {Status}")]
    public static partial void Delivered(ILogger logger, string planInstanceId, string status);

    [LoggerMessage(741, LogLevel.Debug, "The callback of execution {PlanInstanceId}, {Status}, was delivered before")]
    public static partial void Repeated(ILogger logger, string planInstanceId, string status);

    [LoggerMessage(742, LogLevel.Information, "The callback of execution {PlanInstanceId}, {Status}, is being delivered already: answered 503, so that it comes again")]
    public static partial void InProgress(ILogger logger, string planInstanceId, string status);

    [LoggerMessage(743, LogLevel.Error, "The handler failed at the callback of execution {PlanInstanceId}, {Status}: answered 500, so that it comes again")]
    public static partial void HandlerFailed(ILogger logger, Exception exception, string planInstanceId, string status);

    [LoggerMessage(744, LogLevel.Warning, "Refused a callback with {HttpStatus}: {Reason}")]
    public static partial void Refused(ILogger logger, int httpStatus, string reason);

    [LoggerMessage(745, LogLevel.Error, "The store of callbacks failed before execution {PlanInstanceId}, {Status}, was delivered: answered 500, so that it comes again")]
    public static partial void BeginFailed(ILogger logger, Exception exception, string planInstanceId, string status);

    [LoggerMessage(746, LogLevel.Error, "The store of callbacks could not remember that execution {PlanInstanceId}, {Status}, was delivered: a repeat is delivered again")]
    public static partial void CompleteFailed(ILogger logger, Exception exception, string planInstanceId, string status);

    [LoggerMessage(747, LogLevel.Error, "The store of callbacks could not give back the claim on execution {PlanInstanceId}, {Status}: it lapses with its lease")]
    public static partial void AbandonFailed(ILogger logger, Exception exception, string planInstanceId, string status);
}
