using Interconn.Sdk.Client;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.TestHosting;

/// <summary>The SDK's client as a console application has it, calling one node.</summary>
public sealed class TestClient : IAsyncDisposable
{
    private readonly ServiceProvider services;

    internal TestClient(Uri address, ISigningKey key, string nodeId, Action<InterconnOptions>? configure, Action<InterconnBuilder>? build)
    {
        var collection = new ServiceCollection();
        InterconnBuilder builder = collection.AddInterconn(options =>
        {
            options.Node.NodeId = nodeId;
            options.Node.InstId = "JG01";
            options.SigningKey = key;
            options.Partners.Add(new PartnerOptions { NodeId = TestNode.HolderId, Address = address });
            configure?.Invoke(options);
        });
        build?.Invoke(builder);
        services = collection.BuildServiceProvider();
        Api = services.GetRequiredService<InterconnClientFactory>().Create(TestNode.HolderId);
    }

    public InterconnClient Api { get; }

    public IServiceProvider Services => services;

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
