using System.Text.Json.Nodes;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Models;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Tests.Outbox;

/// <summary>Each kind of message goes to its endpoint, with the content that was kept and the key that the partner knows.</summary>
public sealed class OutboxDeliveryTests
{
    private static readonly Dag Dag = new()
    {
        Version = "1.0",
        Components = [new DagComponent { Name = "reader", ComponentName = "Reader", Provider = "p", Version = "1", Input = [], Output = [] }],
    };

    private static readonly JobConfig Config = new()
    {
        Version = "1.0",
        Initiator = new JobConfigInitiator { Role = "guest", NodeId = TestNode.HolderId },
        Role = new JobConfigRoles { Guest = [TestNode.HolderId], Host = [TestNode.CallerId] },
        JobParams = new JobConfigParams { Common = new JsonObject() },
        TaskParams = new JobConfigParams { Common = new JsonObject() },
    };

    private static IEnumerable<TestCaseData> Applications()
    {
        yield return Case(AuditResource.Dataset, InterconnEndpoints.ApplyDatasetAudit, audit => OutboxWorld.Application(audit));
        yield return Case(AuditResource.Project, InterconnEndpoints.ApplyProjectAudit, audit => OutboxMessages.About(
            audit,
            OutboxKind.AuditApplication,
            new ProjectAuditApplication { AuditId = audit.AuditId, ContractId = audit.ContractId, ProjectId = "p-01", Name = "project" },
            InterconnJson.Context.ProjectAuditApplication,
            NodeFixture.Start));
        yield return Case(AuditResource.Flow, InterconnEndpoints.ApplyFlowAudit, audit => OutboxMessages.About(
            audit,
            OutboxKind.AuditApplication,
            new FlowAuditApplication { AuditId = audit.AuditId, FlowId = "f-01", Name = "flow", Dag = Dag },
            InterconnJson.Context.FlowAuditApplication,
            NodeFixture.Start));
        yield return Case(AuditResource.Job, InterconnEndpoints.ApplyJobAudit, audit => OutboxMessages.About(
            audit,
            OutboxKind.AuditApplication,
            new JobAuditApplication
            {
                AuditId = audit.AuditId,
                JobId = "j-01",
                FlowId = "f-01",
                Name = "job",
                ProjectId = "p-01",
                Dag = Dag,
                Conf = Config,
            },
            InterconnJson.Context.JobAuditApplication,
            NodeFixture.Start));
        yield return Case(AuditResource.Model, InterconnEndpoints.ApplyModelAudit, audit => OutboxMessages.About(
            audit,
            OutboxKind.AuditApplication,
            new ModelAuditApplication { AuditId = audit.AuditId, ModelId = "m-01", ApplyProjectId = "p-01" },
            InterconnJson.Context.ModelAuditApplication,
            NodeFixture.Start));

        static TestCaseData Case(AuditResource resource, InterconnEndpoint endpoint, Func<AuditRecord, OutboxMessage> write) =>
            new TestCaseData(resource, endpoint, write).SetArgDisplayNames(resource.ToString());
    }

