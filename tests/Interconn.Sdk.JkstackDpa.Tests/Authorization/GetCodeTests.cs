using Interconn.Sdk.Emulators.JkstackDpa;
using Interconn.Sdk.JkstackDpa.Authorization;

namespace Interconn.Sdk.JkstackDpa.Tests.Authorization;

/// <summary>1.1 获取授权码.</summary>
public sealed class GetCodeTests
{
    private const string ExampleTarget = "/api/dp/auth/oauth/authorize?response_type=code&client_id=CfjisL9AeNc066tkxSiKig==&scope=default";

    private const string ExampleAnswer = """
        {
          "code": 200,
          "message": "",
          "data": {
            "code": "N2I10TEXMTYTYTA2ZS0ZZJVHLWJLMTKTMMNIMDFMMJFMYJNM"
          }
        }
        """;

    [Test]
    public async Task GetCode_WithTheExampleOfTheDocument_SendsItsTargetAndReadsItsAnswer()
    {
        await using var platform = ScriptedPartner.Start(ScriptedAnswer.Json(ExampleAnswer));
        AuthorizationCode code = await GetAsync(platform.Address, options => options.ClientId = "CfjisL9AeNc066tkxSiKig==");
        ReceivedRequest request = platform.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That((request.Method, request.Target), Is.EqualTo(("GET", ExampleTarget)));
            Assert.That(request["Authorization"], Is.Null);
            Assert.That(request.Body, Is.Empty);
            Assert.That(code.Code, Is.EqualTo("N2I10TEXMTYTYTA2ZS0ZZJVHLWJLMTKTMMNIMDFMMJFMYJNM"));
            Assert.That(code.ToString(), Does.Not.Contain(code.Code));
        });
    }

    [Test]
    public async Task GetCode_WithTheOtherCharactersOfBase64_SendsAPlusThatIsNoBlank()
    {
        await using var platform = ScriptedPartner.Start(ScriptedAnswer.Json(ExampleAnswer));
        await GetAsync(platform.Address, options => (options.ClientId, options.Scope) = ("jHyhK/XcF+uVlpVijwLCkw==", "all"));
        Assert.That(platform.Requests[0].Target, Is.EqualTo("/api/dp/auth/oauth/authorize?response_type=code&client_id=jHyhK/XcF%2BuVlpVijwLCkw==&scope=all"));
    }

    [TestCase("""{"code":200,"message":""}""")]
    [TestCase("""{"code":200,"message":"","data":null}""")]
    [TestCase("""{"code":200,"message":"","data":{}}""")]
    [TestCase("""{"code":200,"message":"","data":{"code":null}}""")]
    [TestCase("""{"code":200,"message":"","data":{"code":" "}}""")]
    [TestCase("""{"code":200,"message":"","data":"text"}""")]
    public async Task GetCode_WithAnAnswerThatHasNone_ThrowsForTheProtocol(string answer)
    {
        await using var platform = ScriptedPartner.Start(ScriptedAnswer.Json(answer));
        Assert.ThrowsAsync<JkstackDpaProtocolException>(() => GetAsync(platform.Address));
    }

    [Test]
    public async Task TheExampleRequest_SentAsItIsPrinted_GetsACodeFromTheEmulator()
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync();
        emulator.AddApp("CfjisL9AeNc066tkxSiKig==", "secret");
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(emulator.Address, ExampleTarget)) { Content = new ByteArrayContent([]) };

        // As the document prints it, though there is no body.
        request.Content.Headers.TryAddWithoutValidation("content-type", "multipart/form-data");
        using HttpResponseMessage answer = await http.SendAsync(request);
        string first = await answer.Content.ReadAsStringAsync();
        string second = await http.GetStringAsync(new Uri(emulator.Address, ExampleTarget));
        Assert.Multiple(() =>
        {
            Assert.That(first, Does.Match("""^\{"code":200,"message":"","data":\{"code":"[A-Z0-9]{48}"\}\}$"""));
            Assert.That(second, Is.Not.EqualTo(first));
        });
    }

    [TestCase("response_type=token&client_id=Cfjisl9AeNc066tkxSiKig==&scope=default", 400)]
    [TestCase("response_type=code&client_id=Cfjisl9AeNc066tkxSiKig==&scope=other", 400)]
    [TestCase("response_type=code&scope=default", 400)]
    [TestCase("client_id=Cfjisl9AeNc066tkxSiKig==&scope=default", 400)]
    [TestCase("response_type=code&client_id=unknown&scope=default", 403)]
    public async Task ARequestThatDoesNotHold_IsRefusedByTheEmulator(string query, int status)
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync();
        using var http = new HttpClient();
        using HttpResponseMessage answer = await http.GetAsync(new Uri(emulator.Address, "/api/dp/auth/oauth/authorize?" + query));
        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.StartWith($$"""{"code":{{status}},"message":"""));
    }

    private static Task<AuthorizationCode> GetAsync(Uri address, Action<JkstackDpaOptions>? configure = null) =>
        TestDpa.CallAsync(address, static client => client.Authorization.GetCodeAsync(), configure);
}
