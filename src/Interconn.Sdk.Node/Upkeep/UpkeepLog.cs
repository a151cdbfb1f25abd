using Interconn.Sdk.Node.Approvals;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Upkeep;

/// <summary>What the background work logs: event ids 560 to 569.</summary>
internal static partial class UpkeepLog
{
    [LoggerMessage(560, LogLevel.Error, "The {Work} cannot go on, since the store fails. It waits and tries again.")]
    public static partial void StoreFails(ILogger logger, Exception exception, string work);

    [LoggerMessage(561, LogLevel.Debug, "The {Work} asks the store again in {Wait}, after {Failure}")]
    public static partial void StoreAskedAgain(ILogger logger, string failure, string work, TimeSpan wait);

    [LoggerMessage(562, LogLevel.Information, "The {Work} goes on: the store answers again, after {Failures} failures")]
    public static partial void StoreAnswers(ILogger logger, string work, int failures);

    [LoggerMessage(563, LogLevel.Error, "The decision on {What} failed. The approval policy is asked again from {At:O} on.")]
    public static partial void DecisionFailed(ILogger logger, Exception exception, ApprovalId what, DateTimeOffset at);

    [LoggerMessage(564, LogLevel.Debug, "The decision on {What} came too late: {Reason}")]
    public static partial void DecisionMoot(ILogger logger, ApprovalId what, string reason);

    [LoggerMessage(565, LogLevel.Information, "{Partner} could not be asked where {What} stands. {Failure}")]
    public static partial void InquiryFailed(ILogger logger, string partner, ApprovalId what, string failure);

    [LoggerMessage(566, LogLevel.Error, "The upkeep of {What} failed. It is tried again from {At:O} on.")]
    public static partial void UpkeepFailed(ILogger logger, Exception exception, ApprovalId what, DateTimeOffset at);

    [LoggerMessage(567, LogLevel.Trace, "The upkeep sleeps until {Until:O}")]
    public static partial void Sleeps(ILogger logger, DateTimeOffset until);

    [LoggerMessage(568, LogLevel.Information, "{Count} records of what ended before {Before:O} were removed")]
    public static partial void Pruned(ILogger logger, int count, DateTimeOffset before);
}
