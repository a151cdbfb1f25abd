using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Transport;

/// <summary>How the HTTP clients of the SDK are made: nothing leaves for another host than the one called, and nothing of a call is logged.</summary>
internal static class GuardedHttpClient
{
    private const int MaxAnswerHeaderKilobytes = 64;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Registers the client of a name.</summary>
    public static IHttpClientBuilder Add(IServiceCollection services, string name) => services.AddHttpClient(name)
        // Calls have their own time limit, by the host's TimeProvider.
        .ConfigureHttpClient(static client => client.Timeout = Timeout.InfiniteTimeSpan)
        // The framework's loggers write whole addresses and, at trace level, every header.
        .RemoveAllLoggers()
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
        {
            // A redirect would carry signature, permits and credentials to another host, and a proxy of the environment would see them.
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            MaxResponseHeadersLength = MaxAnswerHeaderKilobytes,
            SslOptions = { EnabledSslProtocols = TlsVersions.Allowed },
        });
}
