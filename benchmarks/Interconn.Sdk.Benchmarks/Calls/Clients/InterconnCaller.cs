using Interconn.Sdk.Benchmarks.Calls.Server;
using Interconn.Sdk.Client;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Signing;
using Interconn.Sdk.TestHosting;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Benchmarks.Calls.Clients;

/// <summary>This library, as a console application has it. By default it sends what all others send.</summary>
internal sealed class InterconnCaller : ICaller
{
    private readonly ServiceProvider services;
    private readonly InterconnClient client;
    private readonly Func<InterconnClient, Task> call;

    public InterconnCaller(BenchmarkPartner partner, int port, int connections = 1, Func<InterconnClient, Task>? call = null)
        : this(partner, port, () => PrimaryHandler.With(connections), call)
    {
    }

    public InterconnCaller(BenchmarkPartner partner, int port, Func<HttpMessageHandler> primary, Func<InterconnClient, Task>? call = null)
    {
        var collection = new ServiceCollection();
        InterconnBuilder builder = collection.AddInterconn(options =>
        {
            options.Node.NodeId = partner.NodeId;
            options.Node.InstId = "JG01";
            options.SigningKey = partner.Key;
            options.PermitKey = BenchmarkPartner.PermitKey;
            options.Partners.Add(new PartnerOptions { NodeId = TestNode.HolderId, Address = new Uri($"http://127.0.0.1:{port}") });
        });
        builder.HttpClient.ConfigurePrimaryHttpMessageHandler(primary);
        services = collection.BuildServiceProvider();
        client = services.GetRequiredService<InterconnClientFactory>().Create(TestNode.HolderId);
        this.call = call ?? (static client => client.Datasets.ApplyAuditAsync(Exchange.Application));
    }

    public Task CallAsync() => call(client);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
