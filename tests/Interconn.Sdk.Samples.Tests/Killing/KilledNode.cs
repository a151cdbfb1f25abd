using System.Security.Cryptography;
using Interconn.Sdk.Node;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Samples.Tests.Killing;

/// <summary>A node of one process of the sample host, or of several, on one store. Its processes are killed and started again; the node is to take no harm.</summary>
internal sealed class KilledNode : IAsyncDisposable
{
    // Short, so that what a kill left undone is taken up again soon; long enough for a busy machine.
    private const string CallTimeout = "00:00:01.5";

    private readonly string folder;
    private readonly StoreOfNode store;
    private readonly List<HostInstance> instances = [];
    private RoundRobin? entrance;
    private ServiceProvider? services;
    private SigningKey? key;

    private KilledNode(string nodeId, string folder, StoreOfNode store, bool isAutomatic)
    {
        NodeId = nodeId;
        this.folder = folder;
        this.store = store;
        IsAutomatic = isAutomatic;
    }

    public string NodeId { get; }

    /// <summary>Whether its policy decides; otherwise a person does.</summary>
    public bool IsAutomatic { get; }

    /// <summary>Where its partner reaches it: one process, or several in turn.</summary>
    public Uri Address => entrance?.Address ?? instances[0].Address;

    /// <summary>Who orders things of it.</summary>
    public Administrator Administrator { get; private set; } = null!;

    /// <summary>The node as the test sees it, on its store and with its key. It starts nothing of its own.</summary>
    public InterconnNode Insight => services!.GetRequiredService<InterconnNode>();

    public string Output => string.Join("\n====\n", instances.Select(instance => $"{NodeId} {instance.Address}\n{instance.Output}"));

    public static async Task<KilledNode> StartAsync(string nodeId, string folder, StoreOfNode store, bool isAutomatic, int processes)
    {
        var node = new KilledNode(nodeId, folder, store, isAutomatic);
        try
        {
            await node.StartAsync(processes);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills one of the processes, whichever, and starts it again.</summary>
    public async Task KillOneAsync()
    {
        HostInstance victim = instances[RandomNumberGenerator.GetInt32(instances.Count)];
        await victim.KillAsync();
        await victim.StartAsync();
    }

    /// <summary>All that the node keeps.</summary>
    public async Task<NodeContent> ReadAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<OutboxMessage> messages = await Insight.Outbox.ListAsync(new OutboxFilter { Take = int.MaxValue }, cancellationToken);
        IReadOnlyList<ContractRecord> contracts = await Insight.Contracts.ListAsync(new ContractFilter { Take = int.MaxValue }, cancellationToken);
        IReadOnlyList<AuditRecord> audits = await Insight.Audits.ListAsync(new AuditFilter { Take = int.MaxValue }, cancellationToken);
        return new NodeContent(NodeId, messages, contracts, audits, await store.ListPermitsAsync());
    }

    /// <summary>How many messages wait to be sent.</summary>
    public async Task<int> CountPendingAsync(CancellationToken cancellationToken) =>
        (await Insight.Outbox.ListAsync(new OutboxFilter { State = OutboxState.Pending, Take = int.MaxValue }, cancellationToken)).Count;

    public async ValueTask DisposeAsync()
    {
        foreach (HostInstance instance in instances)
        {
            await instance.DisposeAsync();
        }

        Administrator?.Dispose();
        if (entrance is not null)
        {
            await entrance.DisposeAsync();
        }

        if (services is not null)
        {
            await services.DisposeAsync();
        }

        key?.Dispose();
    }

    private async Task StartAsync(int processes)
    {
        var settings = new List<string>();
        instances.AddRange(Enumerable.Range(0, processes).Select(_ => new HostInstance(settings)));
        Uri[] addresses = [.. instances.Select(static instance => instance.Address)];
        entrance = processes > 1 ? await RoundRobin.StartAsync(addresses) : null;
        settings.AddRange(["--contentRoot", folder, .. Settings(processes).Select(static setting => $"--{setting.Name}={setting.Value}")]);

        // At once: the first of them makes the key and the tables, and the others find them.
        await Task.WhenAll(instances.Select(static instance => instance.StartAsync()));
        Administrator = new Administrator(addresses);
        key = SigningKey.FromPemFile(Path.Combine(folder, "node.pem"));
        services = Look();
    }

    private (string Name, string Value)[] Settings(int processes) =>
    [
        ("Interconn:Node:NodeId", NodeId),
        ("Interconn:Node:Address", Address.OriginalString),
        ("Interconn:Store", store.Name),
        ("Interconn:ConnectionString", store.ConnectionString),
        ("Interconn:Replicas", $"{processes}"),
        ("Interconn:AutoApprove", $"{IsAutomatic}"),
        ("Interconn:CallTimeout", CallTimeout),
        ("Interconn:FirstRetryDelay", "00:00:00.1"),
        ("Interconn:MaxRetryDelay", "00:00:01"),
        ("Interconn:FirstInquiryDelay", "00:00:01"),
        ("Interconn:MaxInquiryDelay", "00:00:08"),

        // All come from one address here, and what a kill interrupts is asked for again and again.
        ("Interconn:MaxUnsignedCallsPerMinute", "100000"),
        ("Interconn:MaxFailuresPerMinute", "100000"),
        ("Logging:LogLevel:Default", "Warning"),
        ("Logging:LogLevel:NodeHost", "Information"),
    ];

    private ServiceProvider Look()
    {
        var added = new ServiceCollection();
        added.AddInterconn(options =>
            {
                options.Node.NodeId = NodeId;
                options.SigningKey = key;
                options.CallTimeout = TimeSpan.Parse(CallTimeout, System.Globalization.CultureInfo.InvariantCulture);
                options.OfferedAddresses.PrivateNetworks.Add("127.0.0.0/8");
                options.OfferedAddresses.Ports.Add(0);
            })
            .AddNode();
        store.AddTo(added);
        return added.BuildServiceProvider();
    }
}
