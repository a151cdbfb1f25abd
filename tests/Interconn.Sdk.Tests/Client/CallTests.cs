using System.Diagnostics;
using Interconn.Sdk.Client;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Tests.Client;

/// <summary>What leaves the client: headers, trace ids, bodies; and what does not leave it.</summary>
public sealed class CallTests
{
    private static readonly ContractTermination Termination = new() { ContractId = "c-01" };
    private ScriptedPartner partner = null!;
    private TestClient client = null!;

    [SetUp]
    public void StartPartner()
    {
        partner = ScriptedPartner.Start(ScriptedAnswer.Json("""{"code":0,"msg":"","data":{"status":"ok"}}"""));
        client = partner.Client();
    }

    [TearDown]
    public async Task StopPartner()
    {
        await client.DisposeAsync();
        await partner.DisposeAsync();
    }

    [Test]
    public async Task Post_WhatLeaves_HasTheHeadersOfTheProfileAndTheBodyOnce()
    {
        await client.Api.Nodes.TerminateContractAsync(new ContractTermination { ContractId = "合同<1>" });
        ReceivedRequest request = partner.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That((request.Method, request.Target), Is.EqualTo(("POST", "/v1/interconn/node/contract/terminate")));
            Assert.That(request.BodyText, Is.EqualTo("""{"contract_id":"合同<1>"}"""));
            Assert.That(request["content-type"], Is.EqualTo("application/json"));
            Assert.That(request["content-length"], Is.EqualTo($"{request.Body.Length}"));
            Assert.That(request["transfer-encoding"], Is.Null);
            Assert.That(request["x-source-node-id"], Is.EqualTo(TestNode.CallerId));
            Assert.That(request["x-target-node-id"], Is.EqualTo(TestNode.HolderId));
            Assert.That(request["x-timestamp"], Does.Match("^[1-9][0-9]{12}$"));
            Assert.That(request["x-nonce"], Does.Match("^[0-9a-f]{32}$"));
            Assert.That(request["x-csrf-protection"], Does.Match("^[0-9a-f]{32}$").And.Not.EqualTo(request["x-nonce"]));
            Assert.That(request["x-mprac-token-set"], Is.Null);
            Assert.That(request.IsSignedBy(TestKeys.CallerKey), Is.True);
            Assert.That(request.IsSignedBy(TestKeys.StrangerKey), Is.False);
        });
    }

    [Test]
    public async Task NodeQuery_IsNotSigned_UnlessTheContractIsDemanded()
    {
        var query = new NodeQuery { NodeId = TestNode.HolderId };
        Assert.CatchAsync<InterconnException>(() => client.Api.Nodes.QueryNodeAsync(query));
        Assert.That(partner.Requests[0]["x-auth-sign"], Is.Null);
        Assert.That(partner.Requests[0]["x-nonce"], Is.Not.Null);
        await using TestClient demanding = partner.Client(options => options.NodeQueryDemandsContract = true);
        Assert.CatchAsync<InterconnException>(() => demanding.Api.Nodes.QueryNodeAsync(query));
        Assert.That(partner.Requests[1].IsSignedBy(TestKeys.CallerKey), Is.True);
    }

    [Test]
    public async Task Call_WithAnRsaKey_IsSignedByItsAlgorithm()
    {
        await using TestClient rsa = partner.Client(key: TestKeys.CallerRsaKey);
        await rsa.Api.Nodes.TerminateContractAsync(Termination);
        Assert.That(partner.Requests.Single().IsSignedBy(TestKeys.CallerRsaKey), Is.True);
    }

    [Test]
    public async Task Call_ManyAtATime_EachHasItsOwnNonce()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.Api.Nodes.TerminateContractAsync(Termination)));
        Assert.That(partner.Requests.Select(request => request["x-nonce"]), Is.Unique.And.Exactly(50).Items);
        Assert.That(partner.Requests.Select(request => request["x-trace-id"]), Is.Unique);
        Assert.That(partner.Requests, Has.All.Matches<ReceivedRequest>(request => request.IsSignedBy(TestKeys.CallerKey)));
    }

    [Test]
    public async Task TraceId_Given_IsSent()
    {
        string longest = new('t', 128);
        await client.Api.With(new InterconnCallOptions { TraceId = longest }).Nodes.TerminateContractAsync(Termination);
        Assert.That(partner.Requests.Single()["x-trace-id"], Is.EqualTo(longest));
    }

    [Test]
    public async Task TraceId_OfTheCurrentTrace_IsSent()
    {
        using var activity = new Activity("test");
        activity.SetIdFormat(ActivityIdFormat.W3C).Start();
        await client.Api.Nodes.TerminateContractAsync(Termination);
        Assert.That(partner.Requests.Single()["x-trace-id"], Is.EqualTo(activity.TraceId.ToHexString()));
    }

    // Such an id holds characters that the header may not have.
    [Test]
    public async Task TraceId_OfAHierarchicalTrace_IsNotSent()
    {
        using var activity = new Activity("test");
        activity.SetIdFormat(ActivityIdFormat.Hierarchical).Start();
        await client.Api.Nodes.TerminateContractAsync(Termination);
        Assert.That(partner.Requests.Single()["x-trace-id"], Does.Match("^[0-9a-f]{32}$"));
    }

    [Test]
    public async Task TraceId_WithoutTrace_IsRandom()
    {
        Assert.That(Activity.Current, Is.Null);
        await client.Api.Nodes.TerminateContractAsync(Termination);
        await client.Api.Nodes.TerminateContractAsync(Termination);
        Assert.That(partner.Requests.Select(request => request["x-trace-id"]), Is.Unique.And.All.Match("^[0-9a-f]{32}$"));
    }

    [TestCase("")]
    [TestCase("a b")]
    [TestCase("a\r\nx-evil: 1")]
    [TestCase("追踪")]
    public void L85_IllFormedTraceId_IsMisuse(string traceId)
    {
        InterconnClient traced = client.Api.With(new InterconnCallOptions { TraceId = traceId });
        Assert.ThrowsAsync<ArgumentException>(() => traced.Nodes.TerminateContractAsync(Termination));
        Assert.That(partner.Connections, Is.Zero);
    }

    [Test]
    public void L85_TraceIdOf129Characters_IsMisuse()
    {
        InterconnClient traced = client.Api.With(new InterconnCallOptions { TraceId = new string('t', 129) });
        Assert.ThrowsAsync<ArgumentException>(() => traced.Nodes.TerminateContractAsync(Termination));
    }

    private static IEnumerable<TestCaseData> BrokenRequests()
    {
        yield return Broken("contract_id", "POST /v1/interconn/node/contract/terminate", api => api.Nodes.TerminateContractAsync(new() { ContractId = "" }));
        yield return Broken(
            "contract_id", "GET /v1/interconn/node/contract/query", api => api.Nodes.QueryContractAsync(new() { ContractId = new string('c', 129) }));
        yield return Broken("node_id", "GET /v1/interconn/node/query", api => api.Nodes.QueryNodeAsync(new() { NodeId = "a\nb" }));
        yield return Broken(
            "dataset_id", "GET /v1/interconn/dataset/pub/query", api => api.Datasets.QueryAsync(new() { ContractId = "c", DatasetId = "" }));
        yield return Broken("dag", "POST /v1/interconn/flow/audit/apply", api => api.Flows.ApplyAuditAsync(FlowOf(SelfFeeding)));
        yield return Broken("dag", "POST /v1/interconn/job/audit/apply", api => api.Jobs.ApplyAuditAsync(JobOf(SelfFeeding, Guest)));
        yield return Broken(
            "conf", "POST /v1/interconn/job/audit/apply", api => api.Jobs.ApplyAuditAsync(JobOf(Sound, Guest with { Role = new() { Guest = ["other"] } })));
    }

    [TestCaseSource(nameof(BrokenRequests))]
    public void Call_FieldThatBreaksARule_IsNotSent(string field, string endpoint, Func<InterconnClient, Task> call)
    {
        InterconnRequestException refusal = Assert.ThrowsAsync<InterconnRequestException>(() => call(client.Api))!;
        Assert.Multiple(() =>
        {
            Assert.That(refusal.Field, Is.EqualTo(field));
            Assert.That(refusal.Message, Does.Contain($"'{field}'").And.Contain("not sent").And.Contain(endpoint));
            Assert.That(refusal.Code, Is.EqualTo(InterconnCodes.FieldRule));
            Assert.That((refusal.Endpoint, refusal.PartnerNodeId), Is.EqualTo((endpoint, TestNode.HolderId)));
            Assert.That((refusal.TraceId, refusal.HttpStatus), Is.EqualTo(((string?)null, (int?)null)));
        });
        Assert.That(partner.Connections, Is.Zero);
    }

    [Test]
    public async Task Call_DagThatHolds_IsSent()
    {
        await client.Api.Flows.ApplyAuditAsync(FlowOf(Sound));
        await client.Api.Jobs.ApplyAuditAsync(JobOf(Sound, Guest));
        Assert.That(partner.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public void Call_WithoutRequest_IsMisuse() =>
        Assert.ThrowsAsync<ArgumentNullException>(() => client.Api.Datasets.ListAsync(null!));

    private static readonly DagComponent Reader = new()
    {
        Name = "reader",
        ComponentName = "reader",
        Provider = "p",
        Version = "1",
        Input = [],
        Output = [new() { Key = "data", Type = "table" }],
    };

    private static readonly Dag Sound = new() { Version = "1", Components = [Reader] };

    private static readonly Dag SelfFeeding =
        new() { Version = "1", Components = [Reader with { Input = [new() { Key = "reader.data", Type = "table" }] }] };

    private static readonly JobConfig Guest =
        new() { Version = "1", Initiator = new() { Role = "guest", NodeId = "g0" }, Role = new() { Guest = ["g0"] } };

    private static FlowAuditApplication FlowOf(Dag dag) => new() { AuditId = "a", FlowId = "f", Name = "n", Dag = dag };

    private static JobAuditApplication JobOf(Dag dag, JobConfig config) =>
        new() { AuditId = "a", JobId = "j", FlowId = "f", Name = "n", ProjectId = "p", Dag = dag, Conf = config };

    private static TestCaseData Broken(string field, string endpoint, Func<InterconnClient, Task> call) =>
        new TestCaseData(field, endpoint, call).SetArgDisplayNames(field, endpoint);
}
