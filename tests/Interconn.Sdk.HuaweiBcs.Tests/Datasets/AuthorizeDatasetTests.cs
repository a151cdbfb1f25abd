using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interconn.Sdk.Emulators.HuaweiBcs;
using Interconn.Sdk.HuaweiBcs.Datasets;
using Interconn.Sdk.HuaweiBcs.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.HuaweiBcs.Tests.Datasets;

/// <summary>The one endpoint of the data share, against the emulator and against answers as they are documented.</summary>
public sealed class AuthorizeDatasetTests
{
    // The request of the document, with its one line of a key replaced: that line is dots.
    private const string ExampleRequest = """
        {
          "orgID" : "ce0ac69b0c8648cd25b44a551780409767c8890b",
          "channelID" : "mychannel",
          "cryptoMethod" : "SW",
          "cert" : "-----BEGIN CERTIFICATE-----\\n...\\n-----END CERTIFICATE-----",
          "sk" : "-----BEGIN PRIVATE KEY-----\\n...\\n-----END PRIVATE KEY-----",
          "timestamp" : "2020-10-27T17:28:16+08:00",
          "consumer" : "did:example:3TMWx8owKHARgNwbj4ywmG",
          "orderSeq" : "1"
        }
        """;

    private const string ExampleAnswer = """
        {
          "consumer" : "did:example:3TMWx8owKHARgNwbj4ywmG",
          "consumerName" : "Tyler",
          "orderSeq" : "1",
          "provider" : "did:example:DHkJjyD5wZwya6sd6BNBnG",
          "providerName" : "hw",
          "productID" : "product1",
          "productName" : "prodname1",
          "price" : "0",
          "applyTime" : "1607332359",
          "encryptedAesKey" : "BNGhPwjaTgpM+V7czzw1i4mH21KKN+XLKXHLqVsRIfybUCncqZNfomkRfzX4WEHj",
          "status" : "ready",
          "reason" : "I want product1",
          "lockProof" : ""
        }
        """;

