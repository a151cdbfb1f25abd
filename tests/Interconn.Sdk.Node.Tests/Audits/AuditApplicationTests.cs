using System.Text.Json;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Upkeep;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Tests.Audits;

/// <summary>Applications that partners send: 4.3, 5.1, 7.1, 8.1 and 9.1.</summary>
public sealed class AuditApplicationTests
{
    private AuditNode node = null!;

    [SetUp]
    public async Task StartAsync() => node = await AuditNode.StartAsync(static builder => builder.AddAutoApproval());

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task Apply_New_IsKeptAndItsDecisionBegins([ValueSource(typeof(AuditSamples), nameof(AuditSamples.Resources))] AuditResource resource)
    {
        await node.Partner.ApplyAsync(resource, "a-1");
        AuditKey key = AuditNode.Key(resource, "a-1");
        AuditRecord audit = await node.RecordAsync(key);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(audit.Status, Is.EqualTo(ApprovalStatus.Applied));
            Assert.That(audit.Role, Is.EqualTo(PartyRole.Holder));
            Assert.That(audit.ResourceId, Is.EqualTo(AuditSamples.IdOf(resource)));
            Assert.That(audit.ProjectId, Is.EqualTo(resource == AuditResource.Dataset ? null : AuditSamples.ProjectId));
            Assert.That(audit.ContractId, Is.EqualTo(TestNode.ContractId));
            Assert.That(audit.AppliedAt, Is.EqualTo(node.Clock.Now));
            Assert.That(audit.DueAt, Is.Not.Null, "a decision that is lost with the process is found by its date");
            Assert.That((object?[])[audit.Dataset, audit.Project, audit.Flow, audit.Job, audit.Model], Has.Exactly(1).Not.Null);
        }

