using Interconn.Sdk.Neighbours;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.JkstackDpa.Protocol;

/// <summary>What the client logs: event ids 730 to 739. Never a token, and never a text of the platform's.</summary>
internal static partial class JkstackDpaLog
{
    [LoggerMessage(730, LogLevel.Debug, "Fetched an access token of the JKStack DPA that ends at {End:u}")]
    public static partial void TokenFetched(ILogger logger, DateTimeOffset end);

    [LoggerMessage(731, LogLevel.Debug, "Fetched an access token of the JKStack DPA whose end cannot be read: it is used for {Lifetime} (TokenLifetime)")]
    public static partial void OpaqueToken(ILogger logger, TimeSpan lifetime);

    [LoggerMessage(732, LogLevel.Warning, "The JKStack DPA gave an access token that ended at {End:u} by this host's clock: until the clocks agree, each call fetches its own")]
    public static partial void TokenOver(ILogger logger, DateTimeOffset end);

    [LoggerMessage(733, LogLevel.Information, "The JKStack DPA refused the access token of {Endpoint} with {Status}: the next call fetches another")]
    public static partial void TokenRefused(ILogger logger, NeighbourEndpoint endpoint, int status);
}
