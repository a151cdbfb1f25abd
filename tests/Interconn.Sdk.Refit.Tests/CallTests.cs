using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Components;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Refit.Tests;

/// <summary>Calls by Refit are those of the SDK's own client: what goes with them, the retry, the checks and the exceptions.</summary>
public sealed class CallTests
{
    private const string List = "GET /v1/interconn/dataset/pub/list";
    private const string Components = "GET /v1/interconn/component/list";
    private const string Detail = "GET /v1/interconn/dataset/pub/query";
    private const string Terminate = "POST /v1/interconn/dataset/audit/terminate";

    private static readonly AuditTermination Termination = new() { AuditId = "a-01" };
    private static readonly DatasetListQuery FirstPage = new() { ContractId = "c-01" };
    private static readonly byte[] EmptyPage = ScriptedAnswer.Json("""{"code":0,"msg":"success","data":{"records":[],"total":0}}""");
    private static readonly byte[] Done = ScriptedAnswer.Json("""{"code":0,"msg":"success","data":{}}""");

    [TestCase(List)]
    [TestCase(Terminate)]
    public async Task Call_Refused_ThrowsThePartnersAnswer(string endpoint)
    {
        await using ScriptedPartner partner = ScriptedPartner.Start(ScriptedAnswer.Failure(40303, "permit expired"));
        await using TestClient client = partner.Client();
        InterconnClient traced = client.Api.With(new InterconnCallOptions { TraceId = "trace-01" });

        InterconnAnswerException? exception = Assert.ThrowsAsync<InterconnAnswerException>(() => RefitPackage.CallAsync(traced, endpoint, RequestOf(endpoint)));

        Assert.Multiple(() =>
        {
            Assert.That(exception!.Code, Is.EqualTo(40303));
            Assert.That(exception.Msg, Is.EqualTo("permit expired"));
            Assert.That(exception.HttpStatus, Is.EqualTo(403));
            Assert.That(exception.TraceId, Is.EqualTo("trace-01"));
            Assert.That(exception.Endpoint, Is.EqualTo(endpoint));
            Assert.That(exception.PartnerNodeId, Is.EqualTo(TestNode.HolderId));
            Assert.That(partner.Requests, Has.Count.EqualTo(1));
        });
    }

    [TestCase(List)]
    [TestCase(Terminate)]
    public async Task Call_Answered401_IsSentOnceMoreWithASignatureOfItsOwn(string endpoint)
    {
        await using ScriptedPartner partner = ScriptedPartner.Start(ScriptedAnswer.Failure(40102), endpoint == List ? EmptyPage : Done);
        await using TestClient client = partner.Client();

        await RefitPackage.CallAsync(client.Api, endpoint, RequestOf(endpoint));

        Assert.That(partner.Requests, Has.Count.EqualTo(2));
        ReceivedRequest first = partner.Requests[0];
        ReceivedRequest second = partner.Requests[1];
        Assert.Multiple(() =>
        {
            Assert.That(first.IsSignedBy(TestKeys.CallerKey), Is.True);
            Assert.That(second.IsSignedBy(TestKeys.CallerKey), Is.True);
            Assert.That(second["x-nonce"], Is.Not.EqualTo(first["x-nonce"]));
            Assert.That(second.Target, Is.EqualTo(first.Target));
            Assert.That(second.Body, Is.EqualTo(first.Body));
        });
    }

    [Test]
    public async Task Call_WithAPermitAndATraceId_SendsBothSigned()
    {
        await using ScriptedPartner partner = ScriptedPartner.Start(EmptyPage);
        await using TestClient client = partner.Client();
        var options = new InterconnCallOptions { TraceId = "trace-02", Permits = [Permit("a-token-of-the-holder")] };

        await RefitPackage.CallAsync(client.Api.With(options), List, FirstPage);
        await client.Api.With(options).Datasets.ListAsync(FirstPage);

        ReceivedRequest byRefit = partner.Requests[0];
        Assert.Multiple(() =>
        {
            Assert.That(byRefit["x-trace-id"], Is.EqualTo("trace-02"));
            Assert.That(byRefit["x-mprac-token-set"], Does.Contain("a-token-of-the-holder"));
            Assert.That(byRefit["x-mprac-token-set"], Is.EqualTo(partner.Requests[1]["x-mprac-token-set"]));
            Assert.That(byRefit.IsSignedBy(TestKeys.CallerKey), Is.True);
        });
    }

    [TestCase("")]
    [TestCase(null)]
    [TestCase("a\nb")]
    public async Task Call_WithAnIdThatIsNone_IsNotSent(string? contractId)
    {
        await using ScriptedPartner partner = ScriptedPartner.Start(EmptyPage);
        await using TestClient client = partner.Client();

        InterconnRequestException? exception = Assert.ThrowsAsync<InterconnRequestException>(
            () => RefitPackage.CallAsync(client.Api, List, new DatasetListQuery { ContractId = contractId! }));

        Assert.Multiple(() =>
        {
            Assert.That(exception!.Field, Is.EqualTo("contract_id"));
            Assert.That(exception.Endpoint, Is.EqualTo(List));
            Assert.That(exception.PartnerNodeId, Is.EqualTo(TestNode.HolderId));
            Assert.That(partner.Requests, Is.Empty);
        });
    }

