using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Outbox;

/// <summary>What the outbox logs: event ids 550 to 559. A message is logged by its name, never by its content.</summary>
internal static partial class OutboxLog
{
    [LoggerMessage(550, LogLevel.Debug, "Delivered: {Message}")]
    public static partial void Delivered(ILogger logger, OutboxMessage message);

    [LoggerMessage(551, LogLevel.Warning, "{Partner} could not be reached, or could not answer. Its messages wait, and are tried again from {Until:O} on. {Failure}")]
    public static partial void PartnerFails(ILogger logger, string partner, DateTimeOffset until, string failure);

    [LoggerMessage(552, LogLevel.Debug, "{Partner} still fails, {Failures} times in a row. Its messages are tried again from {Until:O} on. {Failure}")]
    public static partial void PartnerStillFails(ILogger logger, string partner, int failures, DateTimeOffset until, string failure);

    [LoggerMessage(553, LogLevel.Information, "{Partner} answers again, after {Failures} failures in a row")]
    public static partial void PartnerAnswers(ILogger logger, string partner, int failures);

    [LoggerMessage(554, LogLevel.Information, "Not delivered, and tried again from {At:O} on: {Message}. {Failure}")]
    public static partial void TriedAgain(ILogger logger, OutboxMessage message, DateTimeOffset at, string? failure);

    [LoggerMessage(555, LogLevel.Warning, "Given up: {Message}. An administrator may resend it. {Failure}")]
    public static partial void GivenUp(ILogger logger, OutboxMessage message, string? failure);

    [LoggerMessage(556, LogLevel.Debug, "Dropped, since nobody need be told any more: {Message}")]
    public static partial void Superseded(ILogger logger, OutboxMessage message);

    [LoggerMessage(557, LogLevel.Trace, "The outbox sleeps until {Until:O}")]
    public static partial void Sleeps(ILogger logger, DateTimeOffset until);

    [LoggerMessage(558, LogLevel.Debug, "Held back until {Partner} has acknowledged this node's key: {Message}")]
    public static partial void HeldBack(ILogger logger, string partner, OutboxMessage message);

    [LoggerMessage(559, LogLevel.Warning, "What became of messages to {Partner} could not be written. Those that were claimed are sent again when the claim runs out.")]
    public static partial void NotWritten(ILogger logger, Exception exception, string partner);
}
