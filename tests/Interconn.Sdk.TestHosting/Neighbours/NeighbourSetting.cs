using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.TestHosting.Neighbours;

/// <summary>How a neighbouring system's client is set up for one test.</summary>
/// <param name="Address">Where it calls.</param>
/// <param name="Clock">Its clock.</param>
/// <param name="Logs">What it logs.</param>
/// <param name="CallTimeout">How long an answer may take.</param>
/// <param name="MaxAnswer">How many bytes it may have.</param>
/// <param name="ConfigureHttp">What the host does to its HTTP client.</param>
public sealed record NeighbourSetting(
    Uri Address, TimeProvider Clock, LogCollector Logs, TimeSpan CallTimeout, long MaxAnswer, Action<IHttpClientBuilder> ConfigureHttp)
{
    /// <summary>Services with the clock and the log of the setting, to which a test adds its client.</summary>
    public IServiceCollection CreateServices() => new ServiceCollection()
        .AddSingleton(Clock)
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
}
