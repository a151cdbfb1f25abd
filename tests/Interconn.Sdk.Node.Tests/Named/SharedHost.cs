using Interconn.Sdk.Datasets;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Interconn.Sdk.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Node.Tests.Named;

/// <summary>A host on real Kestrel that serves two institutions, a bank and a telecom, with an id and a key each.</summary>
internal sealed class SharedHost : IAsyncDisposable
{
    public const string Bank = "bank";
    public const string Telecom = "telecom";
    public const string BankId = "BK0100001100000000";
    public const string TelecomId = "TC0100001100000000";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication app;

    private SharedHost(WebApplication app) => this.app = app;

    public static SigningKey BankKey => TestKeys.HolderKey;

    public static SigningKey TelecomKey => TestKeys.CallerRsaKey;

    public IServiceProvider Services => app.Services;

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public InterconnNode BankNode => NodeOf(Bank);

    public InterconnNode TelecomNode => NodeOf(Telecom);

    /// <summary>The host as it is before it starts, for tests of what stops it.</summary>
    public static WebApplicationBuilder NewBuilder()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        return builder;
    }

    /// <summary>A node with a dataset that bears its name.</summary>
    public static InterconnBuilder AddNode(IServiceCollection services, string name, string nodeId, SigningKey key, Action<InterconnOptions>? configure = null)
    {
        InterconnBuilder builder = services.AddInterconn(name, options =>
        {
            options.Node.NodeId = nodeId;
            options.Node.InstId = nodeId[..4];
            options.Node.Name = "node of the " + name;
            options.Node.Institution = "the " + name;
            options.Node.System = "test";
            options.Node.SystemVersion = "1.0";
            options.SigningKey = key;
            options.OfferedAddresses.PrivateNetworks.Add("127.0.0.0/8");
            options.OfferedAddresses.Ports.Add(0);
            configure?.Invoke(options);
        });
        return builder.AddNode().AddAutoApproval().AddDatasets(DatasetOf(name));
    }

    public static async Task<SharedHost> StartAsync(
        Action<WebApplicationBuilder>? host = null,
        Action<InterconnBuilder>? bank = null,
        Action<InterconnBuilder>? telecom = null,
        Action<WebApplication>? map = null)
    {
        WebApplicationBuilder builder = NewBuilder();
        host?.Invoke(builder);
        InterconnBuilder bankBuilder = AddNode(builder.Services, Bank, BankId, BankKey);
        bank?.Invoke(bankBuilder);
        InterconnBuilder telecomBuilder = AddNode(builder.Services, Telecom, TelecomId, TelecomKey);
        telecom?.Invoke(telecomBuilder);
        WebApplication app = builder.Build();
        if (map is null)
        {
            app.MapInterconn(Bank, Telecom);
        }
        else
        {
            map(app);
        }

        await app.StartAsync();
        var started = new SharedHost(app);
        foreach (string name in new[] { Bank, Telecom })
        {
            NodeIdentity self = started.Services.GetInterconnServices(name).GetRequiredService<IOptions<InterconnOptions>>().Value.Node;
            self.Address = new Uri(started.Address, self.Address?.AbsolutePath ?? "/");
        }

        return started;
    }

    public InterconnNode NodeOf(string name) => Services.GetRequiredKeyedService<InterconnNode>(name);

    /// <summary>A contract that a partner applied for at the bank or the telecom, once it is in force.</summary>
    public async Task<ContractRecord> ContractAsync(PartnerNode partner, string nodeId, Uri? address = null)
    {
        string key = (nodeId == BankId ? BankKey : TelecomKey).PublicKey.Fingerprint;
        ContractRecord contract = await partner.Node.Contracts.ApplyAsync(address ?? Address, nodeId, key);
        using var patience = new CancellationTokenSource(Patience);
        return await partner.Node.Contracts.WaitForDecisionAsync(nodeId, contract.ContractId, patience.Token);
    }

    /// <summary>The ids of the datasets that a node shows to a partner.</summary>
    public static async Task<string[]> DatasetsAsync(PartnerNode partner, ContractRecord contract)
    {
        Page<DatasetSummary> page = await partner.Node.CreateClient(contract.PartnerNodeId).Datasets.ListAsync(new DatasetListQuery { ContractId = contract.ContractId });
        return [.. page.Records.Select(static dataset => dataset.DatasetId)];
    }

    public static CatalogDataset DatasetOf(string name) =>
        new(new DatasetDetail { DatasetId = "ds-" + name, Name = name, Owner = name, ColumnMetas = [] });

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
