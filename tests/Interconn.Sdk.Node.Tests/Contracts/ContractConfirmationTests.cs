using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Node.Tests.Contracts;

/// <summary>3.2, where this node has applied.</summary>
public sealed class ContractConfirmationTests
{
    private const string Id = "c-applied";

    private NodeUnderTest node = null!;

    [SetUp]
    public async Task StartAsync() => node = await NodeUnderTest.StartAsync();

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task Confirm_WithATrustedKey_Approves([Values] bool isSigned)
    {
        ContractRecord applied = await node.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, Id);
        WireAnswer answer = await node.As().ApproveAsync(Id, applied.ExpiresAt.AddDays(-1), isSigned);
        ContractRecord contract = await node.StoredAsync(Id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo("200/0"));
            Assert.That((contract.Status, contract.ApprovedAt), Is.EqualTo((ApprovalStatus.Approved, (DateTimeOffset?)node.Clock.Now)));
            Assert.That(contract.ExpiresAt, Is.EqualTo(applied.ExpiresAt.AddDays(-1)));
            Assert.That(contract.AuthCredential, Is.EqualTo(TestKeys.CallerKey.AuthCredential));
            Assert.That((contract.IsProven, contract.Trust), Is.EqualTo((isSigned, (TrustDecision?)TrustDecision.Trusted)));
            Assert.That(contract.PartnerHasOwnKey, Is.True);
            Assert.That(await node.As().StatusAsync(Id), Is.EqualTo("APPROVED"), "its key verifies calls at once");
        }
    }

    [Test]
    public async Task Confirm_UntilLaterThanAskedFor_IsUntilWhatWasAskedFor()
    {
        ContractRecord applied = await node.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, Id);
        await node.As().ApproveAsync(Id, applied.ExpiresAt.AddDays(1));
        Assert.That((await node.StoredAsync(Id)).ExpiresAt, Is.EqualTo(applied.ExpiresAt));
    }

    [Test]
    public async Task Confirm_UntilNow_NamesTheField()
    {
        await node.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, Id);
        WireAnswer answer = await node.As().ApproveAsync(Id, node.Clock.Now);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo("400/40004"));
            Assert.That(answer.Msg, Does.Contain("expired_time"));
            Assert.That((await node.StoredAsync(Id)).Status, Is.EqualTo(ApprovalStatus.Applied));
            Assert.That((await node.As().ApproveAsync(Id, node.Clock.Now.AddMilliseconds(1))).Verdict, Is.EqualTo("200/0"));
        }
    }

    [Test]
    public async Task Confirm_WhileThisNodesKeyIsAnother_QueuesTheExchangeOfKeys()
    {
        using SigningKey newKey = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
        ContractRecord applied = await node.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, Id);
        node.Service<OwnKeys>().Rotate(newKey);
        await node.As().ApproveAsync(Id, applied.ExpiresAt);
        IReadOnlyList<OutboxMessage> messages = await node.State.Store.ListMessagesAsync(
            new OutboxFilter { Lane = OutboxLane.OfOwnKey(applied.Key) }, CancellationToken.None);
        Assert.That(messages.Select(message => (message.Kind, message.State)), Is.EqualTo(new[] { (OutboxKind.NodeUpdate, OutboxState.Pending) }));
    }

    [Test]
    public async Task W63_Confirm_OfAnUnknownId_IsNotFound()
    {
        await node.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, Id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await node.As().ApproveAsync("c-other", node.Clock.Now.AddDays(1))).Verdict, Is.EqualTo("404/40401"));
            Assert.That((await node.As().RejectAsync("c-other")).Verdict, Is.EqualTo("404/40401"));
        }
    }

    [Test]
    public async Task W63_Confirm_TwiceTheSame_HasNoSecondEffect()
    {
        await node.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, Id);
        DateTimeOffset end = node.Clock.Now.AddDays(3);
        await node.As().ApproveAsync(Id, end);
        ContractRecord approved = await node.StoredAsync(Id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await node.As().ApproveAsync(Id, end)).Verdict, Is.EqualTo("200/0"));
            Assert.That((await node.As().ApproveAsync(Id, end.AddDays(1), isSigned: false)).Verdict, Is.EqualTo("200/0"));
            Assert.That(await node.StoredAsync(Id), Is.EqualTo(approved));
        }
    }

    [Test]
    public async Task W63_Confirm_WithTheKeyBeforeARotation_IsARepetition()
    {
        ContractRecord rotated = node.Draft(ApprovalStatus.Approved, PartyRole.Applicant, Id) with
        {
            AuthType = TestKeys.StrangerKey.AuthType,
            AuthCredential = TestKeys.StrangerKey.AuthCredential,
            PreviousAuthType = TestKeys.CallerKey.AuthType,
            PreviousAuthCredential = TestKeys.CallerKey.AuthCredential,
            PreviousUntil = node.Clock.Now.AddMinutes(-1),
        };
        await node.SeedAsync(rotated);
        Assert.That((await node.As().ApproveAsync(Id, node.Clock.Now.AddDays(1))).Verdict, Is.EqualTo("200/0"));
    }

    [Test]
    public async Task W63_Confirm_OfAnApprovedContractWithAnotherKey_IsAConflict()
    {
        ContractRecord approved = await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Applicant, Id);
        WireAnswer answer = await node.As(key: TestKeys.StrangerKey).ApproveAsync(Id, node.Clock.Now.AddDays(1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo("409/40902"));
            Assert.That(await node.StoredAsync(Id), Is.EqualTo(approved));
        }
    }

    [Test]
    public async Task K72_Confirm_ForAGuessedId_IsNotFound_AndKeepsNothing()
    {
        ContractRecord applied = await node.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, Id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await node.As(key: TestKeys.StrangerKey).ApproveAsync("guessed", node.Clock.Now.AddDays(1))).Verdict, Is.EqualTo("404/40401"));
            Assert.That((await node.As("STRANGER", TestKeys.StrangerKey).ApproveAsync(Id, node.Clock.Now.AddDays(1))).Verdict, Is.EqualTo("404/40401"));
            Assert.That(await node.AllAsync(), Is.EqualTo(new[] { applied }));
        }
    }

    [Test]
    public async Task K72_Confirm_WithAKeyThatIsNotThePinnedOne_Waits()
    {
        await node.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, Id);
        WireAnswer answer = await node.As(key: TestKeys.StrangerKey).ApproveAsync(Id, node.Clock.Now.AddDays(1));
        ContractRecord contract = await node.StoredAsync(Id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo("200/0"));
            Assert.That((contract.Status, contract.AuthCredential), Is.EqualTo((ApprovalStatus.Applied, (string?)null)));
            Assert.That(
                contract.WaitingKeys.Select(key => (key.Fingerprint, key.ContradictsExpectation)),
                Is.EqualTo(new[] { (TestKeys.StrangerKey.PublicKey.Fingerprint, true) }));
        }
    }

    [Test]
    public async Task K72_Confirm_WithAStrangersKey_WaitsAndIsUsedForNothing([Values] bool isSigned)
    {
        await using NodeUnderTest unpinned = await NodeUnderTest.StartAsync(pinsPartner: false);
        await unpinned.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, Id);
        PartnerCalls stranger = unpinned.As(key: TestKeys.StrangerKey);
        WireAnswer answer = await stranger.ApproveAsync(Id, unpinned.Clock.Now.AddDays(1), isSigned);
        WaitingKey waiting = (await unpinned.StoredAsync(Id)).WaitingKeys.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo("200/0"));
            Assert.That((waiting.Fingerprint, waiting.ContradictsExpectation), Is.EqualTo((TestKeys.StrangerKey.PublicKey.Fingerprint, false)));
            Assert.That((await stranger.QueryAsync(Id)).Verdict, Is.EqualTo("401/40101"));
            Assert.That((await stranger.TerminateAsync(Id)).Verdict, Is.EqualTo("401/40101"));
            Assert.That((await stranger.GetAsync(InterconnEndpoints.CheckHealth.Path)).Verdict, Is.EqualTo("401/40101"));
        }

        await unpinned.Node.Logs.WaitForAsync(516);
    }

    [Test]
    public async Task K72_Confirm_AmongWaitingKeys_ATrustedKeyWins()
    {
        await node.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, Id);
        await node.As(key: TestKeys.StrangerKey).ApproveAsync(Id, node.Clock.Now.AddDays(1));
        await node.As().ApproveAsync(Id, node.Clock.Now.AddDays(1));
        ContractRecord contract = await node.StoredAsync(Id);
        Assert.That((contract.Status, contract.AuthCredential), Is.EqualTo((ApprovalStatus.Approved, (string?)TestKeys.CallerKey.AuthCredential)));
        Assert.That(contract.WaitingKeys, Is.Empty);
    }

    [Test]
    public async Task K72_FifthWaitingKey_IsTooMany_AndAKnownOneIsARepetition()
    {
        await node.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, Id);
        SigningKey[] keys = [.. Enumerable.Range(0, 5).Select(_ => SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa))];
        foreach (SigningKey key in keys[..4])
        {
            Assert.That((await node.As(key: key).ApproveAsync(Id, node.Clock.Now.AddDays(1))).Verdict, Is.EqualTo("200/0"));
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await node.As(key: keys[4]).ApproveAsync(Id, node.Clock.Now.AddDays(1))).Verdict, Is.EqualTo("429/42901"));
            Assert.That((await node.As(key: keys[0]).ApproveAsync(Id, node.Clock.Now.AddDays(1))).Verdict, Is.EqualTo("200/0"));
            Assert.That(
                (await node.StoredAsync(Id)).WaitingKeys.Select(key => key.Fingerprint),
                Is.EqualTo(keys[..4].Select(key => key.PublicKey.Fingerprint)));
            Assert.That((await node.As().ApproveAsync(Id, node.Clock.Now.AddDays(1))).Verdict, Is.EqualTo("200/0"), "the partner's own is not crowded out");
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task K72_Confirm_OfAnApplicationThatExpectsAKey_IsJudgedByIt(bool isExpected)
    {
        await using NodeUnderTest credulous = await NodeUnderTest.StartAsync(build: NodeUnderTest.TrustEverybody, pinsPartner: false);
        ContractRecord applied = credulous.Draft(ApprovalStatus.Applied, PartyRole.Applicant, Id) with
        {
            ExpectedFingerprint = TestKeys.CallerKey.PublicKey.Fingerprint.ToUpperInvariant(),
        };
        await credulous.SeedAsync(applied);
        SigningKey key = isExpected ? TestKeys.CallerKey : TestKeys.StrangerKey;
        await credulous.As(key: key).ApproveAsync(Id, credulous.Clock.Now.AddDays(1));
        ContractRecord contract = await credulous.StoredAsync(Id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(contract.Status, Is.EqualTo(isExpected ? ApprovalStatus.Approved : ApprovalStatus.Applied));
            Assert.That(contract.WaitingKeys.Select(waiting => waiting.ContradictsExpectation), Is.EqualTo(isExpected ? Array.Empty<bool>() : [true]));
        }
    }

    [Test]
    public async Task K72_Confirm_WithTheExpectedKeyOfANodeOfWhichNothingElseIsKnown_Approves()
    {
        await using NodeUnderTest unpinned = await NodeUnderTest.StartAsync(pinsPartner: false);
        await unpinned.SeedAsync(unpinned.Draft(ApprovalStatus.Applied, PartyRole.Applicant, Id) with
        {
            ExpectedFingerprint = TestKeys.CallerKey.PublicKey.Fingerprint,
        });
        await unpinned.As().ApproveAsync(Id, unpinned.Clock.Now.AddDays(1));
        Assert.That((await unpinned.StoredAsync(Id)).Status, Is.EqualTo(ApprovalStatus.Approved));
    }

    [Test]
    public async Task K72_Confirm_SignedWithAnotherKeyThanItBrings_IsNotAuthenticated()
    {
        ContractRecord applied = await node.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, Id);
        WireAnswer answer = await node.As(key: TestKeys.StrangerKey).ApproveAsync(Id, node.Clock.Now.AddDays(1), offered: TestKeys.CallerKey);
        Assert.That(answer.Verdict, Is.EqualTo("401/40101"));
        Assert.That(await node.StoredAsync(Id), Is.EqualTo(applied));
    }

    [Test]
    public async Task Reject_NeedsNoKeyAndNoTrust()
    {
        await using NodeUnderTest unpinned = await NodeUnderTest.StartAsync(pinsPartner: false);
        await unpinned.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, Id);
        Assert.That((await unpinned.As().RejectAsync(Id)).Verdict, Is.EqualTo("200/0"));
        ContractRecord rejected = await unpinned.StoredAsync(Id);
        Assert.That((rejected.Status, rejected.EndedAt), Is.EqualTo((ApprovalStatus.Rejected, (DateTimeOffset?)unpinned.Clock.Now)));
        Assert.That((await unpinned.As().RejectAsync(Id)).Verdict, Is.EqualTo("200/0"));
        Assert.That(await unpinned.StoredAsync(Id), Is.EqualTo(rejected), "once is enough");
    }

    [Test]
    public async Task W67_ApplicantThatConfirmsItsOwnContract_FindsNone()
    {
        string id = await node.As().ApplyForIdAsync();
        ContractRecord applied = await node.StoredAsync(id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await node.As().ApproveAsync(id, node.Clock.Now.AddDays(1))).Verdict, Is.EqualTo("404/40401"));
            Assert.That((await node.As().RejectAsync(id)).Verdict, Is.EqualTo("404/40401"));
            Assert.That(await node.StoredAsync(id), Is.EqualTo(applied));
        }
    }
}
