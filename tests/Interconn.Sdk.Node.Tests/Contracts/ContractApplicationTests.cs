using System.Text.RegularExpressions;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Upkeep;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Partners;

namespace Interconn.Sdk.Node.Tests.Contracts;

/// <summary>3.1, where this node is applied to.</summary>
public sealed partial class ContractApplicationTests
{
    private const string Stranger = "STRANGER";

    private NodeUnderTest node = null!;

    [SetUp]
    public async Task StartAsync() => node = await NodeUnderTest.StartAsync();

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task Apply_Trusted_IsKeptAsItCameAndDecidedByThePolicy()
    {
        string id = await node.As().ApplyForIdAsync(change: body =>
        {
            body["description"] = "what it is for";
            body["expired_time"] = node.Clock.Now.AddDays(7).ToUnixTimeMilliseconds();
        });
        ContractRecord contract = await node.StoredAsync(id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(contract.Status, Is.EqualTo(ApprovalStatus.Applied));
            Assert.That(contract.Role, Is.EqualTo(PartyRole.Holder));
            Assert.That(contract.ExpiresAt, Is.EqualTo(node.Clock.Now.AddDays(7)));
            Assert.That(contract.AppliedAt, Is.EqualTo(node.Clock.Now));
            Assert.That(contract.AwaitsPerson, Is.False);
            Assert.That(contract.IsProven, Is.True);
            Assert.That(contract.Trust, Is.EqualTo(TrustDecision.Trusted));
            Assert.That(contract.RemoteAddress, Is.EqualTo("127.0.0.1"));
            Assert.That(contract.IsAddressOffered, Is.True);
            Assert.That(contract.Partner, Is.EqualTo(new NodeInfo
            {
                NodeId = NodeUnderTest.PartnerId,
                Name = "node " + NodeUnderTest.PartnerId,
                Address = "http://127.0.0.1:5999",
                Description = "what it is for",
                InstId = "INST-" + NodeUnderTest.PartnerId,
                Institution = "institution of " + NodeUnderTest.PartnerId,
                System = "fate",
                SystemVersion = "2.0",
            }));
            Assert.That(contract.DueAt, Is.Not.Null);
        }

        (DecisionRequest request, _) = await node.Service<DecisionRequests>().Reader.ReadAsync();
        Assert.That(request.Contract, Is.EqualTo(contract.Key));
    }

    [Test]
    public async Task Apply_WithoutAnEnd_IsForTheTermOfThisNode()
    {
        string id = await node.As().ApplyForIdAsync();
        Assert.That((await node.StoredAsync(id)).ExpiresAt, Is.EqualTo(node.Clock.Now.AddDays(365)));
    }

