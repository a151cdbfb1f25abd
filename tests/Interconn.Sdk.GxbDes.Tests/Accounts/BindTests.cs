using System.Net;
using System.Text.Json.Nodes;
using Interconn.Sdk.GxbDes.Accounts;
using Interconn.Sdk.GxbDes.Signing;

namespace Interconn.Sdk.GxbDes.Tests.Accounts;

/// <summary>3.1.1. The signature of the document's example is a placeholder: it is computed here.</summary>
public sealed class BindTests
{
    private const string Signed = "1.2.11|14|http://gxb.io/service|150918591212";

    [Test]
    public void BindingText_OfTheExample_IsAsTheDocumentPrintsIt() =>
        Assert.That(BindingText.Of("1.2.11", 14, "http://gxb.io/service", 150918591212), Is.EqualTo(Signed));

    [Test]
    public async Task Bind_WithTheExample_SendsItsBytesWithASignatureThatHolds()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("""{"code":1,"msg":"成功"}"""));
        await using var market = new TestMarket(system.Address);
        await market.Api.Accounts.BindAsync(TestMarket.Binding, TestMarket.Key);
        ReceivedRequest request = system.Requests.Single();
        string signature = (string)JsonNode.Parse(request.BodyText)!["signature"]!;
        Assert.Multiple(() =>
        {
            Assert.That((request.Method, request.Target), Is.EqualTo(("POST", "/market/account/bind")));
            Assert.That(request["Content-Type"], Is.EqualTo("application/json"));
            Assert.That(request["Authorization"], Is.Null);
            Assert.That(request.BodyText, Is.EqualTo(Request(signature)));
            Assert.That(GraphenePublicKey.Parse("GXC7XzFVivuBtuc2rz3Efkb41JCN4KH7iENAx9rch9QkowEmc4UvV").Verify(Signed, signature), Is.True);
        });
    }

    [Test]
    public async Task Bind_WithoutATime_SendsAndSignsThePresentOneInMilliseconds()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("""{"code":1,"msg":"成功"}"""));
        await using var market = new TestMarket(system.Address, new ManualTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1509185912125)));
        await market.Api.Accounts.BindAsync(TestMarket.Binding with { Timestamp = null }, TestMarket.Key);
        JsonNode body = JsonNode.Parse(system.Requests.Single().BodyText)!;
        Assert.That((long)body["timestamp"]!, Is.EqualTo(1509185912125));
        Assert.That(TestMarket.Key.PublicKey.Verify("1.2.11|14|http://gxb.io/service|1509185912125", (string)body["signature"]!), Is.True);
    }

    [TestCase("1.2|11", "http://gxb.io/service")]
    [TestCase("1.2.11", "http://gxb.io/a|b")]
    [TestCase(" ", "http://gxb.io/service")]
    [TestCase("1.2.11", "")]
    public async Task Bind_WhoseTextCouldBeAnothers_ThrowsBeforeItSignsOrSends(string accountId, string serviceUrl)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("""{"code":1}"""));
        await using var market = new TestMarket(system.Address);
        var signer = new CountingSigner();
        Assert.ThrowsAsync<ArgumentException>(
            () => market.Api.Accounts.BindAsync(TestMarket.Binding with { AccountId = accountId, ServiceUrl = serviceUrl }, signer));
        Assert.That((signer.Calls, system.Connections), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Bind_WithASignerThatGivesNone_ThrowsBeforeItSends()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("""{"code":1}"""));
        await using var market = new TestMarket(system.Address);
        Assert.ThrowsAsync<InvalidOperationException>(() => market.Api.Accounts.BindAsync(TestMarket.Binding, new CountingSigner()));
        Assert.That(system.Connections, Is.Zero);
    }

    [Test]
    public async Task Bind_OfANegativeMerchant_ThrowsBeforeItSends()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("""{"code":1}"""));
        await using var market = new TestMarket(system.Address);
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => market.Api.Accounts.BindAsync(TestMarket.Binding with { MerchantId = -1 }, TestMarket.Key));
        Assert.That(system.Connections, Is.Zero);
    }

    [Test]
    public void BindRequest_AsText_LeavesTheSignatureOut() => Assert.That(
        new BindRequest { AccountId = "1.2.11", MerchantId = 14, ServiceUrl = "http://gxb.io/service", Timestamp = 1, Signature = "1f74" }.ToString(),
        Does.Not.Contain("1f74").And.Contains("1.2.11"));

    [Test]
    public async Task Bind_WithTheExampleAsRawHttp_IsAnsweredAsDocumented()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        setting.Emulator.AddAccount("1.2.11", TestMarket.Key.PublicKey);
        (HttpStatusCode status, JsonNode answer) = await setting.PostAsync("/market/account/bind", Request(TestMarket.Key.Sign(Signed)));
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(JsonNode.DeepEquals(answer, JsonNode.Parse("""{"code":1,"msg":"成功"}""")), Is.True, answer.ToJsonString());
        Assert.That(setting.Emulator.BindingOf(14), Is.EqualTo(TestMarket.Binding));
    }

    [TestCase("1.2.12", 14, "ACCOUNT_NOT_EXIST")]
    [TestCase("1.2.11", 15, "FORBIDDEN")]
    [TestCase("1.2.10", 14, "SIGNATURE_VERIFY_FAIL")]
    public async Task Bind_OfWhatIsNotTheCallers_IsRefusedByTheEmulator(string accountId, long merchantId, string code)
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        setting.Emulator.AddAccount("1.2.10", GraphenePrivateKey.Generate().PublicKey);
        setting.Emulator.AddAccount("1.2.11", TestMarket.Key.PublicKey);
        GxbDesAnswerException exception = await EmulatedSetting.RefusalAsync(
            () => setting.Api.Accounts.BindAsync(TestMarket.Binding with { AccountId = accountId, MerchantId = merchantId }, TestMarket.Key));
        Assert.That((exception.HttpStatus, exception.Code), Is.EqualTo((200, code)));
        Assert.That(setting.Emulator.BindingOf(14)!.AccountId, Is.EqualTo("1.2.14"));
    }

    [Test]
    public async Task Bind_ChangedAfterItWasSigned_IsRefusedByTheEmulator()
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        setting.Emulator.AddAccount("1.2.11", TestMarket.Key.PublicKey);
        string request = Request(TestMarket.Key.Sign(Signed));
        foreach (string changed in new[] { request.Replace("gxb.io", "gxb.cn", StringComparison.Ordinal), request.Replace("591212", "591213", StringComparison.Ordinal) })
        {
            (_, JsonNode answer) = await setting.PostAsync("/market/account/bind", changed);
            Assert.That((string)answer["code"]!, Is.EqualTo("SIGNATURE_VERIFY_FAIL"));
        }
    }

    [TestCase("accountId")]
    [TestCase("merchantId")]
    [TestCase("serviceUrl")]
    [TestCase("timestamp")]
    [TestCase("signature")]
    public async Task Bind_WithoutAField_IsRefusedByTheEmulator(string field)
    {
        await using EmulatedSetting setting = await EmulatedSetting.StartAsync();
        JsonObject request = JsonNode.Parse(Request(TestMarket.Key.Sign(Signed)))!.AsObject();
        request.Remove(field);
        (HttpStatusCode status, JsonNode answer) = await setting.PostAsync("/market/account/bind", request.ToJsonString());
        Assert.That((status, (string)answer["code"]!), Is.EqualTo((HttpStatusCode.BadRequest, "INVALID_PARAMS")));
    }

    private static string Request(string signature) => Example.Compact($$"""
        {
            "accountId":"1.2.11",
            "merchantId":14,
            "serviceUrl":"http://gxb.io/service",
            "timestamp":150918591212,
            "signature":"{{signature}}"
        }
        """);

    private sealed class CountingSigner : IGrapheneSigner
    {
        public int Calls { get; private set; }

        public ValueTask<string> SignAsync(string text, CancellationToken cancellationToken = default)
        {
            Calls++;
            return ValueTask.FromResult("");
        }
    }
}
