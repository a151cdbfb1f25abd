using Interconn.Sdk.Emulators.Fuxi;
using Interconn.Sdk.Fuxi.Tests.Seed;
using Interconn.Sdk.TestHosting.Neighbours;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Fuxi.Tests;

/// <summary>A client of whatever is to be called, and an emulator that knows the accounts of the document's examples.</summary>
internal sealed class TestFuxi : IAsyncDisposable
{
    /// <summary>A time with a part of a second that no form of it cuts off.</summary>
    public static readonly DateTimeOffset Now = new DateTimeOffset(2021, 12, 25, 6, 5, 17, TimeSpan.Zero).AddTicks(1244753);

    private readonly ServiceProvider services;

    private TestFuxi(FuxiEmulator? emulator, ServiceProvider services) => (Emulator, this.services, Client) = (emulator!, services, services.GetRequiredService<FuxiClient>());

    /// <summary>The emulator, where there is one.</summary>
    public FuxiEmulator Emulator { get; }

    public FuxiClient Client { get; }

    /// <summary>A client of a partner that answers both addresses.</summary>
    public static TestFuxi Calling(ScriptedPartner system) => Calling(system.Address, system.Address);

    /// <summary>A client of two addresses.</summary>
    public static TestFuxi Calling(Uri adminAddress, Uri publicAddress) => new(emulator: null, Services(adminAddress, publicAddress));

    public static TestFuxi Calling(NeighbourSetting setting) => new(emulator: null, Services(setting.Address, setting.Address, setting));

    /// <summary>A client of an emulator with both accounts of the document and their licences.</summary>
    public static async Task<TestFuxi> StartAsync(TimeProvider? clock = null)
    {
        FuxiEmulator emulator = await FuxiEmulator.StartAsync(new() { TimeProvider = clock ?? new ManualTimeProvider(Now) });
        emulator.AddClient(SeedCalls.ClientId, "bt", SeedCalls.Secret, "fuxi");
        emulator.AddLicense(SeedCalls.ClientId, SeedCalls.ApiKey);
        emulator.AddClient(SeedCalls.OtherClientId, "another", "another-secret", "fuxi");
        emulator.AddLicense(SeedCalls.OtherClientId, SeedCalls.OtherApiKey);
        return new TestFuxi(emulator, Services(emulator.AdminAddress, emulator.PublicAddress));
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (Emulator is not null)
        {
            await Emulator.DisposeAsync();
        }
    }

    private static ServiceProvider Services(Uri adminAddress, Uri publicAddress, NeighbourSetting? setting = null)
    {
        IServiceCollection services = setting?.CreateServices() ?? new ServiceCollection();
        IHttpClientBuilder http = services.AddFuxiClient(options =>
        {
            (options.AdminAddress, options.PublicAddress) = (adminAddress, publicAddress);
            options.CallTimeout = setting?.CallTimeout ?? options.CallTimeout;
            options.MaxAnswer = setting?.MaxAnswer ?? options.MaxAnswer;
        });
        setting?.ConfigureHttp(http);
        return services.BuildServiceProvider();
    }
}
