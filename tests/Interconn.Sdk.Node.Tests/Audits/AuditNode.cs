using System.Text.Json;
using Interconn.Sdk.AspNetCore;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Permits;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Serialization;
using Interconn.Sdk.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Interconn.Sdk.Node.Tests.Audits;

/// <summary>
/// A ready-made node whose upkeep does not run, so that the test alone decides and delivers; with datasets, routes that demand permits, and two partners:
/// the caller of the tests, and a third node.
/// </summary>
internal sealed class AuditNode : IAsyncDisposable
{
    public const string Served = "served";
    public const string ThirdId = "THIRD";
    public const string ThirdContractId = "c-3";

    private readonly TestNode node;

    private AuditNode(TestNode node, ManualTimeProvider clock)
    {
        this.node = node;
        Clock = clock;
        Caller = node.ClientAs(build: WithClock);
        Third = node.ClientAs(TestKeys.CallerRsaKey, ThirdId, build: WithClock);
    }

    public ManualTimeProvider Clock { get; }

    /// <summary>The partner that most tests call from.</summary>
    public TestClient Caller { get; }

    public TestClient Third { get; }

    public InterconnClient Partner => Caller.Api;

    public TestNode Node => node;

    public NodeState State => node.Services.GetRequiredService<NodeState>();

    public INodeStore Store => node.Services.GetRequiredService<INodeStore>();

    /// <summary>The same store, where a test gets in between.</summary>
    public InterferedStore Interfered => (InterferedStore)Store;

    public AuditDesk Desk => node.Services.GetRequiredService<AuditDesk>();

    public AuditCascade Cascade => node.Services.GetRequiredService<AuditCascade>();

    public NodeAudits Audits => node.Services.GetRequiredService<NodeAudits>();

    public NodePermits Permits => node.Services.GetRequiredService<NodePermits>();

    public IPermitStore PermitStore => node.Services.GetRequiredService<IPermitStore>();

    /// <summary>A node that knows its partners, and the contracts with them, from configuration.</summary>
    public static Task<AuditNode> StartAsync(
        Action<InterconnBuilder>? build = null,
        Action<InterconnOptions>? configure = null,
        Action<WebApplication>? map = null,
        ManualTimeProvider? clock = null) =>
        StartAsync(
            options =>
            {
                options.Partners.Add(TestNode.Partner());
                options.Partners.Add(TestNode.Partner(TestKeys.CallerRsaKey, ThirdId, ThirdContractId));
                configure?.Invoke(options);
            },
            build,
            map,
            contracts: [],
            clock);

    /// <summary>A node whose contracts are records of its store.</summary>
    public static Task<AuditNode> StartWithContractsAsync(params ContractRecord[] contracts) => StartAsync(
        static _ => { },
        static builder => builder.Services.Replace(ServiceDescriptor.Singleton<IPartnerDirectory>(provider => new StoredPartnerDirectory(
            provider.GetRequiredService<INodeStore>(), provider.GetRequiredService<CredentialReader>()))),
        map: null,
        contracts);

    /// <summary>A contract in force with the caller of the tests.</summary>
    public static ContractRecord Contract(string contractId = TestNode.ContractId, int approvedMinutesAgo = 10, string partnerNodeId = TestNode.CallerId) => new()
    {
        PartnerNodeId = partnerNodeId,
        ContractId = contractId,
        Role = PartyRole.Holder,
        Status = ApprovalStatus.Approved,
        Partner = new NodeInfo
        {
            NodeId = partnerNodeId,
            Name = "partner",
            Address = "",
            InstId = "JG01",
            Institution = "a bank",
            System = "test",
            SystemVersion = "1.0",
        },
        ExpiresAt = NodeFixture.Start.AddDays(30),
        AppliedAt = NodeFixture.Start.AddMinutes(-approvedMinutesAgo),
        ApprovedAt = NodeFixture.Start.AddMinutes(-approvedMinutesAgo),
        AuthType = AuthTypes.PublicKey,
        AuthCredential = TestKeys.CallerKey.AuthCredential,
        OwnKeyFingerprint = TestKeys.HolderKey.PublicKey.Fingerprint,
    };

    public static AuditKey Key(AuditResource resource, string auditId, string partnerNodeId = TestNode.CallerId) => new(resource, partnerNodeId, auditId);

    public async Task<AuditRecord> RecordAsync(AuditKey key) =>
        await Store.FindAuditAsync(key, CancellationToken.None) ?? throw new AssertionException($"{key} is not stored.");

    public async Task<IReadOnlyList<OutboxMessage>> MessagesAsync(AuditKey key) =>
        await Store.ListMessagesAsync(new OutboxFilter { Lane = OutboxLane.Of(key) }, CancellationToken.None);

    public async Task CommitAsync(NodeChange change) =>
        Assert.That(await State.TryCommitAsync(change, CancellationToken.None), Is.True, "the transition was overtaken");

    /// <summary>Puts an audit into the store as if it had come about.</summary>
    public async Task<AuditKey> PutAsync(
        AuditResource resource,
        string auditId,
        PartyRole role,
        ApprovalStatus status,
        Func<AuditRecord, AuditRecord>? change = null)
    {
        AuditDraft draft = resource switch
        {
            AuditResource.Dataset => AuditDraft.Of(AuditSamples.Dataset(auditId)),
            AuditResource.Project => AuditDraft.Of(AuditSamples.Project(auditId)),
            AuditResource.Flow => AuditDraft.Of(AuditSamples.Flow(auditId)),
            AuditResource.Job => AuditDraft.Of(AuditSamples.Job(auditId)),
            _ => AuditDraft.Of(AuditSamples.Model(auditId)),
        };
        var contract = new AuditContract(new ContractKey(TestNode.CallerId, TestNode.ContractId), NodeFixture.Start.AddDays(30), "JG01", Stored: null);
        AuditRecord record = draft.ToRecord(role, contract, Clock.Now) with
        {
            Status = status,
            ApprovedAt = status == ApprovalStatus.Approved ? Clock.Now : null,
            EndedAt = status is ApprovalStatus.Rejected or ApprovalStatus.Terminated ? Clock.Now : null,
            EndReason = status switch
            {
                ApprovalStatus.Rejected => AuditEndReason.Rejected,
                ApprovalStatus.Terminated => AuditEndReason.TerminatedHere,
                _ => null,
            },
        };
        await CommitAsync(new NodeChange { At = Clock.Now, Audits = [change?.Invoke(record) ?? record] });
        return record.Key;
    }

