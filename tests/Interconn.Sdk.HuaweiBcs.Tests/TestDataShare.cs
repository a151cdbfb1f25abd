using Interconn.Sdk.HuaweiBcs.Datasets;
using Interconn.Sdk.TestHosting.Neighbours;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.HuaweiBcs.Tests;

/// <summary>The example of the document, and a client to send it with.</summary>
internal static class TestDataShare
{
    public const string KeyLine = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgZmFrZS1rZXktZm9y";

    public static DatasetAuthorization Authorization { get; } = new()
    {
        OrgId = "ce0ac69b0c8648cd25b44a551780409767c8890b",
        ChannelId = "mychannel",
        Certificate = "-----BEGIN CERTIFICATE-----\n...\n-----END CERTIFICATE-----",
        PrivateKey = $"-----BEGIN PRIVATE KEY-----\n{KeyLine}\n-----END PRIVATE KEY-----\n",
        Timestamp = new DateTimeOffset(2020, 10, 27, 17, 28, 16, TimeSpan.FromHours(8)),
        Consumer = "did:example:3TMWx8owKHARgNwbj4ywmG",
        OrderSeq = "1",
    };

    public static ServiceProvider Services(Uri address, Action<HuaweiBcsOptions>? configure = null, NeighbourSetting? setting = null)
    {
        IServiceCollection services = setting?.CreateServices() ?? new ServiceCollection();
        IHttpClientBuilder http = services.AddHuaweiBcsClient(options =>
        {
            options.Address = address;
            options.AllowPlainHttp = true;
            options.CallTimeout = setting?.CallTimeout ?? options.CallTimeout;
            options.MaxAnswer = setting?.MaxAnswer ?? options.MaxAnswer;
            configure?.Invoke(options);
        });
        setting?.ConfigureHttp(http);
        return services.BuildServiceProvider();
    }
}
