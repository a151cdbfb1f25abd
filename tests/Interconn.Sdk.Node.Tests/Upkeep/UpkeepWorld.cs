using Interconn.Sdk.Audits;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Upkeep;
using Interconn.Sdk.Permits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Interconn.Sdk.Node.Tests.Upkeep;

/// <summary>A node whose upkeep works by the clock of a test.</summary>
internal sealed class UpkeepWorld : IAsyncDisposable
{
    public const int SleepsEvent = 567;

    private UpkeepWorld(TestNode node, ManualTimeProvider clock, RecordingUpkeep upkeep, PolicyScript policy)
    {
        Node = node;
        Clock = clock;
        Upkeep = upkeep;
        Policy = policy;
        Watch = new LoopWatch(clock, node.Logs, SleepsEvent);
    }

    public TestNode Node { get; }

    public ManualTimeProvider Clock { get; }

    public RecordingUpkeep Upkeep { get; }

    public PolicyScript Policy { get; }

    public LoopWatch Watch { get; }

    public NodeState State => Node.Services.GetRequiredService<NodeState>();

    public DecisionRequests Requests => Node.Services.GetRequiredService<DecisionRequests>();

    /// <summary>Starts a node over a store, with what a test has put into it, and waits until its upkeep sleeps.</summary>
    public static async Task<UpkeepWorld> StartAsync(
        INodeStore? store = null, Action<InterconnNodeOptions>? configureNode = null, PolicyScript? policy = null, ManualTimeProvider? clock = null)
    {
        clock ??= new ManualTimeProvider(NodeFixture.Start);
        policy ??= new PolicyScript();
        var upkeep = new RecordingUpkeep(clock);
        TestNode node = await NodeFixture.StartAsync(clock: clock, configureNode: configureNode, build: builder =>
        {
            if (store is not null)
            {
                builder.Services.AddSingleton(store);
            }

            builder.Services.AddSingleton(policy);
            builder.AddApprovalPolicy<ScriptedPolicy>();
            builder.Services.Replace(ServiceDescriptor.Singleton<IContractUpkeep>(upkeep));
            builder.Services.Replace(ServiceDescriptor.Singleton<IAuditUpkeep>(upkeep));
        });
        var world = new UpkeepWorld(node, clock, upkeep, policy);
        await world.Watch.AsleepAsync();
        return world;
    }

    public static InMemoryNodeStore NewStore() => new(new InMemoryPermitStore(TimeProvider.System));

    /// <summary>A partner's application for a contract that is due for a decision.</summary>
    public static ContractRecord ContractToDecide(string contractId, string partner = TestNode.CallerId) => Records.Contract(contractId, partner) with
    {
        Status = ApprovalStatus.Applied,
        ApprovedAt = null,
        DueAt = NodeFixture.Start,
    };

    public static AuditRecord AuditToDecide(string auditId) => Records.Audit(auditId) with
    {
        Status = ApprovalStatus.Applied,
        ApprovedAt = null,
        DueAt = NodeFixture.Start,
    };

    public async Task CommitAsync(params ContractRecord[] contracts) => Assert.That(
        await State.TryCommitAsync(new NodeChange { At = Clock.Now, Contracts = contracts }, CancellationToken.None), Is.True, "the change of the test");

    public async Task CommitAsync(params AuditRecord[] audits) => Assert.That(
        await State.TryCommitAsync(new NodeChange { At = Clock.Now, Audits = audits }, CancellationToken.None), Is.True, "the change of the test");

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        foreach (IHostedService service in Node.Services.GetServices<IHostedService>().Where(service => service is UpkeepService or DecisionService))
        {
            await service.StopAsync(limit.Token);
        }

        await Node.DisposeAsync();
    }
}
