using System.Text.Json;
using Interconn.Sdk.Emulators.JkstackDpa;
using Interconn.Sdk.JkstackDpa.Plans;

namespace Interconn.Sdk.JkstackDpa.Tests.Plans;

/// <summary>5 预案手动触发执行.</summary>
public sealed class ExecutePlanTests
{
    private const string Target = "/api/dpa/process/processPlan/opExecutePlanByApi/acf42dd3";
    private const string TargetAsPrinted = "/api/dpa/process//processPlan/opExecutePlanByApi/acf42dd3";

    // The document prints no request, but its fields in this order.
    private const string Request = """
        {
          "processPlanId": "acf42dd3",
          "callbackUrl": "http://127.0.0.1:9/dpa/callbacks?key=测试",
          "modelVarReq": [
            {
              "modelId": "md1606743910508",
              "mapParam": {
                "DPA_MODEL_WORKDIR": "/data/工作",
                "limit": 12.50,
                "nested": {"a": [1, null]}
              }
            }
          ]
        }
        """;

    private const string ExampleAnswer = """
        {
          "code":200,
          "message":"success",
          "data":[
            {
              "processPlanId":"acf42dd3",
              "planInstanceId":"in10000001"
            }
          ]
        }
        """;

    private static PlanExecution Execution { get; } = new()
    {
        ProcessPlanId = TestDpa.PlanId,
        CallbackUrl = new Uri("http://127.0.0.1:9/dpa/callbacks?key=测试"),
        Models =
        [
            new ModelVariables { ModelId = TestDpa.ModelId, MapParam = JsonElement.Parse("""{"DPA_MODEL_WORKDIR":"/data/工作","limit":12.50,"nested":{"a":[1,null]}}""") },
        ],
    };

    [TestCase(false, Target)]
    [TestCase(true, TargetAsPrinted)]
    public async Task Execute_WithAllFields_SendsThemInTheOrderOfTheDocument(bool doubleSlash, string target)
    {
        await using ScriptedPartner platform = TestDpa.Platform(ExampleAnswer);
        PlanInstance instance = await ExecuteAsync(platform.Address, Execution, options => options.DoubleSlash = doubleSlash);
        ReceivedRequest request = platform.OwnRequest();
        Assert.Multiple(() =>
        {
            Assert.That((request.Method, request.Target), Is.EqualTo(("POST", target)));
            Assert.That(request["Content-Type"], Is.EqualTo("application/json"));
            Assert.That(request["Authorization"], Is.EqualTo("Bearer " + TestDpa.Token));
            Assert.That(request.BodyText, Is.EqualTo(TestDpa.Compact(Request)));
            Assert.That(instance, Is.EqualTo(new PlanInstance { ProcessPlanId = "acf42dd3", PlanInstanceId = "in10000001" }));
        });
    }

