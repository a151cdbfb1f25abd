using System.IO.Compression;
using System.Text;
using Interconn.Sdk.Client;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Tests.Client;

/// <summary>What partners answer, and what the client makes of it.</summary>
public sealed class EnvelopeAnswerTests
{
    private const string Healthy = """{"status":"ok"}""";
    private static readonly ContractTermination Termination = new() { ContractId = "c-01" };
    private static readonly DatasetListQuery List = new() { ContractId = "c-01" };

    [Test]
    public async Task Call_Success_GivesTheData()
    {
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Json($$"""{"code":0,"msg":"success","data":{{Healthy}} }"""));
        await using TestClient client = partner.Client();
        Assert.That((await client.Api.Nodes.CheckHealthAsync()).Status, Is.EqualTo("ok"));
        Assert.That(partner.Requests, Has.Count.EqualTo(1));
    }

    [TestCase("""{"data":{"status":"ok"},"msg":"success","code":0}""", TestName = "Call_MembersInAnotherOrder_AreRead")]
    [TestCase("""{"code":0,"msg":null,"data":{"status":"ok"}}""", TestName = "Call_MsgNull_IsRead")]
    [TestCase("""{"code":0,"data":{"status":"ok"}}""", TestName = "Call_NoMsg_IsRead")]
    [TestCase("""{"code":0,"msg":"","data":{"status":"ok","more":[1,{"a":null}]},"extra":{"code":5},"requestId":"r"}""", TestName = "Call_UnknownMembers_AreRead")]
    [TestCase("""{"\u0063ode":0,"msg":"","dat\u0061":{"status":"ok"}}""", TestName = "Call_EscapedNames_AreRead")]
    [TestCase("  \n{\"code\":0,\"data\":{\"status\":\"ok\"}}\n  ", TestName = "Call_BlanksAround_AreRead")]
    [TestCase("""{"code":0,"Code":40001,"CODE":1,"data":{"status":"ok"}}""", TestName = "Call_OtherLetterCase_IsAnotherMember")]
    public async Task Call_EnvelopeVariation_IsRead(string body)
    {
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Json(body));
        await using TestClient client = partner.Client();
        Assert.That((await client.Api.Nodes.CheckHealthAsync()).Status, Is.EqualTo("ok"));
    }

    [TestCase("""{"code":"0","msg":"","data":{"status":"ok"}}""", TestName = "N80_CodeAsString")]
    [TestCase("""{"code":0,"code":0,"msg":"","data":{"status":"ok"}}""", TestName = "N80_CodeTwice")]
    [TestCase("""{"code":0,"data":{"status":"ok"},"data":{"status":"ok"}}""", TestName = "N80_DataTwice")]
    [TestCase("""{"code":0.5,"data":{"status":"ok"}}""", TestName = "N80_CodeFraction")]
    [TestCase("""{"code":99999999999,"data":{"status":"ok"}}""", TestName = "N80_CodeBeyond32Bits")]
    [TestCase("""{"code":null,"data":{"status":"ok"}}""", TestName = "N80_CodeNull")]
    [TestCase("""{"msg":"","data":{"status":"ok"}}""", TestName = "N80_CodeMissing")]
    [TestCase("""{"code":0,"msg":5,"data":{"status":"ok"}}""", TestName = "N80_MsgNumber")]
    [TestCase("""{"code":0,"msg":"","data":{"status":"ok"}} x""", TestName = "N80_TrailingGarbage")]
    [TestCase("""{"code":0,"data":{"status":"ok"}}{"code":0}""", TestName = "N80_TwoEnvelopes")]
    [TestCase("""{"code":0,"data":{"status":"ok"}""", TestName = "N80_CutShort")]
    [TestCase("""[{"code":0,"data":{"status":"ok"}}]""", TestName = "N80_Array")]
    [TestCase("""{"code":0,"data":{"status":"ok"},}""", TestName = "N80_TrailingComma")]
    [TestCase("null", TestName = "N80_Null")]
    [TestCase("", TestName = "N80_EmptyBody")]
    [TestCase("\uFEFF{\"code\":0,\"data\":{\"status\":\"ok\"}}", TestName = "N80_ByteOrderMark")]
    [TestCase("""{"code":0,"msg":"\ud800","data":{"status":"ok"}}""", TestName = "N80_HalfASurrogatePair")]
    public async Task N80_NoEnvelope_IsAProtocolException(string body)
    {
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Json(body));
        await using TestClient client = partner.Client();
        InterconnProtocolException fault = Fault<InterconnProtocolException>(() => client.Api.Nodes.CheckHealthAsync());
        Assert.That(fault.Message, Does.Contain("no envelope"));
        Assert.That((fault.Code, fault.HttpStatus), Is.EqualTo((InterconnCodes.Internal, 200)));
        Assert.That(partner.Requests, Has.Count.EqualTo(1));
    }

    [TestCase("""{"code":0,"msg":""}""", "'data'", TestName = "N80_DataMissing")]
    [TestCase("""{"code":0,"msg":"","data":null}""", "'data'", TestName = "N80_DataNull")]
    [TestCase("""{"code":0,"msg":"","data":{}}""", "'$'", TestName = "N80_RequiredMemberMissing")]
    [TestCase("""{"code":0,"msg":"","data":{"status":null}}""", "'$.status'", TestName = "N80_RequiredMemberNull")]
    [TestCase("""{"code":0,"msg":"","data":{"status":5}}""", "'$.status'", TestName = "N80_MemberOfWrongType")]
    [TestCase("""{"code":0,"msg":"","data":{"status":"ok","status":"ok"}}""", "wrong shape", TestName = "N80_MemberTwice")]
    [TestCase("""{"code":0,"msg":"","data":[]}""", "'$'", TestName = "N80_DataArray")]
    [TestCase("""{"code":0,"msg":"","data":"{\"status\":\"ok\"}"}""", "'$'", TestName = "N80_DataText")]
    public async Task N80_DataOfTheWrongShape_IsAProtocolExceptionThatSaysWhere(string body, string where)
    {
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Json(body));
        await using TestClient client = partner.Client();
        Assert.That(Fault<InterconnProtocolException>(() => client.Api.Nodes.CheckHealthAsync()).Message, Does.Contain("wrong shape").And.Contain(where));
        Assert.That(partner.Requests, Has.Count.EqualTo(1));
    }

    [TestCase("""{"code":0,"msg":""}""")]
    [TestCase("""{"code":0,"msg":"","data":null}""")]
    [TestCase("""{"code":0,"msg":"","data":{}}""")]
    [TestCase("""{"code":0,"msg":"","data":{"more":1}}""")]
    public async Task Post_WithoutDefinedData_TakesNothingNullAndEmptyAlike(string body)
    {
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Json(body));
        await using TestClient client = partner.Client();
        Assert.That(() => client.Api.Nodes.TerminateContractAsync(Termination), Throws.Nothing);
    }

    [TestCase("[]")]
    [TestCase("\"ok\"")]
    [TestCase("1")]
    [TestCase("false")]
    public async Task Post_WithoutDefinedData_RefusesWhatIsNoObject(string data)
    {
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Json($$"""{"code":0,"msg":"","data":{{data}} }"""));
        await using TestClient client = partner.Client();
        Fault<InterconnProtocolException>(() => client.Api.Nodes.TerminateContractAsync(Termination));
    }

    [Test]
    public async Task Call_Code200_IsSuccessOnlyWhereThePartnerIsKnownForIt()
    {
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Json($$"""{"code":200,"msg":"","data":{{Healthy}} }"""));
        await using TestClient strict = partner.Client();
        Assert.That(Fault<InterconnAnswerException>(() => strict.Api.Nodes.CheckHealthAsync()).Code, Is.EqualTo(200));
        await using TestClient lenient = partner.Client(Compatible(new() { Code200IsSuccess = true }));
        Assert.That((await lenient.Api.Nodes.CheckHealthAsync()).Status, Is.EqualTo("ok"));
    }

    [Test]
    public async Task Call_Code200Known_ZeroIsSuccessToo()
    {
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Json($$"""{"code":0,"msg":"","data":{{Healthy}} }"""));
        await using TestClient client = partner.Client(Compatible(new() { Code200IsSuccess = true }));
        Assert.That((await client.Api.Nodes.CheckHealthAsync()).Status, Is.EqualTo("ok"));
    }

    [Test]
    public async Task Call_MessageForMsg_IsReadOnlyWhereThePartnerIsKnownForIt()
    {
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Json("""{"code":50001,"message":"broken","data":{}}""", 500));
        await using TestClient strict = partner.Client();
        Assert.That(Fault<InterconnAnswerException>(() => strict.Api.Nodes.CheckHealthAsync()).Msg, Is.Null);
        await using TestClient lenient = partner.Client(Compatible(new() { MessageForMsg = true }));
        Assert.That(Fault<InterconnAnswerException>(() => lenient.Api.Nodes.CheckHealthAsync()).Msg, Is.EqualTo("broken"));
    }

    [TestCase("""{"code":0,"msg":""}""")]
    [TestCase("""{"code":0,"msg":"","data":null}""")]
    public async Task List_WithoutData_IsEmptyOnlyWhereThePartnerIsKnownForIt(string body)
    {
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Json(body));
        await using TestClient strict = partner.Client();
        Fault<InterconnProtocolException>(() => strict.Api.Datasets.ListAsync(List));
        await using TestClient lenient = partner.Client(Compatible(new() { EmptyListWithoutData = true }));
        Page<DatasetSummary> page = await lenient.Api.Datasets.ListAsync(List);
        Assert.That((page.Records.Count, page.Total), Is.EqualTo((0, 0)));
        Fault<InterconnProtocolException>(() => lenient.Api.Nodes.CheckHealthAsync());
    }

    [TestCase("text/html")]
    [TestCase("text/plain; charset=utf-8")]
    [TestCase("application/problem+json")]
    [TestCase("what is this")]
    public async Task N80_OtherContentType_IsAProtocolException(string type)
    {
        byte[] body = Encoding.UTF8.GetBytes($$"""{"code":0,"msg":"","data":{{Healthy}} }""");
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Of(200, body, "Content-Type: " + type));
        await using TestClient client = partner.Client();
        Assert.That(Fault<InterconnProtocolException>(() => client.Api.Nodes.CheckHealthAsync()).Message, Does.Contain("application/json"));
    }

    [TestCase("Content-Type: application/json; charset=utf-8")]
    [TestCase("Content-Type: Application/JSON")]
    [TestCase("X-No-Type: 1")]
    public async Task Call_ContentTypeOfJsonOrNone_IsRead(string header)
    {
        byte[] body = Encoding.UTF8.GetBytes($$"""{"code":0,"msg":"","data":{{Healthy}} }""");
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Of(200, body, header));
        await using TestClient client = partner.Client();
        Assert.That((await client.Api.Nodes.CheckHealthAsync()).Status, Is.EqualTo("ok"));
    }

    [TestCase(200)]
    [TestCase(404)]
    [TestCase(502)]
    public async Task N80_Html_IsAProtocolExceptionWithTheStatus(int status)
    {
        byte[] body = "<html><body>Bad gateway</body></html>"u8.ToArray();
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Of(status, body, "Content-Type: text/html"));
        await using TestClient client = partner.Client();
        Assert.That(Fault<InterconnProtocolException>(() => client.Api.Nodes.CheckHealthAsync()).HttpStatus, Is.EqualTo(status));
        Assert.That(partner.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Call_FailingCodeUnderHttp200_IsTheCode()
    {
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Failure(40401, "gone", status: 200));
        await using TestClient client = partner.Client();
        InterconnAnswerException refusal = Fault<InterconnAnswerException>(() => client.Api.Nodes.CheckHealthAsync());
        Assert.That((refusal.Code, refusal.Msg, refusal.HttpStatus), Is.EqualTo((40401, "gone", 200)));
    }

    [TestCase(500)]
    [TestCase(404)]
    [TestCase(302)]
    public async Task Call_CodeZeroUnderAFailingStatus_IsNoSuccess(int status)
    {
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Json($$"""{"code":0,"msg":"","data":{{Healthy}} }""", status));
        await using TestClient client = partner.Client();
        InterconnProtocolException fault = Fault<InterconnProtocolException>(() => client.Api.Nodes.CheckHealthAsync());
        Assert.That(fault.HttpStatus, Is.EqualTo(status));
        Assert.That(fault.Message, Does.Contain("code 0"));
    }

    [Test]
    public async Task N80_Gzip_IsNoEnvelope()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes($$"""{"code":0,"msg":"","data":{{Healthy}} }"""));
        }

        await using var partner = ScriptedPartner.Start(
            ScriptedAnswer.Of(200, packed.ToArray(), "Content-Type: application/json", "Content-Encoding: gzip"));
        await using TestClient client = partner.Client();
        Fault<InterconnProtocolException>(() => client.Api.Nodes.CheckHealthAsync());
        Assert.That(partner.Requests[0]["accept-encoding"], Is.Null, "Nothing packed was asked for.");
    }

    [TestCase(12, true)]
    [TestCase(15, false)]
    [TestCase(100_000, false)]
    public async Task B46_NestingOfAnAnswer_IsBounded(int depth, bool isRead)
    {
        string deep = new string('[', depth) + new string(']', depth);
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Json($$"""{"code":0,"data":{"status":"ok","x":{"y":{{deep}} } } }"""));
        await using TestClient client = partner.Client();
        Assert.That(() => client.Api.Nodes.CheckHealthAsync(), isRead ? Throws.Nothing : Throws.InstanceOf<InterconnProtocolException>());
    }

    [Test]
    public async Task L85_MsgOfThePartner_IsCutAndFreedOfWhatForgesALog()
    {
        string msg = "a\\r\\n2026 INFO forged \\u001b[31mred \\u2028line \\u202eturned " + new string('字', 300);
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Failure(40301, msg));
        await using TestClient client = partner.Client();
        InterconnAnswerException refusal = Fault<InterconnAnswerException>(() => client.Api.Nodes.CheckHealthAsync());
        Assert.That(refusal.Msg, Does.StartWith("a  2026 INFO forged  [31mred  line  turned 字").And.Length.EqualTo(256));
        Assert.That(refusal.Message.Where(c => char.IsControl(c) || c is '\u2028' or '\u202e'), Is.Empty);
    }

    [Test]
    public async Task L85_MsgCutWithinACharacter_LeavesNoHalfOfIt()
    {
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Failure(40301, new string('x', 255) + "😀"));
        await using TestClient client = partner.Client();
        Assert.That(Fault<InterconnAnswerException>(() => client.Api.Nodes.CheckHealthAsync()).Msg, Is.EqualTo(new string('x', 255)));
    }

    [Test]
    public async Task L85_NamesOfMembersInTheMessage_AreCutAndCleanedToo()
    {
        string name = "evil\\r\\nINFO forged " + new string('x', 5000);
        string data = $$"""{"project_id":"p","name":"n","nodes":[],"datasets":{"{{name}}":5} }""";
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Json($$"""{"code":0,"msg":"","data":{{data}} }"""));
        await using TestClient client = partner.Client();
        InterconnProtocolException fault = Fault<InterconnProtocolException>(
            () => client.Api.Projects.QueryAsync(new() { ContractId = "c-01", ProjectId = "p" }));
        Assert.That(fault.Message, Does.Contain("evil").And.Length.LessThan(600));
        Assert.That(fault.Message.Any(char.IsControl), Is.False);
        Assert.That(fault.ToString().Split('\n'), Has.None.StartsWith("INFO forged"), "A logger writes the causes too.");
    }

    private static Action<InterconnOptions> Compatible(PartnerCompatibility compatibility) =>
        options => options.Partners[0].Compatibility = compatibility;

    private static T Fault<T>(Func<Task> call)
        where T : Exception => Assert.ThrowsAsync<T>(call)!;
}
