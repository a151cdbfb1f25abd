using Interconn.Sdk.Audits;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Interconn.Sdk.Node.Tests.Contracts;

/// <summary>A node with a clock that stands still, and the ways of these tests into it.</summary>
internal sealed class NodeUnderTest : IAsyncDisposable
{
    /// <summary>The partner of most tests; its key is pinned unless a test says otherwise, so that it is trusted.</summary>
    public const string PartnerId = TestNode.CallerId;

    private NodeUnderTest(TestNode node, ManualTimeProvider clock) => (Node, Clock) = (node, clock);

    public TestNode Node { get; }

    public ManualTimeProvider Clock { get; }

    public NodeContracts Contracts => Service<NodeContracts>();

    public ContractDesk Desk => Service<ContractDesk>();

    public NodeState State => Service<NodeState>();

    /// <summary>The store of a node that was started with <see cref="WatchStore"/>.</summary>
    public WatchedStore Store => (WatchedStore)Service<INodeStore>();

    public static async Task<NodeUnderTest> StartAsync(
        Action<InterconnOptions>? configure = null,
        Action<InterconnNodeOptions>? configureNode = null,
        Action<InterconnBuilder>? build = null,
        bool pinsPartner = true,
        ManualTimeProvider? clock = null)
    {
        clock ??= new ManualTimeProvider(NodeFixture.Start);
        TestNode node = await NodeFixture.StartAsync(
            clock: clock,
            configure: options =>
            {
                // The clock stands still, and so do the windows of these limits.
                options.MaxFailuresPerMinute = 1_000_000;
                options.MaxUnsignedCallsPerMinute = 1_000_000;
                if (pinsPartner)
                {
                    options.Partners.Add(new PartnerOptions { NodeId = PartnerId, PinnedFingerprint = TestKeys.CallerKey.PublicKey.Fingerprint });
                }

                configure?.Invoke(options);
            },
            configureNode: configureNode,
            build: builder =>
            {
                NodeFixture.WithoutBackgroundWork(builder);
                build?.Invoke(builder);
            });
        return new NodeUnderTest(node, clock);
    }

    /// <summary>Takes every key for its sender's.</summary>
    public static void TrustEverybody(InterconnBuilder builder) => builder.Services.Replace(ServiceDescriptor.Singleton<IPartnerTrustPolicy, CredulousTrustPolicy>());

    /// <summary>Puts a store that can be watched in the place of the one in memory.</summary>
    public static void WatchStore(InterconnBuilder builder) => builder.Services.Replace(ServiceDescriptor.Singleton<INodeStore>(
        provider => new WatchedStore(new InMemoryNodeStore(provider.GetRequiredService<IPermitStore>()))));

    public T Service<T>()
        where T : notnull => Node.Services.GetRequiredService<T>();

    public PartnerCalls As(string nodeId = PartnerId, ISigningKey? key = null) => new(Node, nodeId, key ?? TestKeys.CallerKey, Clock);

    public async Task<ContractRecord> StoredAsync(string contractId, string partnerId = PartnerId) =>
        (await State.Store.FindContractAsync(new ContractKey(partnerId, contractId), CancellationToken.None))!;

    public Task<IReadOnlyList<ContractRecord>> AllAsync() => State.Store.ListContractsAsync(new ContractFilter { Take = int.MaxValue }, CancellationToken.None).AsTask();

    /// <summary>The messages about a contract, in their order.</summary>
    public async Task<IReadOnlyList<OutboxMessage>> MessagesAsync(string contractId, OutboxState? state = null, string partnerId = PartnerId) =>
        await State.Store.ListMessagesAsync(
            new OutboxFilter { Lane = OutboxLane.Of(new ContractKey(partnerId, contractId)), State = state, Take = int.MaxValue }, CancellationToken.None);

