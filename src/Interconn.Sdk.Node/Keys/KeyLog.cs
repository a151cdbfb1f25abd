using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Keys;

/// <summary>What is logged of keys: event ids 580 to 589.</summary>
internal static partial class KeyLog
{
    [LoggerMessage(EventId = 580, EventName = "OwnKeyUnknown", Level = LogLevel.Error,
        Message = "Contract {ContractId} with {Partner} knows this node by the key {Fingerprint}, which this process was not given: its calls cannot be signed so that "
            + "they hold. Add the key's file to PreviousKeyFiles")]
    public static partial void OwnKeyUnknown(ILogger logger, string partner, string contractId, string fingerprint);

    [LoggerMessage(EventId = 581, EventName = "KeyRotated", Level = LogLevel.Information,
        Message = "The key of this node is {Fingerprint}; {Partners} partners are told (3.4)")]
    public static partial void KeyRotated(ILogger logger, string fingerprint, int partners);

    [LoggerMessage(EventId = 582, EventName = "KeyNotNeeded", Level = LogLevel.Information,
        Message = "The former key {Fingerprint} of this node is no longer needed, by any contract or permit: take it out of PreviousKeyFiles or PreviousKeys")]
    public static partial void KeyNotNeeded(ILogger logger, string fingerprint);

    [LoggerMessage(EventId = 583, EventName = "PartnerKeyExchanged", Level = LogLevel.Information,
        Message = "{Partner} has exchanged its key under contract {ContractId} for {Fingerprint}; the one before is taken until {Until:O}")]
    public static partial void PartnerKeyExchanged(ILogger logger, string partner, string contractId, string fingerprint, DateTimeOffset until);

    [LoggerMessage(EventId = 584, EventName = "PartnerMoved", Level = LogLevel.Information,
        Message = "{Partner} serves at {Address} from now on, as it says under contract {ContractId}")]
    public static partial void PartnerMoved(ILogger logger, string partner, string contractId, string address);

    [LoggerMessage(EventId = 585, EventName = "KeyCheckPutOff", Level = LogLevel.Warning,
        Message = "Which partners do not know the key of this node could not be found out; tried again in {Delay}")]
    public static partial void KeyCheckPutOff(ILogger logger, Exception exception, TimeSpan delay);

    [LoggerMessage(EventId = 586, EventName = "KeysChecked", Level = LogLevel.Debug,
        Message = "Looked through the contracts for keys of this node: {Outdated} know another than the present one")]
    public static partial void KeysChecked(ILogger logger, int outdated);
}
