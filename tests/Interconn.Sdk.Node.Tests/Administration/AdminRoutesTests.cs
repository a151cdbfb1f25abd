using System.Net;
using System.Text;
using System.Text.Json;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Tests.Administration;

/// <summary>The administrator's view over HTTP, between two complete nodes of which neither decides anything by itself.</summary>
public sealed class AdminRoutesTests
{
    private TestNode holder = null!;
    private TestNode applicant = null!;
    private AdminApi holderAdmin = null!;
    private AdminApi applicantAdmin = null!;

    [SetUp]
    public async Task SetUp()
    {
        holder = await StartAsync(TestNode.HolderId, options => options.SigningKey = TestKeys.HolderKey);
        applicant = await StartAsync(TestNode.CallerId, options => options.SigningKey = TestKeys.CallerKey);
        holderAdmin = new AdminApi(holder);
        applicantAdmin = new AdminApi(applicant);
    }

    [TearDown]
    public async Task TearDown()
    {
        holderAdmin.Dispose();
        applicantAdmin.Dispose();
        await applicant.DisposeAsync();
        await holder.DisposeAsync();
    }

    [Test]
    public async Task Node_Asked_ShowsWhoItIs()
    {
        (HttpStatusCode status, JsonElement body) = await holderAdmin.GetAsync("node");

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(body.GetProperty("nodeId").GetString(), Is.EqualTo(TestNode.HolderId));
        Assert.That(body.GetProperty("keyFingerprint").GetString(), Is.EqualTo(TestKeys.HolderKey.PublicKey.Fingerprint));
    }

    [Test]
    public async Task Contract_AppliedForAndApproved_EndsInForceOnBothSides()
    {
        string id = await AgreeAsync();

        (_, JsonElement here) = await applicantAdmin.GetAsync($"contracts/{TestNode.HolderId}/{id}");
        (_, JsonElement there) = await holderAdmin.GetAsync($"contracts/{TestNode.CallerId}/{id}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(here.GetProperty("status").GetString(), Is.EqualTo("Approved"));
            Assert.That(here.GetProperty("role").GetString(), Is.EqualTo("Applicant"));
            Assert.That(there.GetProperty("status").GetString(), Is.EqualTo("Approved"));
            Assert.That(there.GetProperty("role").GetString(), Is.EqualTo("Holder"));
        }
    }