    [Test]
    public async Task Call_WithABodyThatBreaksARule_IsNotSent()
    {
        await using ScriptedPartner partner = ScriptedPartner.Start(Done);
        await using TestClient client = partner.Client();

        InterconnRequestException? exception = Assert.ThrowsAsync<InterconnRequestException>(
            () => RefitPackage.CallAsync(client.Api, Terminate, new AuditTermination { AuditId = "" }));

        Assert.That(exception!.Field, Is.EqualTo("audit_id"));
        Assert.That(partner.Requests, Is.Empty);
    }

    [Test]
    public async Task Query_WithTextThatMustBeEscaped_IsTheOneOfTheSdk(
        [Values("a b", "a+b", "%41", "a&b=c", "?#/\\", "!*'();:@$,[]", "~-._", "甲乙", "\U0001F600", "é", "\"<>", "a=b=", "..", "{0}")] string text)
    {
        var request = new DatasetQuery { ContractId = text, DatasetId = text };
        await using ScriptedPartner partner = ScriptedPartner.Start(ScriptedAnswer.Failure(40401));
        await using TestClient client = partner.Client();

        Assert.ThrowsAsync<InterconnAnswerException>(() => RefitPackage.CallAsync(client.Api, Detail, request));
        Assert.ThrowsAsync<InterconnAnswerException>(() => client.Api.Datasets.QueryAsync(request));

        Assert.That(partner.Requests[0].Target, Is.EqualTo(partner.Requests[1].Target));
    }

    [Test]
    public async Task Query_WithOptionalParametersLeftOutOrEmpty_IsTheOneOfTheSdk()
    {
        await using ScriptedPartner partner = ScriptedPartner.Start(EmptyPage);
        await using TestClient client = partner.Client();

        await RefitPackage.CallAsync(client.Api, Components, new ComponentListQuery { ContractId = "c-01", Developer = "", PageSize = -1 });

        Assert.That(partner.Requests[0].Target, Is.EqualTo("/v1/interconn/component/list?contract_id=c-01&developer=&page_size=-1"));
    }

    [Test]
    public async Task Call_ToAPartnerBelowAPath_KeepsThePathAndSignsWithoutIt()
    {
        await using ScriptedPartner partner = ScriptedPartner.Start(EmptyPage);
        await using TestClient client = partner.Client(pathBase: "/platform/node");

        await RefitPackage.CallAsync(client.Api, List, FirstPage);

        Assert.That(partner.Requests[0].Target, Is.EqualTo("/platform/node/v1/interconn/dataset/pub/list?contract_id=c-01"));
        Assert.That(partner.Requests[0].IsSignedBy(TestKeys.CallerKey, "/platform/node"), Is.True);
    }

    [Test]
    public async Task Answer_ThatIsNoEnvelope_ThrowsThatItCannotBeRead()
    {
        await using ScriptedPartner partner = ScriptedPartner.Start(ScriptedAnswer.Json("""{"records":[],"total":0}"""));
        await using TestClient client = partner.Client();
        Assert.ThrowsAsync<InterconnProtocolException>(() => RefitPackage.CallAsync(client.Api, List, FirstPage));
    }

    [Test]
    public async Task Answer_LargerThanAllowed_ThrowsThatItCannotBeRead()
    {
        const int bound = 1024;
        await using ScriptedPartner partner = ScriptedPartner.Start(ScriptedAnswer.Json(new string(' ', bound + 1)));
        await using TestClient client = partner.Client(options => options.MaxAnswer = bound);

        InterconnProtocolException? exception = Assert.ThrowsAsync<InterconnProtocolException>(() => RefitPackage.CallAsync(client.Api, List, FirstPage));

        Assert.That(exception!.Message, Does.Contain("MaxAnswer"));
    }

    [TestCase(List)]
    [TestCase(Terminate)]
    public async Task Call_ThatNobodyAnswers_ThrowsThatNoAnswerCame(string endpoint)
    {
        await using ScriptedPartner partner = ScriptedPartner.StartOnStream(static (_, _, _) => throw new IOException("The partner hangs up."));
        await using TestClient client = partner.Client();
        Assert.ThrowsAsync<InterconnTransportException>(() => RefitPackage.CallAsync(client.Api, endpoint, RequestOf(endpoint)));
    }

    [TestCase(List)]
    [TestCase(Terminate)]
    public async Task Call_ThatTheCallerCancels_ThrowsTheCancellationWithItsToken(string endpoint)
    {
        using var cancelled = new CancellationTokenSource();
        await using ScriptedPartner partner = ScriptedPartner.StartOnStream((_, _, _) => cancelled.CancelAsync());
        await using TestClient client = partner.Client();

        OperationCanceledException? exception = Assert.CatchAsync<OperationCanceledException>(
            () => RefitPackage.CallAsync(client.Api, endpoint, RequestOf(endpoint), cancelled.Token));

        Assert.That(exception!.CancellationToken, Is.EqualTo(cancelled.Token));
    }

    private static object RequestOf(string endpoint) => endpoint == List ? FirstPage : Termination;

    private static ResourcePermit Permit(string token) => new()
    {
        Token = token,
        ResourceLevel = 1,
        ResourceType = ResourceType.Dataset,
        ResourceId = "d-01",
        ResourceNodeId = TestNode.HolderId,
        ResourceInstId = "LX01",
        RequestNodeId = TestNode.CallerId,
        RequestInstId = "JG01",
    };
}