    [Test]
    public async Task Apply_EndingNow_NamesTheField()
    {
        WireAnswer answer = await node.As().ApplyAsync(change: body => body["expired_time"] = node.Clock.Now.ToUnixTimeMilliseconds());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo("400/40004"));
            Assert.That(answer.Msg, Does.Contain("expired_time"));
        }

        Assert.That(await node.As().ApplyForIdAsync(change: body => body["expired_time"] = node.Clock.Now.AddMilliseconds(1).ToUnixTimeMilliseconds()), Is.Not.Empty);
    }

    [TestCase("http://10.1.2.3")]
    [TestCase("http://169.254.169.254/latest")]
    [TestCase("https://user@bank.example")]
    [TestCase("https://bank.example/#part")]
    [TestCase("file:///etc/passwd")]
    [TestCase("https://bank.example:22")]
    public async Task N78_Apply_WithAnAddressThatMustNotBeCalled_NamesTheField(string address)
    {
        WireAnswer answer = await node.As().ApplyAsync(change: body => body["address"] = address);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo("400/40004"));
            Assert.That(answer.Msg, Does.Contain("address"));
            Assert.That(await node.AllAsync(), Is.Empty);
        }
    }

    [Test]
    public async Task K72_ContractIds_Are128RandomBits()
    {
        string[] ids = [await node.As().ApplyForIdAsync(isSigned: false), await node.As().ApplyForIdAsync(isSigned: false)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ids, Is.Unique);
            Assert.That(ids, Has.All.Matches<string>(id => HexDigits().IsMatch(id)));
        }
    }

    [Test]
    public async Task K70_Apply_ForAnotherNode_NamesTheField([Values] bool isSigned)
    {
        WireAnswer answer = await node.As(Stranger, TestKeys.StrangerKey).ApplyAsync(isSigned, body => body["node_id"] = "ANOTHER");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo("400/40004"));
            Assert.That(answer.Msg, Does.Contain("node_id"));
            Assert.That(await node.AllAsync(), Is.Empty);
        }
    }

    [Test]
    public async Task K70_Apply_ByANodeOfWhichNothingIsKnown_WaitsForAPerson([Values] bool isSigned)
    {
        string id = await node.As(Stranger, TestKeys.StrangerKey).ApplyForIdAsync(isSigned);
        ContractRecord contract = await node.StoredAsync(id, Stranger);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(contract.AwaitsPerson, Is.True);
            Assert.That(contract.IsProven, Is.EqualTo(isSigned));
            Assert.That(node.Service<DecisionRequests>().Reader.TryRead(out _), Is.False);
        }
    }

    [Test]
    public async Task K70_Apply_ByAPinnedNodeWithAnotherKey_WaitsForAPerson()
    {
        string id = await node.As(key: TestKeys.StrangerKey).ApplyForIdAsync();
        ContractRecord contract = await node.StoredAsync(id);
        Assert.That((contract.AwaitsPerson, contract.Trust), Is.EqualTo((true, (TrustDecision?)TrustDecision.Refused)));
    }

    [Test]
    public async Task K70_FifthUndecidedApplicationOfANode_IsTooMany_AndEvictsNothing()
    {
        ContractRecord live = await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder);
        for (int i = 0; i < 4; i++)
        {
            await node.As().ApplyForIdAsync(isSigned: false);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await node.As().ApplyAsync(isSigned: false)).Verdict, Is.EqualTo("429/42901"));
            Assert.That(await node.AllAsync(), Has.Count.EqualTo(5));
            Assert.That(await node.StoredAsync(live.ContractId), Is.EqualTo(live));
            Assert.That(await node.As().StatusAsync(live.ContractId), Is.EqualTo("APPROVED"));
        }
    }

    [Test]
    public async Task K70_FifthUndecidedApplicationFromAnAddress_IsTooMany()
    {
        for (int i = 0; i < 4; i++)
        {
            await node.As($"STRANGER-{i}", TestKeys.StrangerKey).ApplyForIdAsync();
        }

        Assert.That((await node.As("STRANGER-4", TestKeys.StrangerKey).ApplyAsync()).Verdict, Is.EqualTo("429/42901"));
        Assert.That((await node.As("STRANGER-0", TestKeys.StrangerKey).ApplyAsync()).Verdict, Is.EqualTo("200/0"), "applied again, which opens nothing");
    }

    [Test]
    public async Task K70_ApplicationsThatRanOutOrWereDecided_MakeRoom()
    {
        DateTimeOffset end = node.Clock.Now.AddMinutes(5);
        var ids = new List<string>();
        for (int i = 0; i < 4; i++)
        {
            ids.Add(await node.As().ApplyForIdAsync(isSigned: false, body => body["expired_time"] = end.ToUnixTimeMilliseconds()));
        }

        await node.Desk.DecideAsPersonAsync(new ContractKey(NodeUnderTest.PartnerId, ids[0]), ApprovalDirective.Reject, CancellationToken.None);
        Assert.That((await node.As().ApplyAsync(isSigned: false)).Verdict, Is.EqualTo("200/0"));
        Assert.That((await node.As().ApplyAsync(isSigned: false)).Verdict, Is.EqualTo("429/42901"));
        node.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.That((await node.As().ApplyAsync(isSigned: false)).Verdict, Is.EqualTo("200/0"));
    }

    [Test]
    public async Task K70_ApplicationOfMoreThanAMebibyte_IsTooLarge_AndLeavesNothing([Values] bool isSigned)
    {
        WireAnswer answer = await node.As(Stranger, TestKeys.StrangerKey).ApplyAsync(isSigned, body => body["x-vendor"] = new string('x', 1024 * 1024));
        Assert.That(answer.Verdict, Is.EqualTo("413/41301"));
        Assert.That(await node.AllAsync(), Is.Empty);
    }

    [Test]
    public async Task K70_ManyApplicationsAtATime_DoNotOverrunTheCap()
    {
        WireAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => node.As().ApplyAsync(isSigned: false)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers.Count(answer => answer.Verdict == "200/0"), Is.EqualTo(4));
            Assert.That(answers.Count(answer => answer.Verdict == "429/42901"), Is.EqualTo(16));
            Assert.That(await node.AllAsync(), Has.Count.EqualTo(4));
        }
    }

    [Test]
    public async Task K71_HundredCopiesOfOneApplication_AreOneContract()
    {
        await using NodeUnderTest watched = await NodeUnderTest.StartAsync(build: NodeUnderTest.WatchStore);

        // A store that answers later lets the others in between looking and keeping.
        watched.Store.Listed = async () => await Task.Yield();
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => watched.As().ApplyForIdAsync()));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ids.Distinct().ToList(), Has.Count.EqualTo(1));
            Assert.That(await watched.AllAsync(), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task K71_AppliedAgainWithTheKey_IsTheSameContract_AndRenewsWhatThePartnerSaysOfItself()
    {
        string id = await node.As().ApplyForIdAsync();
        string again = await node.As().ApplyForIdAsync(change: body => (body["name"], body["address"]) = ("moved", "http://127.0.0.1:6001"));
        ContractRecord contract = await node.StoredAsync(id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again, Is.EqualTo(id));
            Assert.That((contract.Partner.Name, contract.Partner.Address), Is.EqualTo(("moved", "http://127.0.0.1:6001")));
            Assert.That(contract.Status, Is.EqualTo(ApprovalStatus.Applied));
        }
    }

    [Test]
    public async Task K71_AppliedAgainAfterTheApproval_QueuesTheConfirmationAgain()
    {
        string id = await node.As().ApplyForIdAsync();
        await node.Desk.DecideAsync(new ContractKey(NodeUnderTest.PartnerId, id), ApprovalDirective.Approve(), CancellationToken.None);
        OutboxMessage first = (await node.MessagesAsync(id)).Single();
        Assert.That(await node.As().ApplyForIdAsync(), Is.EqualTo(id));
        IReadOnlyList<OutboxMessage> messages = await node.MessagesAsync(id);
        Assert.That(messages, Has.Count.EqualTo(2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(messages[0].State, Is.EqualTo(OutboxState.Superseded));
            Assert.That(messages[1].State, Is.EqualTo(OutboxState.Pending));
            Assert.That(messages[1].Body, Is.EqualTo(first.Body), "made from the record, the same");
            Assert.That(messages[1].NextAttemptAt, Is.GreaterThan(node.Clock.Now), "the answer to the application comes first");
            Assert.That((await node.StoredAsync(id)).Status, Is.EqualTo(ApprovalStatus.Approved));
            Assert.That((await node.AllAsync()), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task K71_AppliedAgainAfterTheRejection_IsANewContract()
    {
        string id = await node.As().ApplyForIdAsync();
        await node.Desk.DecideAsync(new ContractKey(NodeUnderTest.PartnerId, id), ApprovalDirective.Reject, CancellationToken.None);
        string again = await node.As().ApplyForIdAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again, Is.Not.EqualTo(id));
            Assert.That((await node.StoredAsync(id)).Status, Is.EqualTo(ApprovalStatus.Rejected));
            Assert.That((await node.StoredAsync(again)).Status, Is.EqualTo(ApprovalStatus.Applied));
        }
    }

    [TestCase(false, false)]
    [TestCase(false, true)]
    [TestCase(true, true)]
    public async Task K71_AppliedAgainUnsignedOrWithAnotherKey_IsANewPendingContract_AndTouchesNothing(bool isSigned, bool isOtherKey)
    {
        ContractRecord live = await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder);
        WireAnswer answer = await node.As(key: isOtherKey ? TestKeys.StrangerKey : TestKeys.CallerKey).ApplyAsync(isSigned);
        ContractRecord added = (await node.AllAsync()).Single(contract => contract.ContractId != live.ContractId);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo("200/0"));
            Assert.That(answer.Body, Does.Not.Contain(live.ContractId));
            Assert.That((added.Status, added.AwaitsPerson), Is.EqualTo((ApprovalStatus.Applied, true)));
            Assert.That(await node.StoredAsync(live.ContractId), Is.EqualTo(live));
            Assert.That(await node.As().StatusAsync(live.ContractId), Is.EqualTo("APPROVED"), "the key in force goes on");
            Assert.That((await node.As(key: TestKeys.StrangerKey).QueryAsync(live.ContractId)).Code, Is.Not.Zero, "and no other has a say");
        }
    }

    [Test]
    public async Task K71_AppliedUnsignedForAnApplicationThatIsOpen_IsAnother()
    {
        string id = await node.As().ApplyForIdAsync();
        Assert.That(await node.As().ApplyForIdAsync(isSigned: false), Is.Not.EqualTo(id));
    }

    [Test]
    public async Task K71_AnotherTrustedKeyOfANodeWithALiveContract_WaitsForAPersonAllTheSame()
    {
        await using NodeUnderTest trusting = await NodeUnderTest.StartAsync(build: NodeUnderTest.TrustEverybody);
        await trusting.SeedAsync(ApprovalStatus.Approved, PartyRole.Applicant);
        string id = await trusting.As(key: TestKeys.StrangerKey).ApplyForIdAsync();
        ContractRecord contract = await trusting.StoredAsync(id);
        Assert.That((contract.Trust, contract.AwaitsPerson), Is.EqualTo(((TrustDecision?)TrustDecision.Trusted, true)));
        string known = await trusting.As().ApplyForIdAsync();
        Assert.That((await trusting.StoredAsync(known)).AwaitsPerson, Is.False, "with the key of the live one");
    }

    [Test]
    public async Task K71_PolicyThatApprovesWhatBecameAPersonsToDecide_IsNotFollowed()
    {
        await using NodeUnderTest trusting = await NodeUnderTest.StartAsync(build: NodeUnderTest.TrustEverybody);
        var one = new ContractKey(NodeUnderTest.PartnerId, await trusting.As().ApplyForIdAsync());
        var other = new ContractKey(NodeUnderTest.PartnerId, await trusting.As(key: TestKeys.StrangerKey).ApplyForIdAsync());
        await trusting.Desk.DecideAsync(one, ApprovalDirective.Approve(), CancellationToken.None);
        ContractRecord left = await trusting.Desk.DecideAsync(other, ApprovalDirective.Approve(), CancellationToken.None);
        Assert.That((left.Status, left.AwaitsPerson), Is.EqualTo((ApprovalStatus.Applied, true)));
        left = await trusting.Desk.DecideAsync(other, ApprovalDirective.Approve(), CancellationToken.None);
        Assert.That(left.Status, Is.EqualTo(ApprovalStatus.Applied), "nor when it insists");
        Assert.That((await trusting.Desk.DecideAsPersonAsync(other, ApprovalDirective.Approve(), CancellationToken.None)).Status, Is.EqualTo(ApprovalStatus.Approved));
    }

    [Test]
    public async Task K71_SignedAfterUnsigned_TakesTheApplicationOver()
    {
        DateTimeOffset forged = node.Clock.Now.AddMinutes(1);
        string id = await node.As().ApplyForIdAsync(isSigned: false, body =>
        {
            body["address"] = "http://127.0.0.1:6666";
            body["expired_time"] = forged.ToUnixTimeMilliseconds();
        });
        Assert.That(await node.As().ApplyForIdAsync(), Is.EqualTo(id));
        ContractRecord contract = await node.StoredAsync(id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(contract.IsProven, Is.True);
            Assert.That(contract.Partner.Address, Is.EqualTo("http://127.0.0.1:5999"));
            Assert.That(contract.ExpiresAt, Is.GreaterThan(forged));
        }
    }

    [Test]
    public async Task L86_Apply_LeavesNoCredentialInTheLog()
    {
        string id = await node.As().ApplyForIdAsync();
        await node.Desk.DecideAsync(new ContractKey(NodeUnderTest.PartnerId, id), ApprovalDirective.Approve(), CancellationToken.None);
        string secret = TestKeys.CallerKey.AuthCredential.Split('\n')[1];
        Assert.That(node.Node.Logs.Entries.Select(entry => entry.Message), Has.None.Contain(secret));
        Assert.That(node.Node.Logs.OwnEntries.Select(entry => entry.EventId), Contains.Item(510).And.Contains(513));
    }

    [GeneratedRegex(@"^[0-9a-f]{32}\z")]
    private static partial Regex HexDigits();
}
