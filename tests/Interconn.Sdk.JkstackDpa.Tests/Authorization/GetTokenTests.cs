using System.Text;
using System.Text.Json;
using Interconn.Sdk.Emulators.JkstackDpa;
using Interconn.Sdk.JkstackDpa.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.JkstackDpa.Tests.Authorization;

/// <summary>1.2 获取访问令牌.</summary>
public sealed class GetTokenTests
{
    private const string ExampleRequest = """
        {
          "code": "MDZMZTCZZJITMGNMNY0ZNTDLLTHMNMNTNJDMZTEYMGJJYMQW",
          "client_id": "Cfjisl9AeNc066tkxSiKig==",
          "client_secret": "xB5hQnmlNnc+iab3RODs6yHlcHqFHAM2e4PawddAxtI=",
          "grant_type": "authorization_code"
        }
        """;

    // As the document prints it, its line breaks aside: damaged, so that its claims cannot be read.
    private const string ExampleToken =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhdWQiOiJ1aGUgQVBQIHRoYXQgY2FuIGJlIGFjY2Vzc2"
        + "VkIGJhc2VkIG9uIHROZSB0b2t1biIsImV4cCI6MTY4ODY0Mjc3NSwiaXNzIjoivGhlIGlzc3VpbmcgYXV0aG"
        + "9yaXR5IG9mIHROZSB0b2t1biIsImp0aSI6IlRoZSB1bmlxdWVseSBpZGVudGlmaWVzIiwib3JpZ19pYXQiOiJ"
        + "E2ODg2MjQ3NzUsInNjb3B1IjoivGhlIHJb3B1IG9mIHROZSB1bmlxdWVseSBpZGVudGlmaWVzIiwib3JpZ19pYXQiOiJ"
        + "FzZWQgb24gdGhlIHJva2VuIiwic3ViIjo1MDgwNDUxNjc5NTE0NTZ9.NY6sVKBF7D5mWFMwsWw7bc-"
        + "Sp8Ocs1rrH3nCXrKK1y4";

    private const string ExampleAnswer = $$"""
        {
          "code": 200,
          "message": "",
          "data": {
            "token_type": "Bearer ",
            "access_token": "{{ExampleToken}}"
          }
        }
        """;

