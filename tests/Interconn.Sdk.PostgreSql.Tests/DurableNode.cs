using System.Diagnostics;
using System.Net;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.PostgreSql.Tests;

/// <summary>A ready-made node that is kept in PostgreSQL, with all that it does by itself, and a partner of it that is kept in memory.</summary>
internal sealed class DurableNode : IAsyncDisposable
{
    public static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(2);

    private const string Ready = "/health/ready";
    private static readonly HttpClient Http = new();

    private DurableNode(TestNode node, TestNode partner)
    {
        Node = node;
        Partner = partner;
    }

    public TestNode Node { get; }

    public TestNode Partner { get; }

    public NodeContracts Contracts => Node.Services.GetRequiredService<NodeContracts>();

    public NodeOutbox Outbox => Node.Services.GetRequiredService<NodeOutbox>();

    public NodeContracts OfPartner => Partner.Services.GetRequiredService<NodeContracts>();

    public static async Task<DurableNode> StartAsync(string connectionString)
    {
        TestNode node = await StartAsync(
            TestNode.HolderId,
            options => options.StoreTimeout = StoreTimeout,
            builder =>
            {
                builder.Services.AddInterconnPostgreSqlStores(connectionString, static options => options.MigrateAtStart = true);
                builder.Services.AddHealthChecks().AddInterconnStore();
            },
            static app => app.MapHealthChecks(Ready));
        return new DurableNode(node, await StartAsync(TestNode.CallerId, static options => options.SigningKey = TestKeys.CallerKey));
    }

    /// <summary>The partner applies for a contract.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> ApplyAsync() =>
        (await OfPartner.ApplyAsync(Node.Address, TestNode.HolderId, TestKeys.HolderKey.PublicKey.Fingerprint)).ContractId;

    /// <summary>This node's operator approves it.</summary>
    public async Task ApproveAsync(string contractId)
    {
        NodeApprovals approvals = Node.Services.GetRequiredService<NodeApprovals>();
        PendingApproval pending = (await approvals.ListAsync()).Single(pending => pending.Contract?.ContractId == contractId);
        await approvals.ApproveAsync(pending.Id);
    }

    public async Task<HttpStatusCode> ReadinessAsync()
    {
        using HttpResponseMessage answer = await Http.GetAsync(new Uri(Node.Address, Ready));
        return answer.StatusCode;
    }

    /// <summary>How long something takes that fails as it should.</summary>
    public static async Task<TimeSpan> TimeAsync(Func<Task> actAsync)
    {
        long start = Stopwatch.GetTimestamp();
        await actAsync();
        return Stopwatch.GetElapsedTime(start);
    }

    public async ValueTask DisposeAsync()
    {
        await Partner.DisposeAsync();
        await Node.DisposeAsync();
    }

    private static async Task<TestNode> StartAsync(
        string nodeId, Action<InterconnOptions> configure, Action<InterconnBuilder>? build = null, Action<WebApplication>? map = null)
    {
        TestNode node = await TestNode.StartAsync(
            options =>
            {
                options.Node.NodeId = nodeId;
                options.Node.Name = "node " + nodeId;
                options.Node.Institution = "institution of " + nodeId;
                options.Node.System = "test";
                options.Node.SystemVersion = "1.0";
                options.OfferedAddresses.PrivateNetworks.Add("127.0.0.0/8");
                options.OfferedAddresses.Ports.Add(0);
                configure(options);
            },
            builder =>
            {
                builder.AddNode();
                build?.Invoke(builder);
            },
            map);

        // The port is the system's choice, so that a node cannot say where it is before it has started.
        node.Services.GetRequiredService<LocalNode>().Options.Node.Address = node.Address;
        return node;
    }
}
