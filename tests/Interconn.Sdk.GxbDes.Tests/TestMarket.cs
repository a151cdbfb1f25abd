using Interconn.Sdk.GxbDes.Accounts;
using Interconn.Sdk.GxbDes.Signing;
using Interconn.Sdk.TestHosting.Neighbours;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.GxbDes.Tests;

/// <summary>The client, calling an address, and what several fixtures send with it.</summary>
internal sealed class TestMarket : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public TestMarket(Uri address, TimeProvider? clock = null)
    {
        IServiceCollection collection = new ServiceCollection();
        if (clock is not null)
        {
            collection.AddSingleton(clock);
        }

        collection.AddGxbDesClient(options => options.Address = address);
        services = collection.BuildServiceProvider();
        Api = services.GetRequiredService<GxbDesClient>();
    }

    /// <summary>The published test key of the chain.</summary>
    public static GraphenePrivateKey Key { get; } = GraphenePrivateKey.FromWif("5Ka9YjFQtfUUX2DdnqkaPWH1rVeSeby7Cj2VdjRt79S9kKLvXR7");

    /// <summary>The binding of the document's example.</summary>
    public static AccountBinding Binding { get; } =
        new() { AccountId = "1.2.11", MerchantId = 14, ServiceUrl = "http://gxb.io/service", Timestamp = 150918591212 };

    public GxbDesClient Api { get; }

    /// <summary>Services with a client that is set up as a fixture of hostile answers wants it.</summary>
    public static ServiceProvider Services(NeighbourSetting setting, Action<IHttpClientBuilder>? configureHttp = null)
    {
        IServiceCollection collection = setting.CreateServices();
        IHttpClientBuilder http = collection.AddGxbDesClient(options =>
        {
            options.Address = setting.Address;
            options.CallTimeout = setting.CallTimeout;
            options.MaxAnswer = setting.MaxAnswer;
        });
        configureHttp?.Invoke(http);
        setting.ConfigureHttp(http);
        return collection.BuildServiceProvider();
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