    [Test]
    public async Task GetToken_WithTheExampleOfTheDocument_SendsItsBytes()
    {
        await using var platform = ScriptedPartner.Start(ScriptedAnswer.Json(ExampleAnswer));
        await GetAsync(platform.Address);
        ReceivedRequest request = platform.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That((request.Method, request.Target), Is.EqualTo(("POST", "/api/dp/auth/oauth/token")));
            Assert.That(request["Content-Type"], Is.EqualTo("application/json"));
            Assert.That(request["Authorization"], Is.Null);
            Assert.That(request.BodyText, Is.EqualTo(TestDpa.Compact(ExampleRequest)));
        });
    }

    [Test]
    public async Task GetToken_WithAUser_NamesItLast()
    {
        await using var platform = ScriptedPartner.Start(ScriptedAnswer.Json(ExampleAnswer));
        await GetAsync(platform.Address, options => options.UserId = "1");
        Assert.That(platform.Requests[0].BodyText, Does.EndWith(""","grant_type":"authorization_code","user_id":"1"}"""));
    }

    [Test]
    public async Task GetToken_WithTheDamagedTokenOfTheDocument_TakesItAsItIs()
    {
        await using var platform = ScriptedPartner.Start(ScriptedAnswer.Json(ExampleAnswer));
        AccessToken token = await GetAsync(platform.Address);
        Assert.Multiple(() =>
        {
            Assert.That(token.TokenType, Is.EqualTo("Bearer"), "the blank behind it is no part of it");
            Assert.That(token.Token, Is.EqualTo(ExampleToken));
            Assert.That(token.ExpiresAt, Is.Null);
            Assert.That(token.ToString(), Does.Not.Contain(ExampleToken));
        });
    }

    [Test]
    public async Task Calls_WithTheDamagedTokenOfTheDocument_CarryItBehindOneBlank()
    {
        await using ScriptedPartner platform = TestDpa.Platform(static _ => TestDpa.Success("[]"), ExampleToken);
        await using ServiceProvider services = TestDpa.Services(platform.Address);
        await services.Client().Plans.ListAsync();
        Assert.That(platform.OwnRequest()["Authorization"], Is.EqualTo("Bearer " + ExampleToken));
    }

    [TestCase("""{"exp":1688642775,"orig_iat":1688624775}""", 1688642775)]
    [TestCase("""{"exp":1688642775.9}""", 1688642775)]
    [TestCase("""{"exp":"1688642775"}""", null)]
    [TestCase("""{"exp":-1}""", null)]
    [TestCase("""{"exp":1e300}""", null)]
    [TestCase("""{"iat":1}""", null)]
    [TestCase("""[1]""", null)]
    [TestCase("""no json""", null)]
    public void ExpiresAt_OfAJwt_IsItsExpOrNothing(string claims, long? exp)
    {
        var token = new AccessToken { Token = $"e30.{Base64Url(claims)}.c2ln" };
        Assert.That(token.ExpiresAt?.ToUnixTimeSeconds(), Is.EqualTo(exp));
    }

    [TestCase("")]
    [TestCase("opaque")]
    [TestCase("a.b")]
    [TestCase("a.!!!.c")]
    [TestCase("a.b.c.d")]
    [TestCase("..")]
    public void ExpiresAt_OfWhatIsNoJwt_IsNull(string token) => Assert.That(new AccessToken { Token = token }.ExpiresAt, Is.Null);

    [TestCase("""{"token_type":"Bearer "}""")]
    [TestCase("""{"token_type":"Bearer ","access_token":null}""")]
    [TestCase("""{"token_type":"Bearer ","access_token":""}""")]
    [TestCase("""{"token_type":"Bearer ","access_token":"a\r\nX-Forged: 1"}""")]
    [TestCase("""{"token_type":"Bearer\r\nX-Forged: 1","access_token":"a"}""")]
    public async Task GetToken_WithOneThatCannotStandInAHeader_ThrowsForTheProtocol(string data)
    {
        await using var platform = ScriptedPartner.Start(TestDpa.Success(data));
        Assert.ThrowsAsync<JkstackDpaProtocolException>(() => GetAsync(platform.Address));
    }

    [Test]
    public async Task GetToken_WithOneTooLongForAHeader_ThrowsForTheProtocol()
    {
        await using var platform = ScriptedPartner.Start(TestDpa.Success($$"""{"token_type":"Bearer ","access_token":"{{new string('a', (16 * 1024) + 1)}}"}"""));
        Assert.ThrowsAsync<JkstackDpaProtocolException>(() => GetAsync(platform.Address));
    }

    [TestCase("""{"access_token":"a"}""")]
    [TestCase("""{"token_type":"","access_token":"a"}""")]
    [TestCase("""{"token_type":null,"access_token":"a"}""")]
    public async Task GetToken_WithoutAType_IsABearerToken(string data)
    {
        await using var platform = ScriptedPartner.Start(TestDpa.Success(data));
        Assert.That((await GetAsync(platform.Address)).TokenType, Is.EqualTo("Bearer"));
    }

    [TestCase("")]
    [TestCase(" ")]
    public async Task GetToken_WithoutACode_ThrowsBeforeItSends(string code)
    {
        await using var platform = ScriptedPartner.Start(ScriptedAnswer.Json(ExampleAnswer));
        Assert.ThrowsAsync<ArgumentException>(() => TestDpa.CallAsync(platform.Address, client => client.Authorization.GetTokenAsync(code)));
        Assert.That(platform.Connections, Is.Zero);
    }

    [Test]
    public async Task TheExampleRequest_WithACodeOfTheEmulator_GetsATokenOfFiveHoursOnce()
    {
        ManualTimeProvider clock = TestDpa.Clock();
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync(clock);
        AuthorizationCode code = await TestDpa.CallAsync(emulator.Address, static client => client.Authorization.GetCodeAsync());
        string body = ExampleRequest.Replace(TestDpa.Code, code.Code, StringComparison.Ordinal);
        (int status, string answer) = await PostAsync(emulator, body);
        JsonElement data = JsonElement.Parse(answer).GetProperty("data");
        var token = new AccessToken { Token = data.GetProperty("access_token").GetString()! };
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(200));
            Assert.That(answer, Does.StartWith("""{"code":200,"message":"","data":{"token_type":"Bearer ","access_token":"eyJ"""));
            Assert.That(token.ExpiresAt, Is.EqualTo(clock.Now.AddSeconds(18000)));
        });

        (status, answer) = await PostAsync(emulator, body);
        Assert.That((status, JsonElement.Parse(answer).GetProperty("code").GetInt32()), Is.EqualTo((403, 403)), "the code is used up");
    }

    [TestCase("client_secret", "wrong", 403, 403)]
    [TestCase("client_id", "another", 403, 403)]
    [TestCase("code", "another", 403, 403)]
    [TestCase("grant_type", "password", 400, 400)]
    [TestCase("client_secret", null, 400, 400)]
    [TestCase("user_id", "9", 200, 998)]
    public async Task ARequestThatDoesNotHold_IsRefusedByTheEmulator(string field, string? value, int status, int code)
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync();
        AuthorizationCode given = await TestDpa.CallAsync(emulator.Address, static client => client.Authorization.GetCodeAsync());
        var body = System.Text.Json.Nodes.JsonNode.Parse(ExampleRequest)!.AsObject();
        body["code"] = given.Code;
        body[field] = value;
        (int answered, string answer) = await PostAsync(emulator, body.ToJsonString());
        Assert.That((answered, JsonElement.Parse(answer).GetProperty("code").GetInt32()), Is.EqualTo((status, code)));
    }

    private static async Task<(int Status, string Answer)> PostAsync(JkstackDpaEmulator emulator, string json)
    {
        using var http = new HttpClient();
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await http.PostAsync(new Uri(emulator.Address, "/api/dp/auth/oauth/token"), content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static Task<AccessToken> GetAsync(Uri address, Action<JkstackDpaOptions>? configure = null) =>
        TestDpa.CallAsync(address, static client => client.Authorization.GetTokenAsync(TestDpa.Code), configure);

    private static string Base64Url(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
