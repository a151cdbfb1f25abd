namespace Interconn.Sdk.Benchmarks.Calls.Clients;

/// <summary>The handler below those clients that are compared to the microsecond: the same for all.</summary>
internal static class PrimaryHandler
{
    public static SocketsHttpHandler With(int connections) =>
        new() { MaxConnectionsPerServer = connections, UseProxy = false, UseCookies = false, AllowAutoRedirect = false };
}