    [Test]
    public async Task Contract_ListedByStatusAndPartner_IsFound()
    {
        string id = await AgreeAsync();

        (_, JsonElement found) = await holderAdmin.GetAsync($"contracts?status=approved&partner={TestNode.CallerId}");
        (_, JsonElement others) = await holderAdmin.GetAsync("contracts?status=rejected");
        Assert.That(found.EnumerateArray().Select(contract => contract.GetProperty("contractId").GetString()), Is.EqualTo(new[] { id }));
        Assert.That(others.GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Contract_Terminated_EndsOnBothSides()
    {
        string id = await AgreeAsync();

        (HttpStatusCode status, JsonElement ended) = await holderAdmin.PostAsync($"contracts/{TestNode.CallerId}/{id}/terminate");
        await NodeOf(holder).Outbox.WaitUntilEmptyAsync(null, CancellationToken.None);

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(ended.GetProperty("status").GetString(), Is.EqualTo("Terminated"));
        (_, JsonElement there) = await applicantAdmin.GetAsync($"contracts/{TestNode.HolderId}/{id}");
        Assert.That(there.GetProperty("status").GetString(), Is.EqualTo("Terminated"));
    }

    [Test]
    public async Task Contract_Inquired_AsksThePartner()
    {
        string id = await AgreeAsync();

        (HttpStatusCode status, JsonElement contract) = await applicantAdmin.PostAsync($"contracts/{TestNode.HolderId}/{id}/inquire");

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(contract.GetProperty("status").GetString(), Is.EqualTo("Approved"));
    }

    [Test]
    public async Task Key_Unexpected_WaitsUntilItIsAccepted()
    {
        string id = await ApplyAsync(expectedKey: TestKeys.StrangerKey.PublicKey.Fingerprint);
        await ApproveAtHolderAsync($"contract/{TestNode.CallerId}/{id}");

        (_, JsonElement approvals) = await applicantAdmin.GetAsync("approvals");
        JsonElement waiting = approvals[0].GetProperty("contract").GetProperty("waitingKeys")[0];
        Assert.That(waiting.GetProperty("contradictsExpectation").GetBoolean(), Is.True);
        string fingerprint = waiting.GetProperty("fingerprint").GetString()!;
        Assert.That(fingerprint, Is.EqualTo(TestKeys.HolderKey.PublicKey.Fingerprint));

        (HttpStatusCode status, JsonElement contract) = await applicantAdmin.PostAsync($"contracts/{TestNode.HolderId}/{id}/keys/{fingerprint}/accept");
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(contract.GetProperty("status").GetString(), Is.EqualTo("Approved"));
    }

    [Test]
    public async Task Key_Refused_EndsTheContract()
    {
        string id = await ApplyAsync(expectedKey: TestKeys.StrangerKey.PublicKey.Fingerprint);
        await ApproveAtHolderAsync($"contract/{TestNode.CallerId}/{id}");

        (HttpStatusCode status, JsonElement contract) = await applicantAdmin.PostAsync($"contracts/{TestNode.HolderId}/{id}/keys/refuse");

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(contract.GetProperty("status").GetString(), Is.EqualTo("Terminated"));
    }

    [Test]
    public async Task Audit_AppliedForApprovedWithTermsAndTerminated_IsShownWithoutItsToken()
    {
        string contractId = await AgreeAsync();
        (HttpStatusCode applied, _) = await applicantAdmin.PostAsync(
            $"audits/dataset/{TestNode.HolderId}",
            $$"""{"audit_id":"a 1/2","contract_id":"{{contractId}}","dataset_id":"d-01","times_limit":9}""");
        Assert.That(applied, Is.EqualTo(HttpStatusCode.OK));
        await NodeOf(applicant).Outbox.WaitUntilEmptyAsync(null, CancellationToken.None);
        await WaitForAsync(holder, "approvals", approvals => approvals.GetArrayLength() == 1);

        string path = $"dataset/{TestNode.CallerId}/{Uri.EscapeDataString("a 1/2")}";
        (HttpStatusCode approved, JsonElement audit) = await holderAdmin.PostAsync($"approvals/{path}/approve", """{"timesLimit":4,"level":2}""");
        Assert.That(approved, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(audit.GetProperty("status").GetString(), Is.EqualTo("Approved"));
        await NodeOf(holder).Outbox.WaitUntilEmptyAsync(null, CancellationToken.None);

        string permitId = audit.GetProperty("permitId").GetString()!;
        (_, JsonElement issued) = await holderAdmin.GetAsync($"permits/issued/{permitId}");
        (_, JsonElement held) = await applicantAdmin.GetAsync($"permits/held/{TestNode.HolderId}?type=DATASET&resourceId=d-01");
        (_, JsonElement shown) = await applicantAdmin.GetAsync($"audits/dataset/{TestNode.HolderId}/{Uri.EscapeDataString("a 1/2")}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(issued.GetProperty("timesLimit").GetInt32(), Is.EqualTo(4));
            Assert.That(issued.GetProperty("outcome").GetString(), Is.EqualTo("Granted"));
            Assert.That(held[0].GetProperty("level").GetInt32(), Is.EqualTo(2));
            Assert.That(shown.GetProperty("application").GetProperty("times_limit").GetInt32(), Is.EqualTo(9));
        }

        string token = (await NodeOf(applicant).Audits.FindAsync(new AuditKey(AuditResource.Dataset, TestNode.HolderId, "a 1/2"), CancellationToken.None))!
            .ReceivedPermit!.Token;
        Assert.That($"{held}{shown}{issued}{(await holderAdmin.GetAsync("outbox")).Body}", Does.Not.Contain(token));

        (_, JsonElement revoked) = await holderAdmin.PostAsync($"permits/issued/{permitId}/revoke");
        Assert.That(revoked.GetProperty("outcome").GetString(), Is.EqualTo("Revoked"));
        (_, JsonElement ended) = await holderAdmin.PostAsync($"audits/dataset/{TestNode.CallerId}/{Uri.EscapeDataString("a 1/2")}/terminate");
        Assert.That(ended.GetProperty("status").GetString(), Is.EqualTo("Terminated"));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("""{"timesLimit":4}""")]
    public async Task Approval_WithoutALevel_GrantsTheDefaultOne(string terms)
    {
        string contractId = await AgreeAsync();
        await applicantAdmin.PostAsync(
            $"audits/dataset/{TestNode.HolderId}", $$"""{"audit_id":"a-01","contract_id":"{{contractId}}","dataset_id":"d-01"}""");
        await NodeOf(applicant).Outbox.WaitUntilEmptyAsync(null, CancellationToken.None);
        (_, JsonElement audit) = await holderAdmin.PostAsync($"approvals/dataset/{TestNode.CallerId}/a-01/approve", terms);

        (_, JsonElement issued) = await holderAdmin.GetAsync($"permits/issued/{audit.GetProperty("permitId").GetString()}");
        Assert.That(issued.GetProperty("level").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task Outbox_Listed_ShowsWhatWasDelivered()
    {
        await AgreeAsync();

        (_, JsonElement messages) = await holderAdmin.GetAsync($"outbox?state=delivered&partner={TestNode.CallerId}");
        (_, JsonElement message) = await holderAdmin.GetAsync($"outbox/{messages[0].GetProperty("messageId").GetString()}");

        Assert.That(message.GetProperty("kind").GetString(), Is.EqualTo("ContractConfirmation"));
        Assert.That(message.GetProperty("attempts").GetInt32(), Is.GreaterThanOrEqualTo(1));
    }

    [Test]
    public async Task Keys_NobodyBehind_ListsNobodyAndAnnouncesToAll()
    {
        await AgreeAsync();

        (_, JsonElement outdated) = await holderAdmin.GetAsync("keys/outdated");
        (_, JsonElement told) = await holderAdmin.PostAsync("keys/announce");

        Assert.That(outdated.GetArrayLength(), Is.Zero);
        Assert.That(told.GetProperty("count").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task Approval_Rejected_IsToldTheApplicant()
    {
        string id = await ApplyAsync(expectedKey: null);

        (HttpStatusCode status, JsonElement contract) = await holderAdmin.PostAsync($"approvals/contract/{TestNode.CallerId}/{id}/reject");
        await NodeOf(holder).Outbox.WaitUntilEmptyAsync(null, CancellationToken.None);

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(contract.GetProperty("status").GetString(), Is.EqualTo("Rejected"));
        ContractRecord? there = await NodeOf(applicant).Contracts.FindAsync(TestNode.HolderId, id, CancellationToken.None);
        Assert.That(there?.Status, Is.EqualTo(ApprovalStatus.Rejected));
    }

    [TestCase("contracts/nobody/c-01", 404, InterconnCodes.NotFound)]
    [TestCase("audits/dataset/nobody/a-01", 404, InterconnCodes.NotFound)]
    [TestCase("audits/weather/nobody/a-01", 400, InterconnCodes.FieldRule)]
    [TestCase("permits/issued/none", 404, InterconnCodes.NotFound)]
    [TestCase("outbox/none", 404, InterconnCodes.NotFound)]
    [TestCase("contracts?take=0", 400, InterconnCodes.FieldRule)]
    [TestCase("contracts?take=1001", 400, InterconnCodes.FieldRule)]
    [TestCase("contracts?skip=-1", 400, InterconnCodes.FieldRule)]
    [TestCase("contracts?status=1", 400, InterconnCodes.FieldRule)]
    [TestCase("contracts?status=approved&status=rejected", 400, InterconnCodes.FieldRule)]
    public async Task Get_OfWhatDoesNotExistOrBreaksARule_AnswersProblemDetails(string path, int status, int code)
    {
        (HttpStatusCode answered, JsonElement problem) = await holderAdmin.GetAsync(path);

        Assert.That((int)answered, Is.EqualTo(status));
        Assert.That(problem.GetProperty("code").GetInt32(), Is.EqualTo(code));
        Assert.That(problem.GetProperty("status").GetInt32(), Is.EqualTo(status));
        Assert.That(problem.GetProperty("detail").GetString(), Is.Not.Empty);
    }

    [TestCase("approvals/contract/nobody/c-01/approve", "", 404)]
    [TestCase("approvals/weather/nobody/c-01/approve", "", 404)]
    [TestCase("contracts", "", 400)]
    [TestCase("contracts", "{", 400)]
    [TestCase("contracts", """{"partnerNodeId":"a"}""", 400)]
    [TestCase("contracts", """{"partnerNodeId":"a","partnerAddress":"https://a.example.com","colour":"red"}""", 400)]
    [TestCase("outbox/none/resend", "", 404)]
    [TestCase("permits/issued/none/revoke", "", 404)]
    public async Task Post_OfWhatDoesNotExistOrBreaksARule_AnswersProblemDetails(string path, string body, int status)
    {
        (HttpStatusCode answered, JsonElement problem) = await holderAdmin.PostAsync(path, body);

        Assert.That((int)answered, Is.EqualTo(status));
        Assert.That(problem.GetProperty("detail").GetString(), Is.Not.Empty);
    }

    [Test]
    public async Task Post_OfAnUnreachablePartner_AnswersGatewayTimeout()
    {
        (HttpStatusCode answered, JsonElement problem) = await holderAdmin.PostAsync(
            "contracts", """{"partnerNodeId":"nobody","partnerAddress":"http://127.0.0.1:1"}""");

        Assert.That(answered, Is.EqualTo(HttpStatusCode.GatewayTimeout));
        Assert.That(problem.GetProperty("partnerNodeId").GetString(), Is.EqualTo("nobody"));
    }

    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase(null)]
    public async Task Post_NotOfTypeJson_IsRefused(string? type)
    {
        string id = await ApplyAsync(expectedKey: null);
        using HttpContent? content = type is null ? null : new StringContent("", Encoding.UTF8, type);

        using HttpResponseMessage answer = await holderAdmin.SendAsync(HttpMethod.Post, $"approvals/contract/{TestNode.CallerId}/{id}/approve", content);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
        ContractRecord? untouched = await NodeOf(holder).Contracts.FindAsync(TestNode.CallerId, id, CancellationToken.None);
        Assert.That(untouched?.Status, Is.EqualTo(ApprovalStatus.Applied));
    }

    private static InterconnNode NodeOf(TestNode node) => node.Services.GetRequiredService<InterconnNode>();

    private static Task<TestNode> StartAsync(string nodeId, Action<Interconn.Sdk.Hosting.InterconnOptions> configure) => NodeFixture.StartAsync(
        nodeId,
        configure: configure,
        build: builder =>
        {
            builder.Services.AddAuthorization();
            builder.AddDatasets(new CatalogDataset(new DatasetDetail { DatasetId = "d-01", Name = "Customers", Owner = "LX01", ColumnMetas = [] }));
        },
        map: app => app.MapInterconnAdmin().AllowAnonymous());

    private static async Task WaitForAsync(TestNode node, string path, Func<JsonElement, bool> isIt)
    {
        using var admin = new AdminApi(node);
        await node.Services.GetRequiredService<Interconn.Sdk.Node.Stores.ChangeFeed>().WaitAsync(
            static _ => true,
            async _ => (await admin.GetAsync(path)).Body,
            isIt,
            TimeProvider.System,
            CancellationToken.None);
    }

    private async Task<string> ApplyAsync(string? expectedKey)
    {
        string key = expectedKey is null ? "null" : $"\"{expectedKey}\"";
        (HttpStatusCode status, JsonElement contract) = await applicantAdmin.PostAsync(
            "contracts", $$"""{"partnerNodeId":"{{TestNode.HolderId}}","partnerAddress":"{{holder.Address}}","expectedKey":{{key}}}""");
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), contract.ToString());
        return contract.GetProperty("contractId").GetString()!;
    }

    private async Task<string> AgreeAsync()
    {
        string id = await ApplyAsync(TestKeys.HolderKey.PublicKey.Fingerprint);
        await ApproveAtHolderAsync($"contract/{TestNode.CallerId}/{id}");
        return id;
    }

    private async Task ApproveAtHolderAsync(string approval)
    {
        (HttpStatusCode status, JsonElement contract) = await holderAdmin.PostAsync($"approvals/{approval}/approve");
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), contract.ToString());
        await NodeOf(holder).Outbox.WaitUntilEmptyAsync(null, CancellationToken.None);
    }
}