    [Test]
    public async Task Execute_WithThePlanAlone_SendsItInPathAndBody()
    {
        await using ScriptedPartner platform = TestDpa.Platform(ExampleAnswer);
        await ExecuteAsync(platform.Address, new PlanExecution { ProcessPlanId = "预案/1:a" });
        ReceivedRequest request = platform.OwnRequest();
        Assert.That(request.Target, Is.EqualTo("/api/dpa/process/processPlan/opExecutePlanByApi/%E9%A2%84%E6%A1%88%2F1:a"));
        Assert.That(request.BodyText, Is.EqualTo("""{"processPlanId":"预案/1:a"}"""));
    }

    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("""[{"planInstanceId":"a"},{"planInstanceId":"b"}]""")]
    [TestCase("""[{"processPlanId":"acf42dd3"}]""")]
    [TestCase("""[{"planInstanceId":null}]""")]
    [TestCase("""[{"planInstanceId":""}]""")]
    [TestCase("""[null]""")]
    [TestCase("""{"planInstanceId":"a"}""")]
    public async Task Execute_WithAnAnswerThatDoesNotNameOneExecution_ThrowsForTheProtocol(string data)
    {
        await using ScriptedPartner platform = TestDpa.Platform(_ => TestDpa.Success(data));
        Assert.ThrowsAsync<JkstackDpaProtocolException>(() => ExecuteAsync(platform.Address, Execution));
        Assert.That(platform.Requests, Has.Count.EqualTo(3), "sent once");
    }

    private static IEnumerable<TestCaseData> Misuse()
    {
        yield return new TestCaseData(Execution with { ProcessPlanId = " " }).SetArgDisplayNames("blank plan");
        yield return new TestCaseData(Execution with { ProcessPlanId = ".." }).SetArgDisplayNames("plan of dots");
        yield return new TestCaseData(Execution with { CallbackUrl = new Uri("/relative", UriKind.Relative) }).SetArgDisplayNames("relative callback");
        yield return new TestCaseData(Execution with { CallbackUrl = new Uri("ftp://127.0.0.1/") }).SetArgDisplayNames("callback by ftp");
        yield return new TestCaseData(Execution with { CallbackUrl = new Uri("https://me:secret@127.0.0.1/") }).SetArgDisplayNames("callback with a user");
        yield return new TestCaseData(Execution with { Models = [null!] }).SetArgDisplayNames("null as model");
        yield return new TestCaseData(Execution with { Models = [new ModelVariables { MapParam = default(JsonElement) }] }).SetArgDisplayNames("no parameters at all");
        yield return new TestCaseData(Execution with { Models = [new ModelVariables { MapParam = JsonElement.Parse("1") }] }).SetArgDisplayNames("a number as parameters");
    }

    [TestCaseSource(nameof(Misuse))]
    public async Task Execute_WithWhatCannotBeSent_ThrowsBeforeItSends(PlanExecution execution)
    {
        await using ScriptedPartner platform = TestDpa.Platform(ExampleAnswer);
        ArgumentException exception = Assert.ThrowsAsync<ArgumentException>(() => ExecuteAsync(platform.Address, execution))!;
        Assert.That(exception.ToString(), Does.Not.Contain("secret"));
        Assert.That(platform.Connections, Is.Zero);
    }

    [Test]
    public async Task Execute_WhoseAnswerQuotesTheCallbackUrl_KeepsItOutOfTheException()
    {
        await using ScriptedPartner platform = TestDpa.Platform("""{"code":999,"message":"cannot call http://127.0.0.1:9/f2b1c7d0"}""");
        JkstackDpaAnswerException exception = Assert.ThrowsAsync<JkstackDpaAnswerException>(
            () => ExecuteAsync(platform.Address, Execution with { CallbackUrl = new Uri("http://127.0.0.1:9/f2b1c7d0") }))!;
        Assert.That(exception.Msg, Is.EqualTo("cannot call [removed]"));
        Assert.That(exception.ToString(), Does.Not.Contain("f2b1c7d0"));
    }

    [Test]
    public void Execution_AsText_LeavesCallbackUrlAndValuesOut()
    {
        Assert.That(Execution.ToString(), Is.EqualTo("execution of plan acf42dd3"));
        Assert.That(Execution.Models![0].ToString(), Is.EqualTo("variables of model md1606743910508"));
    }

    [TestCase(Target)]
    [TestCase(TargetAsPrinted)]
    public async Task TheRequest_GetsTheExampleAnswerFromTheEmulator(string target)
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync();
        (int status, string body) = await RawPlatform.SendAsync(emulator, "POST", target, Request);
        Assert.That(status, Is.EqualTo(200));
        Assert.That(TestDpa.SameJson(body, ExampleAnswer), body);
        EmulatedExecution execution = emulator.Executions.Single();
        Assert.Multiple(() =>
        {
            Assert.That((execution.PlanInstanceId, execution.ProcessPlanId, execution.Status), Is.EqualTo(("in10000001", "acf42dd3", ExecutionStatus.Default)));
            Assert.That(execution.Schedule, Is.Null);
            Assert.That(execution.CallbackUrl, Is.EqualTo(Execution.CallbackUrl));
            Assert.That(execution.Models.Single().ModelId, Is.EqualTo(TestDpa.ModelId));
            Assert.That(TestDpa.SameJson(execution.Models.Single().MapParam!.Value.GetRawText(), Execution.Models![0].MapParam!.Value.GetRawText()));
        });
    }

    [Test]
    public async Task EachExecution_AtTheEmulator_HasAnIdOfItsOwn()
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync();
        PlanInstance first = await ExecuteAsync(emulator.Address, new PlanExecution { ProcessPlanId = TestDpa.PlanId });
        PlanInstance second = await ExecuteAsync(emulator.Address, new PlanExecution { ProcessPlanId = TestDpa.PlanId });
        Assert.That(second.PlanInstanceId, Is.Not.EqualTo(first.PlanInstanceId));
        Assert.That(emulator.Executions.Select(static execution => execution.PlanInstanceId), Is.EqualTo(new[] { first.PlanInstanceId, second.PlanInstanceId }));
    }

    [TestCase("""{"processPlanId":"another"}""", 400, 400)]
    [TestCase("""{}""", 400, 400)]
    [TestCase("""{"processPlanId":"acf42dd3","callbackUrl":"http://198.51.100.1/"}""", 400, 400)]
    [TestCase("""{"processPlanId":"acf42dd3","callbackUrl":"file:///etc/hosts"}""", 400, 400)]
    [TestCase("""{"processPlanId":"acf42dd3","callbackUrl":"relative"}""", 400, 400)]
    [TestCase("""{"processPlanId":"acf42dd3","modelVarReq":[null]}""", 400, 400)]
    [TestCase("""{"processPlanId":"acf42dd3","modelVarReq":[{"modelId":"unknown"}]}""", 200, 999)]
    public async Task ARequestThatDoesNotHold_IsRefusedByTheEmulator(string body, int status, int code)
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync();
        (int answered, string answer) = await RawPlatform.SendAsync(emulator, "POST", Target, body);
        Assert.That(answered, Is.EqualTo(status));
        Assert.That(answer, Does.StartWith($$"""{"code":{{code}},"message":"""));
        Assert.That(emulator.Executions, Is.Empty);
    }

    [Test]
    public async Task Execute_OfAnUnknownPlan_IsABusinessErrorOfTheEmulator()
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync();
        JkstackDpaAnswerException exception =
            Assert.ThrowsAsync<JkstackDpaAnswerException>(() => ExecuteAsync(emulator.Address, new PlanExecution { ProcessPlanId = "unknown" }))!;
        Assert.That((exception.HttpStatus, exception.Code, exception.Msg), Is.EqualTo((200, JkstackDpaCodes.BusinessError, "业务逻辑异常")));
    }

    private static Task<PlanInstance> ExecuteAsync(Uri address, PlanExecution execution, Action<JkstackDpaOptions>? configure = null) =>
        TestDpa.CallAsync(address, client => client.Plans.ExecuteAsync(execution), configure);
}
