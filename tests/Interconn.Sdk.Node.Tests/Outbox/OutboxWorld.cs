using Interconn.Sdk.Audits;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Upkeep;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Interconn.Sdk.Node.Tests.Outbox;

/// <summary>A ready-made node by a clock of the test, with a contract in force, and the partner that its outbox sends to.</summary>
internal sealed class OutboxWorld : IAsyncDisposable
{
    public const int SleepsEvent = 557;

    /// <summary>Stands in the content of every message that <see cref="Confirmation"/> writes.</summary>
    public const string Token = "eyJhbGciOiJFUzI1NiJ9.c2VjcmV0.dG9wc2VjcmV0";

    private OutboxWorld(TestNode node, FakePartner partner, ManualTimeProvider clock)
    {
        Node = node;
        Partner = partner;
        Clock = clock;
        Watch = new LoopWatch(clock, node.Logs, SleepsEvent);
    }

    public TestNode Node { get; }

    public FakePartner Partner { get; }

    public ManualTimeProvider Clock { get; }

    public LoopWatch Watch { get; }

    public NodeState State => Node.Services.GetRequiredService<NodeState>();

    public NodeOutbox Outbox => Node.Services.GetRequiredService<NodeOutbox>();

    public OutboxDispatcher Dispatcher => Node.Services.GetServices<IHostedService>().OfType<OutboxDispatcher>().Single();

    /// <summary>Starts the node, and waits until its outbox sleeps. There is a contract, unless the store of another node's is given.</summary>
    public static async Task<OutboxWorld> StartAsync(
        Action<InterconnNodeOptions>? configureNode = null,
        Action<InterconnBuilder>? build = null,
        Action<InterconnOptions>? configure = null,
        ContractRecord? contract = null,
        ManualTimeProvider? clock = null,
        INodeStore? store = null,
        string[]? partners = null)
    {
        clock ??= new ManualTimeProvider(NodeFixture.Start);
        var partner = new FakePartner();
        TestNode node = await NodeFixture.StartAsync(
            clock: clock,
            configure: options =>
            {
                foreach (string id in partners ?? [TestNode.CallerId])
                {
                    options.Partners.Add(new PartnerOptions { NodeId = id, Address = partner.Address });
                }

                configure?.Invoke(options);
            },
            configureNode: configureNode,
            build: builder =>
            {
                if (store is not null)
                {
                    builder.Services.AddSingleton(store);
                }

                // What it tells partners by itself is not what these tests are about.
                NodeFixture.Without<KeyWatch>(builder);

                build?.Invoke(builder);
            });
        var world = new OutboxWorld(node, partner, clock);
        await world.Watch.AsleepAsync();
        if (store is null)
        {
            foreach (string id in partners ?? [TestNode.CallerId])
            {
                await world.CommitAsync(new NodeChange { At = clock.Now, Contracts = [contract ?? Records.Contract(partner: id)] });
            }
        }

        return world;
    }

    public static OutboxMessage Confirmation(AuditRecord audit) => OutboxMessages.About(
        audit,
        OutboxKind.AuditConfirmation,
        new AuditConfirmation
        {
            AuditId = audit.AuditId,
            Status = ApprovalDecision.Approved,
            ResourcePermit = new ResourcePermit
            {
                Token = Token,
                ResourceLevel = 1,
                ResourceType = ResourceType.Dataset,
                ResourceId = audit.ResourceId,
                ResourceNodeId = TestNode.HolderId,
                ResourceInstId = "LX01",
                RequestNodeId = audit.PartnerNodeId,
                RequestInstId = "JG01",
            },
        },
        InterconnJson.Context.AuditConfirmation,
        NodeFixture.Start);

    public static OutboxMessage Application(AuditRecord audit) => OutboxMessages.About(
        audit, OutboxKind.AuditApplication, Records.DatasetApplication(audit.AuditId), InterconnJson.Context.DatasetAuditApplication, NodeFixture.Start);

    public static OutboxMessage Termination(AuditRecord audit) => OutboxMessages.About(
        audit,
        OutboxKind.AuditTermination,
        new AuditTermination { AuditId = audit.AuditId },
        InterconnJson.Context.AuditTermination,
        NodeFixture.Start);

    public static OutboxMessage Confirmation(ContractRecord contract) => OutboxMessages.About(
        contract,
        OutboxKind.ContractConfirmation,
        new ContractConfirmation
        {
            ContractId = contract.ContractId,
            Status = ApprovalDecision.Approved,
            AuthType = TestKeys.HolderKey.AuthType,
            AuthCredential = TestKeys.HolderKey.AuthCredential,
            ExpiredTime = contract.ExpiresAt,
        },
        InterconnJson.Context.ContractConfirmation,
        NodeFixture.Start);

    /// <summary>Makes a transition, without waiting for what the outbox makes of it.</summary>
    public async Task CommitAsync(NodeChange change) =>
        Assert.That(await State.TryCommitAsync(change, CancellationToken.None), Is.True, "the change of the test");

    /// <summary>Makes a transition that gives the outbox something to do, and waits until it sleeps again.</summary>
    public Task SendAsync(NodeChange change) => Watch.WakeAsync(() => CommitAsync(change));

    /// <summary>Approves an audit and has the partner told, and waits until the outbox sleeps again.</summary>
    /// <returns>The message's identifier.</returns>
    public async Task<string> ConfirmAsync(string auditId)
    {
        AuditRecord audit = Records.Audit(auditId);
        OutboxMessage message = Confirmation(audit);
        await SendAsync(new NodeChange { At = Clock.Now, Audits = [audit], Messages = [message] });
        return message.MessageId;
    }

    public async Task<OutboxMessage> MessageAsync(string messageId) => (await State.Store.FindMessageAsync(messageId, CancellationToken.None))!;

    public async Task<ContractRecord> ContractAsync(string contractId = TestNode.ContractId, string partner = TestNode.CallerId) =>
        (await State.Store.FindContractAsync(new ContractKey(partner, contractId), CancellationToken.None))!;

    public async Task<AuditRecord> AuditAsync(string auditId) =>
        (await State.Store.FindAuditAsync(new AuditKey(AuditResource.Dataset, TestNode.CallerId, auditId), CancellationToken.None))!;

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await Dispatcher.StopAsync(limit.Token);
        await Node.DisposeAsync();
        await Partner.DisposeAsync();
    }
}