    /// <summary>Ends a contract as its desk does: the record and the permits in one transition, then what hangs on it.</summary>
    public async Task EndContractAsync(string contractId = TestNode.ContractId)
    {
        ContractRecord contract = (await Store.FindContractAsync(new ContractKey(TestNode.CallerId, contractId), CancellationToken.None))!;
        (PermitSelection permits, IReadOnlyList<ContractRecord> restsOn) = await Cascade.PermitsOfAsync(contract, CancellationToken.None);
        ContractRecord ended = contract with { Status = ApprovalStatus.Terminated, EndedAt = Clock.Now };
        await CommitAsync(new NodeChange { At = Clock.Now, Contracts = [ended], RestsOn = restsOn, RevokedPermits = [permits] });
        await Cascade.EndWithContractAsync(contract, CancellationToken.None);
    }

    public Task<AuditRecord> ApproveAsync(AuditKey key, ApprovalTerms? terms = null) =>
        Desk.DecideAsync(key, ApprovalDirective.Approve(terms), CancellationToken.None);

    /// <summary>The permit that goes with the confirmation in the outbox.</summary>
    public async Task<ResourcePermit> SentPermitAsync(AuditKey key)
    {
        OutboxMessage message = (await MessagesAsync(key)).Single(message => message.Kind == OutboxKind.AuditConfirmation);
        return JsonSerializer.Deserialize(message.Body!, InterconnJson.Context.AuditConfirmation)!.ResourcePermit!;
    }

    /// <summary>The caller applies for a dataset, over the wire, and is approved; gives the permit that it is sent.</summary>
    public async Task<ResourcePermit> GrantDatasetAsync(
        string auditId,
        Func<DatasetAuditApplication, DatasetAuditApplication>? ask = null,
        ApprovalTerms? terms = null,
        string datasetId = AuditSamples.DatasetId)
    {
        DatasetAuditApplication application = AuditSamples.Dataset(auditId, datasetId);
        await Partner.Datasets.ApplyAuditAsync(ask?.Invoke(application) ?? application);
        AuditKey key = Key(AuditResource.Dataset, auditId);
        await ApproveAsync(key, terms);
        return await SentPermitAsync(key);
    }

    /// <summary>The caller applies, over the wire, and is approved; gives the permit that it is sent.</summary>
    public async Task<ResourcePermit> GrantAsync(AuditResource resource, string auditId, string contractId = TestNode.ContractId)
    {
        await Partner.ApplyAsync(resource, auditId, contractId);
        await ApproveAsync(Key(resource, auditId));
        return await SentPermitAsync(Key(resource, auditId));
    }

    public async ValueTask DisposeAsync()
    {
        await Caller.DisposeAsync();
        await Third.DisposeAsync();
        await node.DisposeAsync();
    }

    private static async Task<AuditNode> StartAsync(
        Action<InterconnOptions> configure,
        Action<InterconnBuilder>? build,
        Action<WebApplication>? map,
        IReadOnlyList<ContractRecord> contracts,
        ManualTimeProvider? clock = null)
    {
        clock ??= new ManualTimeProvider(NodeFixture.Start);
        TestNode node = await NodeFixture.StartAsync(
            clock: clock,
            configure: configure,
            build: builder =>
            {
                NodeFixture.WithoutBackgroundWork(builder);
                builder.Services.Replace(ServiceDescriptor.Singleton<INodeStore>(
                    provider => new InterferedStore(new InMemoryNodeStore(provider.GetRequiredService<IPermitStore>()))));
                builder.AddDatasets(
                    AuditSamples.CatalogEntry(AuditSamples.DatasetId), AuditSamples.CatalogEntry("d-2"), AuditSamples.CatalogEntry("secret", isPublic: false));
                build?.Invoke(builder);
            },
            map: app =>
            {
                MapGuarded(app);
                map?.Invoke(app);
            });
        var started = new AuditNode(node, clock);
        foreach (ContractRecord contract in contracts)
        {
            await started.CommitAsync(new NodeChange { At = clock.Now, Contracts = [contract] });
        }

        return started;
    }

    private static void MapGuarded(WebApplication app)
    {
        foreach (ResourceType type in new[] { ResourceType.Dataset, ResourceType.Project, ResourceType.Flow, ResourceType.Job, ResourceType.Model })
        {
            app.MapGet($"/use/{type}/{{id}}", () => Served).RequireInterconnPermit(type, idFromRoute: "id");
        }

        app.MapGet("/level2/{id}", () => Served).RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "id", level: 2);
        app.MapGet("/scoped/{id}", () => Served).RequireInterconnPermit(new PermitRequirement
        {
            ResourceType = ResourceType.Dataset,
            ResourceId = PermitRequirement.FromRoute("id"),
            ProjectId = PermitRequirement.FromQuery("project"),
            ComponentId = PermitRequirement.FromQuery("component"),
        });
    }

    private void WithClock(InterconnBuilder builder) => builder.Services.AddSingleton<TimeProvider>(Clock);
}
