using System.Net;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Partners;

/// <summary>What is logged of partners: event ids 570 to 574.</summary>
internal static partial class PartnerLog
{
    [LoggerMessage(EventId = 570, EventName = "CredentialUnreadable", Level = LogLevel.Error,
        Message = "The credential that contract {ContractId} with {Partner} carries cannot be read by this process: its calls "
            + "are not verified with it. {Reason}")]
    public static partial void CredentialUnreadable(ILogger logger, string partner, string contractId, string reason);

    [LoggerMessage(EventId = 571, EventName = "AddressNotTaken", Level = LogLevel.Warning,
        Message = "The address that {Partner} gave with contract {ContractId} is not taken any more: {Reason}")]
    public static partial void AddressNotTaken(ILogger logger, string partner, string contractId, string reason);

    [LoggerMessage(EventId = 572, EventName = "TrustedByConnection", Level = LogLevel.Information,
        Message = "The key {Fingerprint} is taken for {Partner}'s: the TLS connection came with a certificate of that node")]
    public static partial void TrustedByConnection(ILogger logger, string partner, string fingerprint);

    [LoggerMessage(EventId = 573, EventName = "TrustedInDevelopment", Level = LogLevel.Warning,
        Message = "The key {Fingerprint} is taken for {Partner}'s without proof: it came from {RemoteAddress}, and this is the Development environment")]
    public static partial void TrustedInDevelopment(ILogger logger, string partner, string fingerprint, IPAddress remoteAddress);
}