    [TestCaseSource(nameof(Applications))]
    public async Task Application_IsSentToItsEndpoint_AsItWasKept(AuditResource resource, InterconnEndpoint endpoint, object write)
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        AuditRecord audit = Records.Application("a-1") with { Resource = resource };
        OutboxMessage message = ((Func<AuditRecord, OutboxMessage>)write)(audit);
        await world.SendAsync(new NodeChange { At = world.Clock.Now, Audits = [audit], Messages = [message] });
        ReceivedRequest request = world.Partner.Requests.Single();
        Assert.That(request.Target, Is.EqualTo(endpoint.Path));
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(request.BodyText), JsonNode.Parse(message.Body!)), Is.True, request.BodyText);
        Assert.That(request.IsSignedBy(TestKeys.HolderKey), Is.True);
        OutboxMessage delivered = await world.MessageAsync(message.MessageId);
        Assert.That(delivered.State, Is.EqualTo(OutboxState.Delivered));
        Assert.That(delivered.Body, Is.Null);
        Assert.That(delivered.EndedAt, Is.EqualTo(world.Clock.Now));
        Assert.That(delivered.Attempts, Is.EqualTo(1));
    }

    private static IEnumerable<TestCaseData> Endpoints()
    {
        yield return new TestCaseData(AuditResource.Dataset, InterconnEndpoints.ConfirmDatasetAudit.Path, InterconnEndpoints.TerminateDatasetAudit.Path);
        yield return new TestCaseData(AuditResource.Project, InterconnEndpoints.ConfirmProjectAudit.Path, InterconnEndpoints.TerminateProjectAudit.Path);
        yield return new TestCaseData(AuditResource.Flow, InterconnEndpoints.ConfirmFlowAudit.Path, InterconnEndpoints.TerminateFlowAudit.Path);
        yield return new TestCaseData(AuditResource.Job, InterconnEndpoints.ConfirmJobAudit.Path, InterconnEndpoints.TerminateJobAudit.Path);
        yield return new TestCaseData(AuditResource.Model, InterconnEndpoints.ConfirmModelAudit.Path, InterconnEndpoints.TerminateModelAudit.Path);
    }

    [TestCaseSource(nameof(Endpoints))]
    public async Task ConfirmationAndTermination_AreSentToTheirEndpoints_InTheirOrder(AuditResource resource, string confirm, string terminate)
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        AuditRecord audit = Records.Audit("a-1") with { Resource = resource };
        OutboxMessage confirmation = OutboxWorld.Confirmation(audit);
        await world.SendAsync(new NodeChange { At = world.Clock.Now, Audits = [audit], Messages = [confirmation, OutboxWorld.Termination(audit)] });
        Assert.That(world.Partner.Requests.Select(request => request.Target), Is.EqualTo(new[] { confirm, terminate }));
        Assert.That(world.Partner.Requests[0].BodyText, Does.Contain(OutboxWorld.Token));
    }

    [Test]
    public async Task MessagesAboutAContract_AreSignedWithTheKeyThatItNames_AndSentWhereThePartnerSaysItIs()
    {
        SigningKey earlier = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
        await using OutboxWorld world = await OutboxWorld.StartAsync(node => node.PreviousKeys.Add(earlier));
        ContractRecord contract = Records.Contract("c-2", "JG-unlisted") with
        {
            OwnKeyFingerprint = earlier.PublicKey.Fingerprint,
            PartnerHasOwnKey = false,
            IsAddressOffered = true,
        };
        contract = contract with { Partner = contract.Partner with { Address = world.Partner.Address.ToString() } };
        await world.SendAsync(new NodeChange
        {
            At = world.Clock.Now,
            Contracts = [contract],
            Messages =
            [
                OutboxWorld.Confirmation(contract),
                OutboxMessages.About(
                    contract,
                    OutboxKind.ContractTermination,
                    new ContractTermination { ContractId = "c-2" },
                    InterconnJson.Context.ContractTermination,
                    NodeFixture.Start),
            ],
        });
        Assert.That(
            world.Partner.Requests.Select(request => request.Target),
            Is.EqualTo(new[] { InterconnEndpoints.ConfirmContract.Path, InterconnEndpoints.TerminateContract.Path }));
        Assert.That(world.Partner.Requests.Select(request => request.IsSignedBy(earlier)), Is.All.True);
        Assert.That(world.Partner.Requests.Select(FakePartner.TargetNode), Is.All.EqualTo("JG-unlisted"));
        Assert.That((await world.ContractAsync("c-2", "JG-unlisted")).PartnerHasOwnKey, Is.True);
    }

    [Test]
    public async Task AddressOfAContract_ThatThePolicyNoLongerTakes_IsNotUsed()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        ContractRecord contract = Records.Contract("c-2", "JG-unlisted") with { IsAddressOffered = true };
        contract = contract with { Partner = contract.Partner with { Address = "http://169.254.169.254/" } };
        OutboxMessage message = OutboxWorld.Confirmation(contract);
        await world.SendAsync(new NodeChange { At = world.Clock.Now, Contracts = [contract], Messages = [message] });
        OutboxMessage waiting = await world.MessageAsync(message.MessageId);
        Assert.That(waiting.State, Is.EqualTo(OutboxState.Pending));
        Assert.That(waiting.LastFailure, Does.StartWith("The address that JG-unlisted gave"));
    }

    [Test]
    public async Task KeyThatTheProcessDoesNotHave_LeavesTheMessageWaiting_AndTellsTheOperator()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        ContractRecord contract = Records.Contract("c-2") with { OwnKeyFingerprint = "00" };
        OutboxMessage message = OutboxWorld.Confirmation(contract);
        await world.SendAsync(new NodeChange { At = world.Clock.Now, Contracts = [contract], Messages = [message] });
        Assert.That(world.Partner.Requests, Is.Empty);
        Assert.That((await world.MessageAsync(message.MessageId)).LastFailure, Does.Contain("PreviousKeys"));
    }

    [Test]
    public async Task ContentThatCannotBeRead_IsGivenUp_AndNotQuoted()
    {
        await using OutboxWorld world = await OutboxWorld.StartAsync();
        AuditRecord audit = Records.Audit("a-1");
        OutboxMessage message = OutboxWorld.Confirmation(audit) with { Body = """{"audit_id":"a-1","status":"topsecret"}""" };
        await world.SendAsync(new NodeChange { At = world.Clock.Now, Audits = [audit], Messages = [message] });
        Assert.That((await world.MessageAsync(message.MessageId)).State, Is.EqualTo(OutboxState.Dead));
        Assert.That(world.Watch.AllEntries.Select(entry => entry.Message + entry.Exception), Has.None.Contain("topsecret"));
    }
}