    [Test]
    public async Task Authorize_WithTheExampleOfTheDocument_SendsItsBytes()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(ExampleAnswer));
        await AuthorizeAsync(
            system.Address,
            TestDataShare.Authorization with { PrivateKey = "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----" },
            options => options.PemLineBreaks = PemLineBreaks.Escaped);
        ReceivedRequest request = system.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That(request.Method, Is.EqualTo("POST"));
            Assert.That(request.Target, Is.EqualTo("/v1/datashare/dataset/authorize-dataset"));
            Assert.That(request["Content-Type"], Is.EqualTo("application/json"));
            Assert.That(request["Authorization"], Is.Null);
            Assert.That(request.BodyText, Is.EqualTo(ExampleRequest.Replace("\" : ", "\":", StringComparison.Ordinal).ReplaceLineEndings("").Replace("  ", "", StringComparison.Ordinal)));
        });
    }

    [Test]
    public async Task Authorize_WithTheExampleAnswer_ReadsAllOfIt()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(ExampleAnswer));
        DatasetOrder order = await AuthorizeAsync(system.Address, TestDataShare.Authorization);
        Assert.That(order, Is.EqualTo(new DatasetOrder
        {
            Consumer = "did:example:3TMWx8owKHARgNwbj4ywmG",
            ConsumerName = "Tyler",
            OrderSeq = "1",
            Provider = "did:example:DHkJjyD5wZwya6sd6BNBnG",
            ProviderName = "hw",
            ProductId = "product1",
            ProductName = "prodname1",
            Price = "0",
            ApplyTime = "1607332359",
            EncryptedAesKey = "BNGhPwjaTgpM+V7czzw1i4mH21KKN+XLKXHLqVsRIfybUCncqZNfomkRfzX4WEHj",
            Status = "ready",
            Reason = "I want product1",
            LockProof = "",
        }));
        Assert.That(order.AppliedAt, Is.EqualTo(new DateTimeOffset(2020, 12, 7, 9, 12, 39, TimeSpan.Zero)));
    }

    [TestCase("-----BEGIN PRIVATE KEY-----\r\nAAAA\r\n-----END PRIVATE KEY-----\r\n")]
    [TestCase("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    [TestCase(@"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public async Task Authorize_WithLineBreaksOfAnyKind_SendsThemAsConfigured(string key)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(ExampleAnswer));
        DatasetAuthorization authorization = TestDataShare.Authorization with { PrivateKey = key };
        await AuthorizeAsync(system.Address, authorization);
        await AuthorizeAsync(system.Address, authorization, options => options.PemLineBreaks = PemLineBreaks.Escaped);
        Assert.That(system.Requests[0].BodyText, Does.Contain(@"""sk"":""-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"""));
        Assert.That(system.Requests[1].BodyText, Does.Contain(@"""sk"":""-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----"""));
    }

    [Test]
    public async Task Authorize_WithoutATime_SendsThePresentOneAtBeijing()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(ExampleAnswer));
        var clock = new ManualTimeProvider(new DateTimeOffset(2026, 5, 4, 20, 2, 1, 999, TimeSpan.Zero));
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddHuaweiBcsClient(options => (options.Address, options.AllowPlainHttp) = (system.Address, true)).Services
            .BuildServiceProvider();
        await services.GetRequiredService<HuaweiBcsClient>().Datasets.AuthorizeAsync(TestDataShare.Authorization with { Timestamp = null });
        Assert.That(system.Requests[0].BodyText, Does.Contain("\"timestamp\":\"2026-05-05T04:02:01+08:00\""));
    }

    [TestCase("""{"errorCode":"BCS.5002046","errorMsg":"Incorrect number of arguments"}""")]
    [TestCase("""{"error_code":"BCS.5002046","error_message":"Incorrect number of arguments"}""")]
    [TestCase("""{"error_code":"BCS.5002046","error_msg":"Incorrect number of arguments"}""")]
    public async Task Authorize_WithAnErrorOfAnyShape_ThrowsWithCodeAndText(string body)
    {
        foreach (int status in new[] { 500, 400, 200 })
        {
            await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(body, status));
            HuaweiBcsAnswerException exception =
                Assert.ThrowsAsync<HuaweiBcsAnswerException>(() => AuthorizeAsync(system.Address, TestDataShare.Authorization))!;
            Assert.Multiple(() =>
            {
                Assert.That(exception.HttpStatus, Is.EqualTo(status));
                Assert.That(exception.Code, Is.EqualTo("BCS.5002046"));
                Assert.That(exception.Msg, Is.EqualTo("Incorrect number of arguments"));
                Assert.That(exception.Endpoint, Is.EqualTo("POST /v1/datashare/dataset/authorize-dataset"));
            });
        }
    }

    [Test]
    public async Task Authorize_WhenTheLedgerTakesTooLong_SaysToAskBeforeTryingAgain()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("""{"errorCode":"BCS.5002034","errorMsg":"timeout"}""", 500));
        HuaweiBcsAnswerException exception =
            Assert.ThrowsAsync<HuaweiBcsAnswerException>(() => AuthorizeAsync(system.Address, TestDataShare.Authorization))!;
        Assert.That(exception.Message, Does.Contain("ask for the order before you try again"));
        Assert.That(system.Requests, Has.Count.EqualTo(1));
    }

    [TestCase("0", "0")]
    [TestCase("12.50", "12.50")]
    public async Task Authorize_WithAPriceThatIsANumber_ReadsItAsText(string price, string text)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json($$"""{"orderSeq":1,"price":{{price}},"status":"finished"}"""));
        DatasetOrder order = await AuthorizeAsync(system.Address, TestDataShare.Authorization);
        Assert.That((order.OrderSeq, order.Price, order.Status), Is.EqualTo(("1", text, "finished")));
    }

    [TestCase(nameof(DatasetAuthorization.OrgId))]
    [TestCase(nameof(DatasetAuthorization.ChannelId))]
    [TestCase(nameof(DatasetAuthorization.Consumer))]
    [TestCase(nameof(DatasetAuthorization.OrderSeq))]
    [TestCase(nameof(DatasetAuthorization.Certificate))]
    [TestCase(nameof(DatasetAuthorization.PrivateKey))]
    public async Task Authorize_WithAnEmptyField_ThrowsBeforeItSends(string field)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(ExampleAnswer));
        DatasetAuthorization sent = TestDataShare.Authorization with { };
        typeof(DatasetAuthorization).GetProperty(field)!.SetValue(sent, " ");
        Assert.ThrowsAsync<ArgumentException>(() => AuthorizeAsync(system.Address, sent));
        Assert.That(system.Connections, Is.Zero);
    }

    [Test]
    public async Task Authorize_WithTheKeyWhereTheCertificateBelongs_ThrowsWithoutQuotingIt()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(ExampleAnswer));
        ArgumentException exception = Assert.ThrowsAsync<ArgumentException>(
            () => AuthorizeAsync(system.Address, TestDataShare.Authorization with { Certificate = TestDataShare.Authorization.PrivateKey }))!;
        Assert.That(exception.ToString(), Does.Not.Contain(TestDataShare.KeyLine));
        Assert.That(system.Connections, Is.Zero);
    }

    [Test]
    public void Authorization_AsText_LeavesTheKeyOut() => Assert.That(TestDataShare.Authorization.ToString(), Does.Not.Contain(TestDataShare.KeyLine).And.Contains("order 1"));

    [Test]
    public async Task Example_SentRawToTheEmulator_GetsTheDocumentedAnswer()
    {
        await using HuaweiBcsEmulator emulator = await HuaweiBcsEmulator.StartAsync();
        DatasetOrder documented = JsonSerializer.Deserialize(ExampleAnswer, HuaweiBcsJson.Context.DatasetOrder)!;
        emulator.AddOrder(documented with { Status = "ready", LockProof = null });
        (HttpStatusCode status, JsonNode answer) = await PostAsync(emulator.Address, ExampleRequest);
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(JsonNode.DeepEquals(answer, JsonNode.Parse(ExampleAnswer)), Is.True, answer.ToJsonString());
    }

    [TestCase("orgID")]
    [TestCase("channelID")]
    [TestCase("cryptoMethod")]
    [TestCase("cert")]
    [TestCase("sk")]
    [TestCase("timestamp")]
    [TestCase("consumer")]
    [TestCase("orderSeq")]
    public async Task Example_WithoutAField_GetsTheDocumentedError(string field)
    {
        await using HuaweiBcsEmulator emulator = await HuaweiBcsEmulator.StartAsync();
        emulator.AddOrder(new DatasetOrder { OrderSeq = "1", Consumer = TestDataShare.Authorization.Consumer });
        JsonObject request = JsonNode.Parse(ExampleRequest)!.AsObject();
        request.Remove(field);
        (HttpStatusCode status, JsonNode answer) = await PostAsync(emulator.Address, request.ToJsonString());
        Assert.That(status, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(answer.ToJsonString(), Is.EqualTo("""{"errorCode":"BCS.5002046","errorMsg":"Incorrect number of arguments"}"""));
        Assert.That(emulator.Orders.Single().EncryptedAesKey, Is.Null);
    }

    [Test]
    public async Task Authorize_AtTheEmulator_GivesTheOrderWithItsKey()
    {
        await using HuaweiBcsEmulator emulator = await HuaweiBcsEmulator.StartAsync();
        emulator.AddOrder(new DatasetOrder { OrderSeq = "1", Consumer = TestDataShare.Authorization.Consumer, ProductId = "product1" });
        DatasetOrder first = await AuthorizeAsync(emulator.Address, TestDataShare.Authorization);
        DatasetOrder again = await AuthorizeAsync(emulator.Address, TestDataShare.Authorization);
        Assert.That(first, Is.EqualTo(new DatasetOrder
        {
            OrderSeq = "1",
            Consumer = TestDataShare.Authorization.Consumer,
            ProductId = "product1",
            Status = "ready",
            EncryptedAesKey = emulator.Orders.Single().EncryptedAesKey,
            LockProof = "",
        }));
        Assert.That(first.EncryptedAesKey, Is.Not.Empty);
        Assert.That(again, Is.EqualTo(first));
    }

    [Test]
    public async Task Authorize_OfAnUnknownOrder_IsRefusedByTheEmulator()
    {
        await using HuaweiBcsEmulator emulator = await HuaweiBcsEmulator.StartAsync();
        emulator.AddOrder(new DatasetOrder { OrderSeq = "1", Consumer = "did:example:another" });
        HuaweiBcsAnswerException exception =
            Assert.ThrowsAsync<HuaweiBcsAnswerException>(() => AuthorizeAsync(emulator.Address, TestDataShare.Authorization))!;
        Assert.That(exception.HttpStatus, Is.EqualTo(500));
    }

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(Uri address, string body)
    {
        using var client = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await client.PostAsync(new Uri(address, "/v1/datashare/dataset/authorize-dataset"), content);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    private static async Task<DatasetOrder> AuthorizeAsync(Uri address, DatasetAuthorization authorization, Action<HuaweiBcsOptions>? configure = null)
    {
        await using ServiceProvider services = TestDataShare.Services(address, configure);
        return await services.GetRequiredService<HuaweiBcsClient>().Datasets.AuthorizeAsync(authorization);
    }
}
