using System.Text.Json;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Interconn.Sdk.Node.Tests.Keys;

/// <summary>
/// A node with contracts that the test puts into its store, and of which 3.4 and 3.7 are served: what the rest of the node does with a partner's key is not
/// what is tested here.
/// </summary>
internal sealed class UpdatedNode : IAsyncDisposable
{
    public const string Address = "https://caller.example.com";
    private const string UpdatePath = "/v1/interconn/node/update";
    private const string HealthPath = "/v1/interconn/node/health";

    private UpdatedNode(TestNode node, ManualTimeProvider clock)
    {
        Node = node;
        Clock = clock;
    }

    public TestNode Node { get; }

    public ManualTimeProvider Clock { get; }

    public NodeState State => Node.Services.GetRequiredService<NodeState>();

    public OwnKeys OwnKeys => Node.Services.GetRequiredService<OwnKeys>();

    public NodeKeys Keys => Node.Services.GetRequiredService<NodeKeys>();

    public static async Task<UpdatedNode> StartAsync(
        Action<InterconnOptions>? configure = null,
        Action<InterconnNodeOptions>? configureNode = null,
        Action<InterconnBuilder>? build = null,
        string nodeId = TestNode.HolderId,
        ManualTimeProvider? clock = null)
    {
        clock ??= new ManualTimeProvider(NodeFixture.Start);
        TestNode node = await NodeFixture.StartAsync(
            nodeId,
            clock,
            options =>
            {
                options.MaxFailuresPerMinute = 10_000;
                configure?.Invoke(options);
            },
            configureNode,
            builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Scoped<INodeHandler, Handler>());
                builder.Services.Replace(ServiceDescriptor.Singleton<IPartnerDirectory, Directory>());
                NodeFixture.WithoutBackgroundWorkBut<KeyWatch>(builder);
                build?.Invoke(builder);
            });
        return new UpdatedNode(node, clock);
    }

    /// <summary>Puts a contract into the store, in force for a year unless the test changes it.</summary>
    public async Task<ContractRecord> AddAsync(
        ISigningKey? partnerKey = null,
        string contractId = TestNode.ContractId,
        string partner = TestNode.CallerId,
        ISigningKey? ownKey = null,
        Func<ContractRecord, ContractRecord>? change = null)
    {
        partnerKey ??= TestKeys.CallerKey;
        var contract = new ContractRecord
        {
            PartnerNodeId = partner,
            ContractId = contractId,
            Role = PartyRole.Holder,
            Status = ApprovalStatus.Approved,
            Partner = new NodeInfo
            {
                NodeId = partner,
                Name = "before",
                Address = Address,
                InstId = "JG01",
                Institution = "institution",
                System = "system",
                SystemVersion = "1",
            },
            ExpiresAt = Clock.Now.AddDays(365),
            AppliedAt = Clock.Now,
            ApprovedAt = Clock.Now,
            AuthType = partnerKey.AuthType,
            AuthCredential = partnerKey.AuthCredential,
            OwnKeyFingerprint = (ownKey ?? OwnKeys.Active).PublicKey.Fingerprint,
            PartnerHasOwnKey = true,
        };
        contract = change?.Invoke(contract) ?? contract;
        await ChangeAsync(contract);
        return await FindAsync(contract.Key);
    }

    public async Task ChangeAsync(ContractRecord contract) => Assert.That(
        await State.TryCommitAsync(new NodeChange { At = Clock.Now, Contracts = [contract] }, CancellationToken.None), Is.True);

    public async Task<ContractRecord> FindAsync(ContractKey? key = null) =>
        await State.Store.FindContractAsync(key ?? new ContractKey(TestNode.CallerId, TestNode.ContractId), CancellationToken.None)
        ?? throw new InvalidOperationException("There is no such contract.");

    /// <summary>Sends 3.4 and says what came of it: <c>200/0</c>.</summary>
    public async Task<string> UpdateAsync(ISigningKey signer, NodeUpdate update) => (await AnswerAsync(signer, update)).Verdict;

    public Task<string> UpdateAsync(ISigningKey signer, ISigningKey offered) => UpdateAsync(signer, Update(offered));

    public Task<WireAnswer> AnswerAsync(ISigningKey signer, NodeUpdate update) => Wire.SendAsync(
        Node, RequestDraft.Post(UpdatePath, JsonSerializer.Serialize(update, InterconnJson.Context.NodeUpdate), Clock.Now, signer));

    /// <summary>Calls 3.7 under a key and says what came of it.</summary>
    public async Task<string> CallAsync(ISigningKey key) => (await Wire.SendAsync(Node, RequestDraft.Get(HealthPath, Clock.Now, key))).Verdict;

    /// <summary>An update that changes nothing but the key.</summary>
    public static NodeUpdate Update(ISigningKey offered) => new()
    {
        ContractId = TestNode.ContractId,
        Name = "before",
        Address = Address,
        InstId = "JG01",
        Institution = "institution",
        System = "system",
        SystemVersion = "1",
        AuthType = offered.AuthType,
        AuthCredential = offered.AuthCredential,
    };

    public ValueTask DisposeAsync() => Node.DisposeAsync();

    private sealed class Handler(KeyDesk desk) : INodeHandler
    {
        public Task UpdateNodeAsync(NodeUpdate request, InterconnContext context, CancellationToken cancellationToken) =>
            desk.UpdateReceivedAsync(request, context, cancellationToken);

        public Task<NodeHealth> CheckHealthAsync(InterconnContext context, CancellationToken cancellationToken) => Task.FromResult(NodeHealth.Ok);
    }

    /// <summary>Knows partners by the contracts of the store, and what the test configured.</summary>
    private sealed class Directory(InMemoryPartnerDirectory configured, NodeState state, CredentialReader credentials) : IPartnerDirectory
    {
        public async ValueTask<Partner?> FindAsync(string nodeId, CancellationToken cancellationToken)
        {
            Partner? written = await configured.FindAsync(nodeId, cancellationToken);
            IReadOnlyList<ContractRecord> contracts =
                await state.Store.ListContractsAsync(new ContractFilter { PartnerNodeId = nodeId }, cancellationToken);
            Partner partner = written ?? new Partner { NodeId = nodeId };
            return contracts.Count == 0 ? written : partner with { Contracts = [.. contracts.Select(Of), .. partner.Contracts] };
        }

        private PartnerContract Of(ContractRecord contract) => new()
        {
            ContractId = contract.ContractId,
            Status = contract.Status,
            ApprovedAt = contract.ApprovedAt,
            ExpiresAt = contract.ExpiresAt,
            Credential = credentials.Read(contract.AuthType!, contract.AuthCredential!),
            PreviousCredential = contract.PreviousAuthType is null ? null : credentials.Read(contract.PreviousAuthType, contract.PreviousAuthCredential!),
            PreviousCredentialUntil = contract.PreviousUntil,
        };
    }
}