        Assert.That((await RequestedAsync(1)).Single(), Is.EqualTo(new DecisionRequest(null, key)));
    }

    // Nobody but a person decides, so that there is nothing to ask anybody, and nothing to store a second time.
    [Test]
    public async Task Apply_ToANodeWithoutAPolicy_AwaitsAPersonFromTheBeginning([ValueSource(typeof(AuditSamples), nameof(AuditSamples.Resources))] AuditResource resource)
    {
        await using AuditNode personal = await AuditNode.StartAsync();
        await personal.Partner.ApplyAsync(resource, "a-1");
        AuditRecord audit = await personal.RecordAsync(AuditNode.Key(resource, "a-1"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(audit.Status, Is.EqualTo(ApprovalStatus.Applied));
            Assert.That(audit.AwaitsPerson, Is.True);
            Assert.That(audit.DueAt, Is.Null);
            Assert.That(audit.Version, Is.EqualTo(1));
            Assert.That(personal.Node.Services.GetRequiredService<DecisionRequests>().Reader.TryRead(out _), Is.False);
            Assert.That(await personal.Node.Services.GetRequiredService<InterconnNode>().Approvals.ListAsync(), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task Apply_KeepsTheWholeApplication()
    {
        DatasetAuditApplication application = AuditSamples.Dataset("a-1") with { TimesLimit = 3, TimeLimit = node.Clock.Now.AddDays(1) };
        await node.Partner.Datasets.ApplyAuditAsync(application);
        Assert.That((await node.RecordAsync(AuditNode.Key(AuditResource.Dataset, "a-1"))).Dataset, Is.EqualTo(application));
    }

    [Test]
    public async Task W64_Apply_AgainWithTheSameContent_HasNoSecondEffect([ValueSource(typeof(AuditSamples), nameof(AuditSamples.Resources))] AuditResource resource)
    {
        await node.Partner.ApplyAsync(resource, "a-1");
        AuditRecord before = await node.RecordAsync(AuditNode.Key(resource, "a-1"));
        node.Clock.Advance(TimeSpan.FromMinutes(1));
        await node.Partner.ApplyAsync(resource, "a-1");
        Assert.That(await node.RecordAsync(before.Key), Is.EqualTo(before));
    }

    [Test]
    public async Task W64_Apply_AgainWithMapsInAnotherOrder_IsTheSameApplication()
    {
        await PostDatasetAsync("""{"audit_id":"a-1","contract_id":"c-01","dataset_id":"d-1","auth_scope":{"PROJECT":["p-1"],"NODE":["n-1"]}}""");
        WireAnswer again = await PostDatasetAsync("""{"dataset_id":"d-1","auth_scope":{"NODE":["n-1"],"PROJECT":["p-1"]},"audit_id":"a-1","contract_id":"c-01"}""");
        WireAnswer other = await PostDatasetAsync("""{"audit_id":"a-1","contract_id":"c-01","dataset_id":"d-1","auth_scope":{"NODE":["n-1"],"PROJECT":["p-2"]}}""");
        Assert.That(again.Verdict, Is.EqualTo("200/0"));
        Assert.That(other.Verdict, Is.EqualTo("409/40902"));
    }

    [Test]
    public async Task W64_Apply_AgainWithOtherContent_IsRefused()
    {
        await node.Partner.ApplyAsync(AuditResource.Dataset, "a-1");
        AuditRecord before = await node.RecordAsync(AuditNode.Key(AuditResource.Dataset, "a-1"));
        Task other = node.Partner.Datasets.ApplyAuditAsync(AuditSamples.Dataset("a-1") with { TimesLimit = 100 });
        Assert.That(await other.CodeOfAsync(), Is.EqualTo(InterconnCodes.ContentConflict));
        Assert.That(await node.RecordAsync(before.Key), Is.EqualTo(before));
    }

    [Test]
    public async Task W64_Apply_WithAnIdOfAnotherNodeOrKind_IsAnotherAudit()
    {
        await node.Partner.ApplyAsync(AuditResource.Dataset, "a-1");
        await node.Partner.ApplyAsync(AuditResource.Model, "a-1");
        await node.Third.Api.ApplyAsync(AuditResource.Dataset, "a-1", AuditNode.ThirdContractId);
        Assert.That(await node.Audits.ListAsync(), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task W64_Apply_WithAnIdThatThisNodeGaveTheOtherWay_IsRefused([ValueSource(typeof(AuditSamples), nameof(AuditSamples.Resources))] AuditResource resource)
    {
        AuditKey key = await node.PutAsync(resource, "a-1", PartyRole.Applicant, ApprovalStatus.Applied);
        AuditRecord before = await node.RecordAsync(key);
        Assert.That(await node.Partner.ApplyAsync(resource, "a-1").CodeOfAsync(), Is.EqualTo(InterconnCodes.ContentConflict));
        Assert.That(await node.RecordAsync(key), Is.EqualTo(before));
    }

    [Test]
    public async Task W65_Apply_InAHundredCopiesAtOnce_HasOneEffect()
    {
        int[] codes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => node.Partner.ApplyAsync(AuditResource.Dataset, "a-1").CodeOfAsync()));
        Assert.That(codes, Is.All.EqualTo(InterconnCodes.Ok));
        Assert.That((await node.Audits.ListAsync()).Single().Version, Is.EqualTo(1));
        Assert.That(await RequestedAsync(1), Has.Count.EqualTo(1));
    }

    [TestCase("nowhere", InterconnCodes.NotFound)]
    [TestCase("secret", InterconnCodes.Ok, Description = "who knows its id may apply for a dataset that is not public")]
    public async Task Apply_ForADataset_NeedsItInTheCatalogue(string datasetId, int code)
    {
        Assert.That(await node.Partner.Datasets.ApplyAuditAsync(AuditSamples.Dataset("a-1", datasetId)).CodeOfAsync(), Is.EqualTo(code));
        Assert.That(await node.Audits.ListAsync(), Has.Count.EqualTo(code == InterconnCodes.Ok ? 1 : 0));
    }

    [TestCase(-1, "400/40004")]
    [TestCase(0, "400/40004")]
    [TestCase(1, "200/0")]
    public async Task P57_Apply_WithATimeLimit_NeedsItInTheFuture(int milliseconds, string verdict)
    {
        long limit = node.Clock.Now.AddMilliseconds(milliseconds).ToUnixTimeMilliseconds();
        WireAnswer answer = await PostDatasetAsync($$"""{"audit_id":"a-1","contract_id":"c-01","dataset_id":"d-1","time_limit":{{limit}}}""");
        Assert.That(answer.Verdict, Is.EqualTo(verdict));
        Assert.That(answer.Msg!.Contains("time_limit", StringComparison.Ordinal), Is.EqualTo(answer.Status != 200));
        Assert.That(await node.Audits.ListAsync(), Has.Count.EqualTo(answer.Status == 200 ? 1 : 0));
    }

    [TestCase("99991231235959", Description = "a date that no permit could carry back")]
    [TestCase("3600000", Description = "a duration")]
    public async Task P57_Apply_WithATimeLimitThatNoPermitCanHave_IsRefused(string limit)
    {
        WireAnswer answer = await PostDatasetAsync($$"""{"audit_id":"a-1","contract_id":"c-01","dataset_id":"d-1","time_limit":{{limit}}}""");
        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(await node.Audits.ListAsync(), Is.Empty);
    }

    [Test]
    public async Task Apply_AgainAfterItsTimeLimit_IsStillARepetition()
    {
        DatasetAuditApplication application = AuditSamples.Dataset("a-1") with { TimeLimit = node.Clock.Now.AddSeconds(1) };
        await node.Partner.Datasets.ApplyAuditAsync(application);
        node.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That(await node.Partner.Datasets.ApplyAuditAsync(application).CodeOfAsync(), Is.EqualTo(InterconnCodes.Ok));
    }

    [Test]
    public async Task Apply_WithADagThatDoesNotHold_IsRefused([Values("flow", "job")] string kind)
    {
        string json = kind == "flow"
            ? JsonSerializer.Serialize(AuditSamples.Flow("a-1") with { Dag = AuditSamples.BrokenDag }, InterconnJson.Context.FlowAuditApplication)
            : JsonSerializer.Serialize(AuditSamples.Job("a-1") with { Dag = AuditSamples.BrokenDag }, InterconnJson.Context.JobAuditApplication);
        InterconnEndpoint endpoint = kind == "flow" ? InterconnEndpoints.ApplyFlowAudit : InterconnEndpoints.ApplyJobAudit;
        WireAnswer answer = await Wire.SendAsync(node.Node, RequestDraft.Post(endpoint.Path, json, node.Clock.Now));
        Assert.That(answer.Verdict, Is.EqualTo("400/40004"));
        Assert.That(await node.Audits.ListAsync(), Is.Empty);
    }

    [TestCase(OutboxState.Dead)]
    [TestCase(OutboxState.Pending)]
    public async Task Apply_AgainWhenApproved_HasTheConfirmationSentNow(OutboxState state)
    {
        await node.GrantAsync(AuditResource.Dataset, "a-1");
        AuditKey key = AuditNode.Key(AuditResource.Dataset, "a-1");
        await PutOffAsync(key, state);
        await node.Partner.ApplyAsync(AuditResource.Dataset, "a-1");
        OutboxMessage confirmation = (await node.MessagesAsync(key)).Single();
        Assert.That(confirmation.State, Is.EqualTo(OutboxState.Pending));
        Assert.That(confirmation.DueAt, Is.EqualTo(node.Clock.Now));
        Assert.That(confirmation.Body, Is.Not.Null);
    }

    [Test]
    public async Task Apply_AtAnUnavailableStore_IsAnsweredSoAndLeavesNothing()
    {
        node.Interfered.InterfereOnce(() => throw new IOException("the disk is full"));
        Assert.That(await node.Partner.ApplyAsync(AuditResource.Dataset, "a-1").CodeOfAsync(), Is.EqualTo(InterconnCodes.Unavailable));
        Assert.That(await node.Audits.ListAsync(), Is.Empty);
        Assert.That(node.Node.Services.GetRequiredService<DecisionRequests>().Reader.TryRead(out _), Is.False);
    }

    private async Task PutOffAsync(AuditKey key, OutboxState state)
    {
        OutboxMessage message = (await node.MessagesAsync(key)).Single();
        await node.CommitAsync(new NodeChange
        {
            At = node.Clock.Now,
            Messages =
            [
                message with
                {
                    State = state,
                    Attempts = 9,
                    NextAttemptAt = node.Clock.Now.AddHours(1),
                    EndedAt = state == OutboxState.Dead ? node.Clock.Now : null,
                },
            ],
        });
    }

    private Task<WireAnswer> PostDatasetAsync(string json) =>
        Wire.SendAsync(node.Node, RequestDraft.Post(InterconnEndpoints.ApplyDatasetAudit.Path, json, node.Clock.Now));

    // They come once the answer is written, which may be a moment after the client has read it.
    private async Task<IReadOnlyList<DecisionRequest>> RequestedAsync(int count)
    {
        var requested = new List<DecisionRequest>();
        var reader = node.Node.Services.GetRequiredService<DecisionRequests>().Reader;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (requested.Count < count)
        {
            requested.Add((await reader.ReadAsync(patience.Token)).Request);
        }

        while (reader.TryRead(out var more))
        {
            requested.Add(more.Request);
        }

        return requested;
    }
}
