using Interconn.Sdk.Audits;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Tests.Keys;

/// <summary>What is done about this node's keys when it starts, and while it runs.</summary>
public sealed class KeyWatchTests
{
    private const int OwnKeyUnknown = 580;
    private const int KeyNotNeeded = 582;
    private const int KeyCheckPutOff = 585;
    private const int KeysChecked = 586;

    private static SigningKey Former => FurtherKeys.Next;

    [Test]
    public async Task Start_WithAnotherKeyThanAContractKnows_TellsThePartner()
    {
        using Stored stored = await StoreAsync(Former);
        await using UpdatedNode node = await StartAsync(stored, options => options.PreviousKeys.Add(Former));
        await node.Node.Logs.WaitForAsync(KeysChecked);
        OutboxMessage queued = (await PendingAsync(node)).Single();
        Assert.That((queued.Kind, queued.ContractId), Is.EqualTo((OutboxKind.NodeUpdate, TestNode.ContractId)));
        Assert.That(node.OwnKeys.Find(Former.PublicKey.Fingerprint), Is.SameAs(Former));
        Assert.That(node.Node.Logs.OwnEntries, Has.None.Property("EventId").EqualTo(OwnKeyUnknown).And.None.Property("EventId").EqualTo(KeyNotNeeded));
    }

    [Test]
    public async Task Start_WithTheKeyThatAllKnow_TellsNobody()
    {
        using Stored stored = await StoreAsync(TestKeys.HolderKey);
        await using UpdatedNode node = await StartAsync(stored);
        await node.Node.Logs.WaitForAsync(KeysChecked);
        Assert.That(await PendingAsync(node), Is.Empty);
    }

    [Test]
    public async Task Start_WhileAnUpdateWaits_QueuesNoOther()
    {
        using Stored stored = await StoreAsync(Former);
        ContractRecord contract = (await stored.Store.FindContractAsync(new(TestNode.CallerId, TestNode.ContractId), CancellationToken.None))!;
        OutboxMessage waiting = OutboxMessages.OwnKey(contract, NodeFixture.Start);
        await stored.Store.TryCommitAsync(new NodeChange { At = NodeFixture.Start, Messages = [waiting] }, CancellationToken.None);
        await using UpdatedNode node = await StartAsync(stored, options => options.PreviousKeys.Add(Former));
        await node.Node.Logs.WaitForAsync(KeysChecked);
        Assert.That((await PendingAsync(node)).Single().MessageId, Is.EqualTo(waiting.MessageId));
    }

    [TestCase(ApprovalStatus.Approved)]
    [TestCase(ApprovalStatus.Applied)]
    public async Task Start_WithoutAKeyThatAContractKnows_SaysWhichAndNamesTheOption(ApprovalStatus status)
    {
        using Stored stored = await StoreAsync(Former, status);
        await using UpdatedNode node = await StartAsync(stored);
        LogEntry entry = await node.Node.Logs.WaitForAsync(OwnKeyUnknown);
        Assert.That(entry.Level, Is.EqualTo(LogLevel.Error));
        Assert.That(
            entry.Message,
            Does.Contain(TestNode.ContractId).And.Contain(TestNode.CallerId).And.Contain(Former.PublicKey.Fingerprint)
                .And.Contain(nameof(InterconnNodeOptions.PreviousKeyFiles)));
    }

    [TestCase(ApprovalStatus.Terminated)]
    [TestCase(ApprovalStatus.Rejected)]
    public async Task Start_ContractsThatAreOver_NeedNoKey(ApprovalStatus status)
    {
        using Stored stored = await StoreAsync(Former, status);
        await using UpdatedNode node = await StartAsync(stored);
        await node.Node.Logs.WaitForAsync(KeysChecked);
        Assert.That(node.Node.Logs.OwnEntries, Has.None.Property("EventId").EqualTo(OwnKeyUnknown));
        Assert.That(await PendingAsync(node), Is.Empty);
    }

