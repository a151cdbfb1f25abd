namespace NodeHost;

/// <summary>What the sample itself logs.</summary>
internal static partial class HostLog
{
    [LoggerMessage(1, LogLevel.Information, "{NodeId} serves at {Address} with the key {Fingerprint}, and is kept in {Store}: {Place}")]
    public static partial void Serves(ILogger logger, string nodeId, Uri? address, string fingerprint, string store, string place);
}