    /// <summary>A contract as it stands in the store after a life that led to its status, with the partner's key.</summary>
    public ContractRecord Draft(
        ApprovalStatus status, PartyRole role, string contractId = "c-seeded", ISigningKey? key = null, string partnerId = PartnerId, bool wasApproved = true) => new()
        {
            PartnerNodeId = partnerId,
            ContractId = contractId,
            Role = role,
            Status = status,
            Partner = new NodeInfo
            {
                NodeId = partnerId,
                Name = "partner",
                Address = "http://127.0.0.1:5998",
                InstId = "JG01",
                Institution = "institution",
                System = "test",
                SystemVersion = "1",
            },
            IsAddressOffered = role == PartyRole.Holder,
            ExpiresAt = Clock.Now.AddDays(30),
            AppliedAt = Clock.Now.AddMinutes(-2),
            ApprovedAt = status == ApprovalStatus.Approved || (status == ApprovalStatus.Terminated && wasApproved) ? Clock.Now.AddMinutes(-1) : null,
            EndedAt = status is ApprovalStatus.Terminated or ApprovalStatus.Rejected ? Clock.Now : null,
            AuthType = HasKey(status, role) ? (key ?? TestKeys.CallerKey).AuthType : null,
            AuthCredential = HasKey(status, role) ? (key ?? TestKeys.CallerKey).AuthCredential : null,
            IsProven = true,
            OwnKeyFingerprint = TestKeys.HolderKey.PublicKey.Fingerprint,
            PartnerHasOwnKey = role == PartyRole.Applicant || status == ApprovalStatus.Approved,
        };

    public async Task<ContractRecord> SeedAsync(ContractRecord contract)
    {
        Assert.That(await State.TryCommitAsync(new NodeChange { At = Clock.Now, Contracts = [contract] }, CancellationToken.None), Is.True);
        return await StoredAsync(contract.ContractId, contract.PartnerNodeId);
    }

    public Task<ContractRecord> SeedAsync(ApprovalStatus status, PartyRole role, string contractId = "c-seeded") => SeedAsync(Draft(status, role, contractId));

    /// <summary>An audit in force under a contract, of which this node is the holder.</summary>
    public async Task<AuditRecord> SeedAuditAsync(string contractId, string auditId, string? permitId = null)
    {
        var audit = new AuditRecord
        {
            Resource = AuditResource.Dataset,
            PartnerNodeId = PartnerId,
            AuditId = auditId,
            Role = PartyRole.Holder,
            Status = ApprovalStatus.Approved,
            ContractId = contractId,
            ContractExpiresAt = Clock.Now.AddDays(30),
            ResourceId = "d-1",
            ApplicationJson = "{}",
            AppliedAt = Clock.Now,
            ApprovedAt = Clock.Now,
            PermitId = permitId,
        };
        Assert.That(await State.TryCommitAsync(new NodeChange { At = Clock.Now, Audits = [audit] }, CancellationToken.None), Is.True);
        return audit;
    }

    /// <summary>A permit under a contract, or under whichever of the pair is in force.</summary>
    public async Task<string> SeedPermitAsync(string? contractId, string permitId)
    {
        await Service<IPermitStore>().AddAsync(
            new PermitRecord
            {
                PermitId = permitId,
                ResourceType = ResourceType.Model,
                ResourceId = "model-1",
                Level = 1,
                HolderNodeId = TestNode.HolderId,
                HolderInstId = "LX01",
                UserNodeId = PartnerId,
                UserInstId = "JG01",
                ContractId = contractId,
                IssuedAt = Clock.Now,
            },
            CancellationToken.None);
        return permitId;
    }

    public async Task<bool> IsRevokedAsync(string permitId) => (await Service<IPermitStore>().FindAsync(permitId, CancellationToken.None))!.IsRevoked;

    public async Task<ApprovalStatus> AuditStatusAsync(AuditRecord audit) => (await State.Store.FindAuditAsync(audit.Key, CancellationToken.None))!.Status;

    public ValueTask DisposeAsync() => Node.DisposeAsync();

    private static bool HasKey(ApprovalStatus status, PartyRole role) =>
        role == PartyRole.Holder || status is ApprovalStatus.Approved or ApprovalStatus.Terminated;
}
