using Interconn.Sdk.JkstackDpa.Plans;

namespace Interconn.Sdk.JkstackDpa.Tests;

/// <summary>Success and failure, which stand in the HTTP status and in the envelope's code: the document does not say which.</summary>
public sealed class EnvelopeTests
{
    [TestCase("400", "参数校验异常")]
    [TestCase("404", "请求路径异常")]
    [TestCase("500", "服务器内部错误")]
    [TestCase("503", "服务器异常未发现")]
    [TestCase("997", "未知错误")]
    [TestCase("998", "用户不存在")]
    [TestCase("999", "业务逻辑异常")]
    [TestCase("0", "of another product of the vendor")]
    [TestCase("\"999\"", "业务逻辑异常")]
    public async Task Calls_WithACodeOfFailureUnder200_ThrowWithCodeAndText(string code, string message)
    {
        await using ScriptedPartner platform = TestDpa.Platform($$"""{"code":{{code}},"message":"{{message}}","data":{"anything":1} }""");
        JkstackDpaAnswerException exception = Assert.ThrowsAsync<JkstackDpaAnswerException>(() => ListAsync(platform.Address))!;
        Assert.Multiple(() =>
        {
            Assert.That((exception.HttpStatus, exception.Code, exception.Msg), Is.EqualTo((200, code.Trim('"'), message)));
            Assert.That(exception.Endpoint, Is.EqualTo("GET /api/dpa/process/processPlan/queryPlanByUserId"));
            Assert.That(platform.Requests, Has.Count.EqualTo(3));
        });
    }

    [TestCase(400)]
    [TestCase(404)]
    [TestCase(500)]
    [TestCase(503)]
    public async Task Calls_WithAStatusOfFailure_ThrowWithItAndWithWhatTheEnvelopeSays(int status)
    {
        await using ScriptedPartner platform = TestDpa.Platform($$"""{"code":{{status}},"message":"no"}""", status);
        JkstackDpaAnswerException exception = Assert.ThrowsAsync<JkstackDpaAnswerException>(() => ListAsync(platform.Address))!;
        Assert.That((exception.HttpStatus, exception.Code, exception.Msg), Is.EqualTo((status, $"{status}", "no")));
    }

    [Test]
    public async Task Calls_WithAStatusOfFailureAndACodeOfSuccess_Throw()
    {
        await using ScriptedPartner platform = TestDpa.Platform("""{"code":200,"message":"success","data":[]}""", 500);
        JkstackDpaAnswerException exception = Assert.ThrowsAsync<JkstackDpaAnswerException>(() => ListAsync(platform.Address))!;
        Assert.That(exception.HttpStatus, Is.EqualTo(500));
    }

    [TestCase("200")]
    [TestCase("\"200\"")]
    public async Task Calls_WithTheCodeOfSuccessAsNumberOrText_Succeed(string code)
    {
        await using ScriptedPartner platform = TestDpa.Platform($$"""{"code":{{code}},"data":[]}""");
        Assert.That(await ListAsync(platform.Address), Is.Empty);
    }

    [TestCase("""{"message":"success","data":[]}""")]
    [TestCase("""{"code":null,"data":[]}""")]
    [TestCase("""{"code":"ok","data":[]}""")]
    [TestCase("""{"code":200,"code":999,"data":[]}""")]
    [TestCase("""{"code":200,"data":{}}""")]
    [TestCase("""{"code":200,"data":[null]}""")]
    [TestCase("""{"code":200,"data":[{"title":"without an id"}]}""")]
    [TestCase("""{"code":200,"data":[{"processPlanId":null}]}""")]
    [TestCase("""[]""")]
    public async Task Calls_WithAnEnvelopeThatIsNone_ThrowForTheProtocol(string answer)
    {
        await using ScriptedPartner platform = TestDpa.Platform(answer);
        Assert.ThrowsAsync<JkstackDpaProtocolException>(() => ListAsync(platform.Address));
    }

    [TestCase("""{"code":200,"message":"success"}""")]
    [TestCase("""{"code":200,"message":"success","data":null}""")]
    public async Task Lists_WithoutData_AreEmpty(string answer)
    {
        await using ScriptedPartner platform = TestDpa.Platform(answer);
        Assert.That(await ListAsync(platform.Address), Is.Empty);
    }

    private static Task<IReadOnlyList<Plan>> ListAsync(Uri address) => TestDpa.CallAsync(address, static client => client.Plans.ListAsync());
}
