using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Signing;

/// <summary>What is logged of revocation lists: event ids 120 to 122.</summary>
internal static partial class CertificateLog
{
    [LoggerMessage(120, LogLevel.Warning, "The revocation lists in {File} cannot be read again, so those read before stay in force: {Reason}")]
    public static partial void ListNotRead(ILogger logger, string file, string reason);

    [LoggerMessage(
        121,
        LogLevel.Information,
        "Read the revocation list of {Issuer} in {File}: {Count} certificates, good until {NextUpdate}; its issuer is configured here: {IsConfigured}")]
    public static partial void ListRead(ILogger logger, string issuer, string file, int count, DateTimeOffset nextUpdate, bool isConfigured);

    [LoggerMessage(
        122,
        LogLevel.Warning,
        "The revocation list of {Issuer} in {File} ran out at {NextUpdate}: certificates of that issuer are refused until the file is replaced, unless "
        + "AcceptOutdatedRevocationLists is set")]
    public static partial void ListOutdated(ILogger logger, string issuer, string file, DateTimeOffset nextUpdate);
}
