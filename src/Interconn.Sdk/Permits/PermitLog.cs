using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Permits;

/// <summary>What is logged of permits: never a token, and of a permit's identifier its first 8 characters.</summary>
internal static partial class PermitLog
{
    [LoggerMessage(EventId = 300, EventName = "PermitRefused", Level = LogLevel.Debug,
        Message = "No permit for {Resource} at level {Level} to {Caller}: {Refusal} (permit {Permit})")]
    public static partial void Refused(
        ILogger logger, ResourceUrn resource, int level, string caller, PermitRefusal refusal, ShortPermitId permit);

    [LoggerMessage(EventId = 301, EventName = "PermitPassedOver", Level = LogLevel.Debug,
        Message = "A permit presented for {Resource} at level {Level} by {Caller} does not hold: {Refusal} (permit {Permit}, token {Reading})")]
    public static partial void PassedOver(
        ILogger logger, ResourceUrn resource, int level, string caller, PermitRefusal refusal, ShortPermitId permit, PermitReadingStatus reading);

    [LoggerMessage(EventId = 302, EventName = "PermitUsed", Level = LogLevel.Information,
        Message = "Permit {Permit} for {Resource} at level {Level} used by {Caller}; uses left: {UsesLeft}")]
    public static partial void Used(ILogger logger, ShortPermitId permit, ResourceUrn resource, int level, string caller, int? usesLeft);

    [LoggerMessage(EventId = 303, EventName = "PermitIssued", Level = LogLevel.Information,
        Message = "Permit {Permit} for {Resource} at level {Level} issued to {User}")]
    public static partial void Issued(ILogger logger, ShortPermitId permit, ResourceUrn resource, int level, string user);

    [LoggerMessage(EventId = 304, EventName = "PermitRevoked", Level = LogLevel.Information, Message = "Permit {Permit} revoked")]
    public static partial void Revoked(ILogger logger, ShortPermitId permit);
}