    [Test]
    public async Task Start_WithAFileOfPreviousKeys_KnowsThem()
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await Former.SaveAsync(file);
            using Stored stored = await StoreAsync(Former);
            await using UpdatedNode node = await StartAsync(stored, options => options.PreviousKeyFiles.Add(file));
            await node.Node.Logs.WaitForAsync(KeysChecked);
            Assert.That(node.OwnKeys.Find(Former.PublicKey.Fingerprint)!.PublicKey, Is.EqualTo(Former.PublicKey));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("no key")]
    public async Task Start_WithAFileThatCannotBeRead_IsStoppedAndTheOptionNamed(string? content)
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        if (content is not null)
        {
            await File.WriteAllTextAsync(file, content);
        }

        try
        {
            Assert.That(
                Assert.ThrowsAsync<InvalidOperationException>(() => UpdatedNode.StartAsync(configureNode: options => options.PreviousKeyFiles.Add(file)))!.Message,
                Does.Contain(nameof(InterconnNodeOptions.PreviousKeyFiles)).And.Contain(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public async Task Start_PermitsMadeUnderAFormerKey_AreStillVerified()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync(configureNode: options => options.PreviousKeys.Add(Former));
        PermitKeyRing ring = node.Node.Services.GetRequiredService<PermitKeyRing>();
        Assert.That(ring.RetiredKeyIds, Is.EqualTo(new[] { PermitKey.From(Former.PublicKey)!.KeyId }));
        Assert.That(ring.ActiveKeyId, Is.EqualTo(PermitKey.From(TestKeys.HolderKey.PublicKey)!.KeyId));
    }

    // Applied for before the rotation, approved after it: the partner knows the key of the application.
    [Test]
    public async Task Run_ContractThatComesIntoForceUnderAFormerKey_ItsPartnerIsTold()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync();
        await node.Node.Logs.WaitForAsync(KeysChecked);
        ContractRecord applied = await node.AddAsync(change: contract => contract with { Status = ApprovalStatus.Applied, ApprovedAt = null });
        Assert.That(await node.Keys.RotateAsync(FurtherKeys.Third), Is.Zero);
        Task<OutboxMessage> told = QueuedAsync(node);
        await node.ChangeAsync(applied with { Status = ApprovalStatus.Approved, ApprovedAt = node.Clock.Now });
        Assert.That((await told).ContractId, Is.EqualTo(applied.ContractId));
    }

    // Looked at when the host started, when there was nothing to tell yet.
    [Test]
    public async Task Run_ApplicationThatWasThereAtTheStart_ItsPartnerIsToldOnceItIsApproved()
    {
        using Stored stored = await StoreAsync(Former, ApprovalStatus.Applied);
        await using UpdatedNode node = await StartAsync(stored, options => options.PreviousKeys.Add(Former));
        await node.Node.Logs.WaitForAsync(KeysChecked);
        Assert.That(await PendingAsync(node), Is.Empty);
        Task<OutboxMessage> told = QueuedAsync(node);
        await node.ChangeAsync((await node.FindAsync()) with { Status = ApprovalStatus.Approved, ApprovedAt = node.Clock.Now });
        Assert.That((await told).ContractId, Is.EqualTo(TestNode.ContractId));
    }

    // A partner that does not serve 3.4 (50101) goes on with the old key, and is left in peace.
    [Test]
    public async Task Run_ContractWhosePartnerRefusedTheKey_IsNotToldWithEveryChange()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync();
        await node.Node.Logs.WaitForAsync(KeysChecked);
        ContractRecord applied = await node.AddAsync(change: contract => contract with { Status = ApprovalStatus.Applied, ApprovedAt = null });
        await node.Keys.RotateAsync(FurtherKeys.Third);
        Task<OutboxMessage> told = QueuedAsync(node);
        await node.ChangeAsync(applied with { Status = ApprovalStatus.Approved, ApprovedAt = node.Clock.Now });
        OutboxMessage message = await told;
        await node.State.TryCommitAsync(
            new NodeChange { At = node.Clock.Now, Messages = [message with { State = OutboxState.Dead, EndedAt = node.Clock.Now }] }, CancellationToken.None);
        await node.ChangeAsync((await node.FindAsync()) with { Inquiries = 1 });

        // What comes after it in the same queue is done, so it was looked at.
        Task<OutboxMessage> next = QueuedAsync(node);
        await node.AddAsync(contractId: "c-02", ownKey: TestKeys.HolderKey);
        Assert.That((await next).ContractId, Is.EqualTo("c-02"));
        Assert.That(await PendingAsync(node), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Run_LastAcknowledgement_SaysThatTheFormerKeyIsNotNeeded()
    {
        using Stored stored = await StoreAsync(Former);
        await using UpdatedNode node = await StartAsync(stored, options => options.PreviousKeys.Add(Former));
        await node.Node.Logs.WaitForAsync(KeysChecked);
        OutboxMessage message = (await PendingAsync(node)).Single();
        ContractRecord contract = await node.FindAsync();
        Assert.That(
            await node.State.TryCommitAsync(
                new NodeChange
                {
                    At = node.Clock.Now,
                    Contracts = [contract with { OwnKeyFingerprint = node.Keys.Fingerprint }],
                    Messages = [message with { State = OutboxState.Delivered, EndedAt = node.Clock.Now }],
                },
                CancellationToken.None),
            Is.True);
        Assert.That((await node.Node.Logs.WaitForAsync(KeyNotNeeded)).Message, Does.Contain(Former.PublicKey.Fingerprint));
        Assert.That(await node.Keys.ListOutdatedAsync(), Is.Empty);
    }

    [Test]
    public async Task Start_FormerKeyThatPermitsNeed_IsNotSaidToBeUnneeded([Values] bool isInUse)
    {
        var permits = new InMemoryPermitStore(TimeProvider.System);
        await permits.AddAsync(Permit(isInUse ? Former : FurtherKeys.Third), CancellationToken.None);
        await using UpdatedNode node = await UpdatedNode.StartAsync(
            configureNode: options => options.PreviousKeys.Add(Former),
            build: builder => builder.Services.Replace(ServiceDescriptor.Singleton<IPermitStore>(permits)));
        await node.Node.Logs.WaitForAsync(KeysChecked);
        Assert.That(node.Node.Logs.OwnEntries.Count(entry => entry.EventId == KeyNotNeeded), Is.EqualTo(isInUse ? 0 : 1));
    }

    [Test]
    public async Task Start_StoreThatCannotBeReached_IsAskedAgain()
    {
        using Stored stored = await StoreAsync(Former);
        var broken = new BrokenStore(stored.Store, failures: 1);
        await using UpdatedNode node = await StartAsync(broken, options => options.PreviousKeys.Add(Former));
        await node.Node.Logs.WaitForAsync(KeyCheckPutOff);
        Task<OutboxMessage> told = QueuedAsync(node);
        await broken.WaitForRetryAsync(() => node.Clock.Advance(TimeSpan.FromMilliseconds(10)));
        Assert.That((await told).ContractId, Is.EqualTo(TestNode.ContractId));
    }

    private static PermitRecord Permit(SigningKey key) => new()
    {
        PermitId = "permit",
        HolderNodeId = TestNode.HolderId,
        UserNodeId = TestNode.CallerId,
        UserInstId = "JG01",
        HolderInstId = "LX01",
        ResourceType = ResourceType.Dataset,
        ResourceId = "d-01",
        Level = 1,
        IssuedAt = NodeFixture.Start,
        KeyId = PermitKey.From(key.PublicKey)!.KeyId,
    };

    private static Task<UpdatedNode> StartAsync(Stored stored, Action<InterconnNodeOptions>? configure = null) => StartAsync(stored.Store, configure);

    private static Task<UpdatedNode> StartAsync(INodeStore store, Action<InterconnNodeOptions>? configure = null) => UpdatedNode.StartAsync(
        configureNode: configure,
        build: builder => builder.Services.Replace(ServiceDescriptor.Singleton(store)));

    /// <summary>Waits for the next update that is queued.</summary>
    private static async Task<OutboxMessage> QueuedAsync(UpdatedNode node)
    {
        var queued = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using IDisposable subscription = node.Node.Services.GetRequiredService<ChangeFeed>().Subscribe(change =>
        {
            if (change.Messages.FirstOrDefault(message => message is { Kind: OutboxKind.NodeUpdate, Version: 0 }) is OutboxMessage message)
            {
                queued.TrySetResult(message.MessageId);
            }
        });
        string messageId = await queued.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return (await node.State.Store.FindMessageAsync(messageId, CancellationToken.None))!;
    }

    private static async Task<IReadOnlyList<OutboxMessage>> PendingAsync(UpdatedNode node) =>
        await node.State.Store.ListMessagesAsync(new OutboxFilter { State = OutboxState.Pending }, CancellationToken.None);

    /// <summary>What a process before this one left: one contract whose partner knows a key.</summary>
    private static async Task<Stored> StoreAsync(SigningKey ownKey, ApprovalStatus status = ApprovalStatus.Approved)
    {
        await using UpdatedNode before = await UpdatedNode.StartAsync(options => options.SigningKey = ownKey);
        ContractRecord contract = await before.AddAsync(change: contract => contract with { Status = status });
        var stored = new Stored();
        await stored.Store.TryCommitAsync(new NodeChange { At = NodeFixture.Start, Contracts = [contract with { Version = 0 }] }, CancellationToken.None);
        return stored;
    }

    private sealed class Stored : IDisposable
    {
        public InMemoryNodeStore Store { get; } = new(new InMemoryPermitStore(TimeProvider.System));

        public void Dispose() => Store.Dispose();
    }
}
