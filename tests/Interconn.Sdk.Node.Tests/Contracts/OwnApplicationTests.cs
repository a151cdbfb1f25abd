using System.Text.Json;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Tests.Contracts;

/// <summary>3.1, where this node applies, up to the decision.</summary>
public sealed class OwnApplicationTests
{
    private NodeUnderTest node = null!;
    private PartnerStub partner = null!;

    [SetUp]
    public async Task StartAsync()
    {
        node = await NodeUnderTest.StartAsync();
        partner = new PartnerStub();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await partner.DisposeAsync();
        await node.DisposeAsync();
    }

    [Test]
    public async Task Apply_DescribesThisNode_SignedWithItsKey()
    {
        DateTimeOffset end = node.Clock.Now.AddDays(9);
        ContractRecord contract = await node.Contracts.ApplyAsync(partner.Address, NodeUnderTest.PartnerId, expiresAt: end);
        ReceivedRequest request = partner.RequestsTo(InterconnEndpoints.ApplyContract).Single();
        ContractApplication body = JsonSerializer.Deserialize(request.Body, InterconnJson.Context.ContractApplication)!;
        NodeIdentity self = node.Service<LocalNode>().Options.Node;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(request.IsSignedBy(TestKeys.HolderKey), Is.True);
            Assert.That(body, Is.EqualTo(new ContractApplication
            {
                NodeId = self.NodeId,
                Name = self.Name,
                Address = self.Address!.OriginalString,
                InstId = self.InstId,
                Institution = self.Institution,
                System = self.System,
                SystemVersion = self.SystemVersion,
                AuthType = TestKeys.HolderKey.AuthType,
                AuthCredential = TestKeys.HolderKey.AuthCredential,
                ExpiredTime = end,
            }));
            Assert.That(
                (contract.ContractId, contract.Role, contract.Status, contract.ExpiresAt),
                Is.EqualTo((partner.ContractId, PartyRole.Applicant, ApprovalStatus.Applied, end)));
            Assert.That(contract.Partner.Address, Is.EqualTo(partner.Address.OriginalString));
            Assert.That(contract.IsAddressOffered, Is.False);
            Assert.That(contract.DueAt, Is.EqualTo(node.Clock.Now.AddMinutes(1)), "to be asked for if nothing comes");
            Assert.That(await node.Contracts.FindAsync(NodeUnderTest.PartnerId, partner.ContractId), Is.EqualTo(contract));
        }
    }

    [Test]
    public async Task Apply_ToAPartnerThatDescribesItself_KeepsWhatItSays_ButNotWhoAndWhereItIs()
    {
        partner.InstId = "JG77";
        ContractRecord contract = await node.Contracts.ApplyAsync(partner.Address, NodeUnderTest.PartnerId);

        Assert.That(contract.Partner, Is.EqualTo(new NodeInfo
        {
            NodeId = NodeUnderTest.PartnerId,
            Address = partner.Address.OriginalString,
            Name = "partner",
            InstId = "JG77",
            Institution = "of the partner",
            System = "test",
            SystemVersion = "1",
        }));
    }

    [TestCase(null)]
    [TestCase("an id that is longer than the hundred and twenty-eight characters that an id may have, so that what the partner says of itself is not kept at all")]
    public async Task Apply_ToAPartnerThatDoesNotDescribeItself_KeepsItsIdAndAddress(string? instId)
    {
        partner.InstId = instId;
        ContractRecord contract = await node.Contracts.ApplyAsync(partner.Address, NodeUnderTest.PartnerId);

        Assert.That(
            (contract.Partner.NodeId, contract.Partner.Address, contract.Partner.InstId, contract.Partner.Name),
            Is.EqualTo((NodeUnderTest.PartnerId, partner.Address.OriginalString, "", "")));
    }

    [Test]
    public async Task Apply_WithoutAnEnd_AsksForTheTermOfThisNode()
    {
        ContractRecord contract = await node.Contracts.ApplyAsync(partner.Address, NodeUnderTest.PartnerId);
        ContractApplication body = JsonSerializer.Deserialize(partner.RequestsTo(InterconnEndpoints.ApplyContract).Single().Body, InterconnJson.Context.ContractApplication)!;
        Assert.That((contract.ExpiresAt, body.ExpiredTime), Is.EqualTo((node.Clock.Now.AddDays(365), (DateTimeOffset?)node.Clock.Now.AddDays(365))));
    }

    [Test]
    public async Task Apply_AnsweredWithTheSameId_IsTheSameContract()
    {
        await node.Contracts.ApplyAsync(partner.Address, NodeUnderTest.PartnerId);
        string expected = TestKeys.CallerKey.PublicKey.Fingerprint;
        ContractRecord again = await node.Contracts.ApplyAsync(partner.Address, NodeUnderTest.PartnerId, expected);
        Assert.That(again.ExpectedFingerprint, Is.EqualTo(expected));
        Assert.That(await node.AllAsync(), Is.EqualTo(new[] { again }));
    }

    [Test]
    public async Task Apply_AnsweredWithAnIdOfThisNodesOwn_IsRefused()
    {
        ContractRecord held = await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder);
        partner.ContractId = held.ContractId;
        Assert.That(
            () => node.Contracts.ApplyAsync(partner.Address, NodeUnderTest.PartnerId),
            Throws.TypeOf<InterconnProtocolException>().With.Message.Contains(held.ContractId));
        Assert.That(await node.AllAsync(), Is.EqualTo(new[] { held }));
    }

    [TestCase(ApprovalStatus.Rejected)]
    [TestCase(ApprovalStatus.Terminated)]
    public async Task Apply_AnsweredWithAContractThatHasEnded_IsRefused(ApprovalStatus status)
    {
        ContractRecord ended = await node.SeedAsync(status, PartyRole.Applicant);
        partner.ContractId = ended.ContractId;
        Assert.That(() => node.Contracts.ApplyAsync(partner.Address, NodeUnderTest.PartnerId), Throws.TypeOf<InterconnProtocolException>());
        Assert.That(await node.StoredAsync(ended.ContractId), Is.EqualTo(ended));
    }

    [TestCase("")]
    [TestCase("a\\u0007b")]
    public async Task Apply_AnsweredWithNoId_IsRefused(string id)
    {
        partner.ContractId = id;
        Assert.That(() => node.Contracts.ApplyAsync(partner.Address, NodeUnderTest.PartnerId), Throws.TypeOf<InterconnProtocolException>());
        Assert.That(await node.AllAsync(), Is.Empty);
    }

    [Test]
    public async Task Apply_WithoutADescriptionOfThisNode_NamesTheOptions()
    {
        NodeIdentity self = node.Service<LocalNode>().Options.Node;
        (self.Address, self.Institution) = (null, "");
        Assert.That(
            () => node.Contracts.ApplyAsync(partner.Address, NodeUnderTest.PartnerId),
            Throws.InvalidOperationException.With.Message.Contains("Interconn:Node:Institution, Interconn:Node:Address"));
        Assert.That(partner.Requests, Is.Empty);
        Assert.That(await node.AllAsync(), Is.Empty);
    }

    [Test]
    public void Apply_WithAnArgumentThatCannotBe_SendsNothing()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => node.Contracts.ApplyAsync(partner.Address, NodeUnderTest.PartnerId, "not a fingerprint"), Throws.ArgumentException);
            Assert.That(() => node.Contracts.ApplyAsync(partner.Address, NodeUnderTest.PartnerId, expiresAt: node.Clock.Now), Throws.ArgumentException);
            Assert.That(() => node.Contracts.ApplyAsync(partner.Address, TestNode.HolderId), Throws.ArgumentException);
            Assert.That(() => node.Contracts.ApplyAsync(partner.Address, "no id"), Throws.ArgumentException);
            Assert.That(() => node.Contracts.ApplyAsync(new Uri("ftp://bank.example"), NodeUnderTest.PartnerId), Throws.ArgumentException);
            Assert.That(partner.Requests, Is.Empty);
        }
    }

    [Test]
    public async Task ConfirmThatOvertakesTheAnswerToItsApply_IsNotLost()
    {
        await using NodeUnderTest watched = await NodeUnderTest.StartAsync(build: NodeUnderTest.WatchStore);
        Task looked = FirstLook(watched, "c-early");
        Task<WireAnswer>? confirming = null;
        await using ScriptedPartner hasty = ScriptedPartner.StartOnStream(async (_, stream, token) =>
        {
            confirming = watched.As().ApproveAsync("c-early", watched.Clock.Now.AddDays(1));
            await looked.WaitAsync(token);
            await stream.WriteAsync(ScriptedAnswer.Json("""{"code":0,"msg":"ok","data":{"contract_id":"c-early"} }"""), token);
        });
        await watched.Contracts.ApplyAsync(hasty.Address, NodeUnderTest.PartnerId);
        Assert.That((await confirming!).Verdict, Is.EqualTo("200/0"));
        Assert.That((await watched.StoredAsync("c-early")).Status, Is.EqualTo(ApprovalStatus.Approved));
    }

    [Test]
    public async Task ConfirmWhileApplicationsAreUnderWay_GoesOnWithTheFirstThatIsItsOwn()
    {
        await using NodeUnderTest watched = await NodeUnderTest.StartAsync(build: NodeUnderTest.WatchStore);
        Task looked = FirstLook(watched, "c-early");
        var flights = watched.Service<ApplicationsInFlight>();
        using IDisposable one = flights.Begin(NodeUnderTest.PartnerId);
        IDisposable other = flights.Begin(NodeUnderTest.PartnerId);
        Task<WireAnswer> confirming = watched.As().ApproveAsync("c-early", watched.Clock.Now.AddDays(1));
        await looked;
        await watched.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, "c-early");
        Assert.That(confirming.IsCompleted, Is.False);
        other.Dispose();
        Assert.That((await confirming).Verdict, Is.EqualTo("200/0"), "although the first is still under way");
    }

    [Test]
    public async Task ConfirmOfAnUnknownId_WaitsNoLongerThanThePatience()
    {
        var clock = new WatchedClock(new ManualTimeProvider(NodeFixture.Start), TimeSpan.FromSeconds(7));
        await using NodeUnderTest patient = await NodeUnderTest.StartAsync(
            configureNode: options => options.ApplicationPatience = clock.Watched, build: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        using IDisposable flight = patient.Service<ApplicationsInFlight>().Begin(NodeUnderTest.PartnerId);
        Task<WireAnswer> confirming = patient.As().ApproveAsync("c-unknown", patient.Clock.Now.AddDays(1));
        await clock.Set;
        clock.Inner.Advance(clock.Watched - TimeSpan.FromTicks(1));
        Assert.That(confirming.IsCompleted, Is.False);
        clock.Inner.Advance(TimeSpan.FromTicks(1));
        Assert.That((await confirming).Verdict, Is.EqualTo("404/40401"));
    }

    [Test]
    public async Task ConfirmOfAnUnknownIdWhileAnApplicationIsUnderWay_IsAnsweredWhenThePatienceIsOver()
    {
        await using NodeUnderTest impatient = await NodeUnderTest.StartAsync(configureNode: options => options.ApplicationPatience = TimeSpan.Zero);
        using IDisposable flight = impatient.Service<ApplicationsInFlight>().Begin(NodeUnderTest.PartnerId);
        Assert.That((await impatient.As().ApproveAsync("c-unknown", impatient.Clock.Now.AddDays(1))).Verdict, Is.EqualTo("404/40401"));
    }

    [Test]
    public async Task Flights_AreForgottenWhenTheyEnd()
    {
        var flights = new ApplicationsInFlight();
        IDisposable flight = flights.Begin("A");
        Task ended = flights.NextEnd("A")!;
        Assert.That((ended.IsCompleted, flights.NextEnd("B")), Is.EqualTo((false, (Task?)null)));
        flight.Dispose();
        flight.Dispose();
        await ended;
        Assert.That(flights.NextEnd("A"), Is.Null);
    }

    [Test]
    public async Task WaitForDecision_EndsWithTheDecision()
    {
        ContractRecord contract = await node.Contracts.ApplyAsync(partner.Address, NodeUnderTest.PartnerId);
        Task<ContractRecord> waiting = node.Contracts.WaitForDecisionAsync(NodeUnderTest.PartnerId, contract.ContractId);
        Assert.That(waiting.IsCompleted, Is.False);
        await node.As().RejectAsync(contract.ContractId);
        Assert.That((await waiting).Status, Is.EqualTo(ApprovalStatus.Rejected));
    }

    [Test]
    public void WaitForDecision_OfAnUnknownContract_SaysSo() => Assert.That(
        () => node.Contracts.WaitForDecisionAsync(NodeUnderTest.PartnerId, "c-unknown"),
        Throws.TypeOf<InterconnException>().With.Property(nameof(InterconnException.Code)).EqualTo(InterconnCodes.NotFound));

    [Test]
    public async Task List_GivesTheNewestFirst()
    {
        await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder, "c-old");
        node.Clock.Advance(TimeSpan.FromMinutes(5));
        await node.Contracts.ApplyAsync(partner.Address, NodeUnderTest.PartnerId);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await node.Contracts.ListAsync()).Select(contract => contract.ContractId), Is.EqualTo(new[] { partner.ContractId, "c-old" }));
            Assert.That(
                (await node.Contracts.ListAsync(new ContractFilter { Role = PartyRole.Holder })).Select(contract => contract.ContractId), Is.EqualTo(new[] { "c-old" }));
        }
    }

    private static Task FirstLook(NodeUnderTest watched, string contractId)
    {
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watched.Store.Looked = key =>
        {
            if (key.ContractId == contractId)
            {
                looked.TrySetResult();
            }
        };
        return looked.Task;
    }
}
