using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Tests.Keys;

/// <summary>This node's own key exchanged: each partner is told, and goes on with the key that it knows until it has acknowledged.</summary>
public sealed class NodeKeysTests
{
    private const string Other = "JG0100001100000001";

    private static SigningKey Next => FurtherKeys.Next;

    private static SigningKey Third => FurtherKeys.Third;

    [Test]
    public async Task Rotate_TellsThePartnerOfEveryContractInForceAndOfNoOther()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync(build: NodeFixture.WithoutBackgroundWork);
        await node.AddAsync();
        await node.AddAsync(contractId: "c-02");
        await node.AddAsync(partner: Other, contractId: "c-03");
        await node.AddAsync(partner: "LX-ENDED", change: contract => contract with { Status = ApprovalStatus.Terminated });
        await node.AddAsync(partner: "LX-OVER", change: contract => contract with { ExpiresAt = node.Clock.Now });
        await node.AddAsync(partner: "LX-KNOWS", change: contract => contract with { OwnKeyFingerprint = Next.PublicKey.Fingerprint });
        ContractRecord applied = await node.AddAsync(partner: "LX-APPLIED", change: contract => contract with { Status = ApprovalStatus.Applied });

        Assert.That(await node.Keys.RotateAsync(Next), Is.EqualTo(2), "two partners, of three contracts");
        Assert.That(node.Keys.Fingerprint, Is.EqualTo(Next.PublicKey.Fingerprint));
        IReadOnlyList<OutboxMessage> queued = await MessagesAsync(node);
        Assert.That(queued.Select(message => message.ContractId), Is.EquivalentTo(new[] { TestNode.ContractId, "c-02", "c-03" }));
        Assert.That(queued, Has.All.Matches<OutboxMessage>(message =>
            message.Kind == OutboxKind.NodeUpdate && message.Body is null && message.NextAttemptAt == node.Clock.Now && message.Lane == OutboxLane.OfOwnKey(message.Contract)));
        Assert.That(
            (await node.Keys.ListOutdatedAsync()).Select(contract => contract.ContractId),
            Is.EquivalentTo(new[] { TestNode.ContractId, "c-02", "c-03", applied.ContractId }),
            "An application under way needs the old key too, if only to be asked about.");
        Assert.That((await node.Node.Logs.WaitForAsync(581)).Message, Does.Contain(Next.PublicKey.Fingerprint));
    }

    [Test]
    public async Task Rotate_ToThePresentKey_DoesNothing()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync(build: NodeFixture.WithoutBackgroundWork);
        await node.AddAsync();
        Assert.That(await node.Keys.RotateAsync(node.OwnKeys.Active), Is.Zero);
        Assert.That(await MessagesAsync(node), Is.Empty);
        await node.Keys.RotateAsync(Next);
        Assert.That(await node.Keys.RotateAsync(Next), Is.Zero);
        Assert.That(await MessagesAsync(node), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Rotate_AgainAfterAFailure_TellsThoseWhoAreNotBeingTold()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync(build: NodeFixture.WithoutBackgroundWork);
        await node.AddAsync();
        node.OwnKeys.Rotate(Next);
        Assert.That(await node.Keys.RotateAsync(Next), Is.EqualTo(1));
        Assert.That(await MessagesAsync(node), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Rotate_Twice_OneUpdateIsLeftToSend()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync(build: NodeFixture.WithoutBackgroundWork);
        await node.AddAsync();
        await node.Keys.RotateAsync(Next);
        OutboxMessage first = (await MessagesAsync(node)).Single();
        node.Clock.Advance(TimeSpan.FromHours(1));
        Assert.That(await node.Keys.RotateAsync(Third), Is.EqualTo(1));
        Assert.That((await node.State.Store.FindMessageAsync(first.MessageId, CancellationToken.None))!.State, Is.EqualTo(OutboxState.Superseded));
        Assert.That((await MessagesAsync(node)).Single().CreatedAt, Is.EqualTo(node.Clock.Now), "How long it is tried counts from now.");
    }

    // What is under way may tell the key before, and be taken: then its acknowledgement must count.
    [Test]
    public async Task Rotate_WhileAnUpdateIsBeingSent_PutsTheNextBehindIt()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync(build: NodeFixture.WithoutBackgroundWork);
        await node.AddAsync();
        await node.Keys.RotateAsync(Next);
        OutboxMessage sent = (await node.State.Store.ClaimMessagesAsync(
            new OutboxClaim { Now = node.Clock.Now, Until = node.Clock.Now.AddMinutes(1), Take = 10 }, CancellationToken.None)).Single();
        await node.Keys.RotateAsync(Third);
        await node.Keys.RotateAsync(Next);
        IReadOnlyList<OutboxMessage> pending = await MessagesAsync(node);
        Assert.That(pending, Has.Count.EqualTo(2));
        Assert.That(pending[0], Is.EqualTo(sent));
        Assert.That(pending[1].Lane, Is.EqualTo(sent.Lane));
    }

    [Test]
    public async Task Rotate_RenewedCertificateOfThePresentKey_IsTold()
    {
        using var authority = new KeyAuthority("network");
        await using UpdatedNode node = await UpdatedNode.StartAsync(build: NodeFixture.WithoutBackgroundWork);
        await node.AddAsync();
        ISigningKey certified = authority.Issue(TestNode.HolderId, TestKeys.HolderKey);
        Assert.That(await node.Keys.RotateAsync(certified), Is.EqualTo(1));
        NodeUpdate update = Compose(node, await node.FindAsync(), out ISigningKey announced);
        Assert.That((update.AuthType, update.AuthCredential), Is.EqualTo((AuthTypes.Certificate, certified.AuthCredential)));
        Assert.That(announced, Is.SameAs(certified));
        Assert.That(await node.Keys.ListOutdatedAsync(), Is.Empty);
    }

    [Test]
    public async Task Announce_TellsThoseWhoKnowTheKeyToo()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync(build: NodeFixture.WithoutBackgroundWork);
        await node.AddAsync();
        await node.AddAsync(partner: Other);
        Assert.That(await node.Keys.AnnounceAsync(), Is.EqualTo(2));
        Assert.That(await node.Keys.AnnounceAsync(), Is.EqualTo(2));
        Assert.That(await MessagesAsync(node), Has.Count.EqualTo(2), "The second replaces the first.");
    }

    [Test]
    public async Task Compose_IsWhatThisNodeIsNow()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync(options => options.Node.Description = "for tests", build: NodeFixture.WithoutBackgroundWork);
        ContractRecord contract = await node.AddAsync();
        node.OwnKeys.Rotate(Next);
        NodeUpdate update = Compose(node, contract, out ISigningKey announced);
        Assert.That(announced, Is.SameAs(Next));
        Assert.That(update, Is.EqualTo(new NodeUpdate
        {
            ContractId = TestNode.ContractId,
            Name = "node " + TestNode.HolderId,
            Address = node.Node.Address.OriginalString,
            Description = "for tests",
            InstId = "LX01",
            Institution = "institution of " + TestNode.HolderId,
            System = "test",
            SystemVersion = "1.0",
            AuthType = SignatureAlgorithmIds.Sha256Ecdsa,
            AuthCredential = Next.AuthCredential,
        }));
    }

    [Test]
    public async Task Compose_WithoutAnAddress_NamesTheSetting()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync(build: NodeFixture.WithoutBackgroundWork);
        ContractRecord contract = await node.AddAsync();
        node.Node.Services.GetRequiredService<Interconn.Sdk.Hosting.LocalNode>().Options.Node.Address = null;
        Assert.That(() => Compose(node, contract, out _), Throws.InvalidOperationException.With.Message.Contains("Node:Address"));
    }

    [Test]
    public async Task Rotate_PermitsMadeBefore_AreStillVerified()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync(build: NodeFixture.WithoutBackgroundWork);
        IPermitFormat format = node.Node.Services.GetRequiredService<IPermitFormat>();
        PermitToken before = await format.WriteAsync(Claims(node), CancellationToken.None);
        await node.Keys.RotateAsync(Next);
        PermitToken after = await format.WriteAsync(Claims(node), CancellationToken.None);
        Assert.That(after.KeyId, Is.Not.EqualTo(before.KeyId));
        Assert.That((await format.ReadAsync(before.Text, CancellationToken.None)).Status, Is.EqualTo(PermitReadingStatus.Valid));
        Assert.That((await format.ReadAsync(after.Text, CancellationToken.None)).Status, Is.EqualTo(PermitReadingStatus.Valid));
    }

    [Test]
    public async Task Rotate_PermitsThatHaveAKeyOfTheirOwn_KeepIt()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync(options => options.PermitKey = Third, build: NodeFixture.WithoutBackgroundWork);
        PermitKeyRing ring = node.Node.Services.GetRequiredService<PermitKeyRing>();
        string keyId = ring.ActiveKeyId;
        await node.Keys.RotateAsync(Next);
        Assert.That(ring.ActiveKeyId, Is.EqualTo(keyId));
    }

    // The partner has taken one key or another of those that were told, and no answer came back; it is found out by trying.
    [TestCase(0, false)]
    [TestCase(0, true)]
    [TestCase(6, false)]
    [TestCase(6, true)]
    public async Task K75_AnswersLostInTwoRotations_StrandNobody(int minutesBetween, bool isSecondTaken)
    {
        var clock = new ManualTimeProvider(NodeFixture.Start);
        await using UpdatedNode partner = await UpdatedNode.StartAsync(clock: clock);
        await using UpdatedNode node = await UpdatedNode.StartAsync(build: NodeFixture.WithoutBackgroundWork, nodeId: TestNode.CallerId, clock: clock);
        await partner.AddAsync(node.OwnKeys.Active);
        ContractRecord contract = await node.AddAsync(
            partnerKey: TestKeys.HolderKey, partner: TestNode.HolderId, change: contract => contract with { OwnKeyFingerprint = node.OwnKeys.Active.PublicKey.Fingerprint });
        foreach (SigningKey key in (SigningKey[])(isSecondTaken ? [Next, Third] : [Next]))
        {
            node.OwnKeys.Rotate(key);
            ISigningKey signer = key == Next ? node.OwnKeys.Find(contract.OwnKeyFingerprint)! : Next;
            Assert.That(await SendAsync(node, partner, contract, signer), Is.Zero, "Taken; the answer goes nowhere.");
        }

        node.OwnKeys.Rotate(SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa));
        clock.Advance(TimeSpan.FromMinutes(minutesBetween));
        var refusals = new List<int>();
        foreach (ISigningKey signer in node.OwnKeys.InOrderOfTrial(contract.OwnKeyFingerprint))
        {
            int code = await SendAsync(node, partner, contract, signer);
            if (code == InterconnCodes.Ok)
            {
                break;
            }

            refusals.Add(code);
        }

        Assert.That(refusals.Distinct(), Is.SubsetOf(new[] { InterconnCodes.NotAuthenticated, InterconnCodes.IllegalTransition }));
        Assert.That((await partner.FindAsync()).AuthCredential, Is.EqualTo(node.OwnKeys.Active.AuthCredential));
    }

    [Test]
    public async Task InOrderOfTrial_BeginsWithTheAcknowledgedKeyAndThePresentOne()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync(build: NodeFixture.WithoutBackgroundWork);
        ISigningKey first = node.OwnKeys.Active;
        node.OwnKeys.Rotate(Next);
        node.OwnKeys.Rotate(Third);
        Assert.That(node.OwnKeys.InOrderOfTrial(first.PublicKey.Fingerprint), Is.EqualTo(new[] { first, Third, Next }));
        Assert.That(node.OwnKeys.InOrderOfTrial(Third.PublicKey.Fingerprint)[0], Is.SameAs(Third));
        Assert.That(node.OwnKeys.InOrderOfTrial("unknown")[0], Is.SameAs(Third));
        Assert.That(node.OwnKeys.InOrderOfTrial("unknown"), Has.Count.EqualTo(3));
    }

    private static NodeUpdate Compose(UpdatedNode node, ContractRecord contract, out ISigningKey announced) =>
        node.Node.Services.GetRequiredService<IOwnKeyUpdates>().ComposeUpdate(contract, out announced);

    private static async Task<IReadOnlyList<OutboxMessage>> MessagesAsync(UpdatedNode node) =>
        await node.State.Store.ListMessagesAsync(new OutboxFilter { State = OutboxState.Pending }, CancellationToken.None);

    private static PermitClaims Claims(UpdatedNode node) => new()
    {
        PermitId = "permit",
        HolderNodeId = TestNode.HolderId,
        HolderInstId = "LX01",
        UserNodeId = TestNode.CallerId,
        UserInstId = "JG01",
        ResourceType = ResourceType.Dataset,
        ResourceId = "d-01",
        Level = 1,
        IssuedAt = node.Clock.Now,
    };

    private static async Task<int> SendAsync(UpdatedNode node, UpdatedNode partner, ContractRecord contract, ISigningKey signer)
    {
        InterconnClient client = node.Node.Clients.Create(TestNode.HolderId, partner.Node.Address).With(new InterconnCallOptions { SigningKey = signer });
        try
        {
            await client.Nodes.UpdateNodeAsync(Compose(node, contract, out _));
            return InterconnCodes.Ok;
        }
        catch (InterconnAnswerException refusal)
        {
            return refusal.Code;
        }
    }
}
