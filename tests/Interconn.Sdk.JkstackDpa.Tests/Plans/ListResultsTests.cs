using Interconn.Sdk.Emulators.JkstackDpa;
using Interconn.Sdk.JkstackDpa.Plans;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.JkstackDpa.Tests.Plans;

/// <summary>6 预案查询执行出参.</summary>
public sealed class ListResultsTests
{
    private const string Query = "?processPlanId=acf42dd3&planInstanceId=in10000001";

    private const string ExampleAnswer = """
        {
          "code":200,
          "message":"success",
          "data":[
            {
              "modelName":"工作流名称",
              "processModelId":"工作流 ID",
              "mapParam": [
                {
                  "result":"节点出参值",
                  "nodeName":"节点名称"
                }
              ]
            }
          ]
        }
        """;

    private static ModelResult ExampleResult { get; } =
        new() { ModelName = "工作流名称", ProcessModelId = "工作流 ID", Results = [new NodeResult { Result = "节点出参值", NodeName = "节点名称" }] };

    [TestCase(false, "/api/dpa/process/processPlan/queryPlanRunOutParam")]
    [TestCase(true, "/api/dpa/process//processPlan/queryPlanRunOutParam")]
    public async Task ListResults_WithTheExampleAnswer_ReadsAllOfIt(bool doubleSlash, string path)
    {
        await using ScriptedPartner platform = TestDpa.Platform(ExampleAnswer);
        ModelResult result = (await TestDpa.CallAsync(
            platform.Address, static client => client.Plans.ListResultsAsync("acf42dd3", "in10000001"), options => options.DoubleSlash = doubleSlash)).Single();
        ReceivedRequest request = platform.OwnRequest();
        Assert.Multiple(() =>
        {
            Assert.That((request.Method, request.Target, request.BodyText), Is.EqualTo(("GET", path + Query, "")));
            Assert.That((request["Content-Type"], request["Content-Length"]), Is.EqualTo(((string?)null, (string?)null)));
            Assert.That(request["Authorization"], Is.EqualTo("Bearer " + TestDpa.Token));
            Assert.That((result.ModelName, result.ProcessModelId), Is.EqualTo((ExampleResult.ModelName, ExampleResult.ProcessModelId)));
            Assert.That(result.Results, Is.EqualTo(ExampleResult.Results));
        });
    }

    [TestCase("\"text\"", "text")]
    [TestCase("12.50", "12.50")]
    [TestCase("true", "true")]
    [TestCase("{\"rows\":[1, 2]}", "{\"rows\":[1, 2]}")]
    [TestCase("null", null)]
    public async Task ListResults_WithAValueOfAnotherKind_HasItsJson(string value, string? text)
    {
        await using ScriptedPartner platform = TestDpa.Platform(_ => TestDpa.Success($$"""[{"mapParam":[{"result":{{value}},"nodeName":"n"}]}]"""));
        ModelResult result = (await TestDpa.CallAsync(platform.Address, static client => client.Plans.ListResultsAsync("p", "i"))).Single();
        Assert.That(result.Results.Single().Result, Is.EqualTo(text));
    }

    [TestCase("", "i")]
    [TestCase("p", " ")]
    public async Task ListResults_WithoutAnId_ThrowsBeforeItSends(string plan, string instance)
    {
        await using ScriptedPartner platform = TestDpa.Platform(ExampleAnswer);
        Assert.ThrowsAsync<ArgumentException>(() => TestDpa.CallAsync(platform.Address, client => client.Plans.ListResultsAsync(plan, instance)));
        Assert.That(platform.Connections, Is.Zero);
    }

    [TestCase("/api/dpa/process/processPlan/queryPlanRunOutParam")]
    [TestCase("/api/dpa/process//processPlan/queryPlanRunOutParam")]
    public async Task TheExampleRequest_GetsTheExampleAnswerFromTheEmulator(string path)
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync();
        await TestDpa.CallAsync(emulator.Address, static client => client.Plans.ExecuteAsync(new PlanExecution { ProcessPlanId = "acf42dd3" }));
        (int status, string body) = await RawPlatform.SendAsync(emulator, "GET", path + Query);
        Assert.That((status, body), Is.EqualTo((200, """{"code":200,"message":"success","data":[]}""")), "nothing yet");

        await emulator.CompleteAsync("in10000001", [ExampleResult]);
        (status, body) = await RawPlatform.SendAsync(emulator, "GET", path + Query);
        Assert.That(status, Is.EqualTo(200));
        Assert.That(TestDpa.SameJson(body, ExampleAnswer), body);
    }

    [TestCase("?processPlanId=acf42dd3&planInstanceId=in99", 200, 999)]
    [TestCase("?processPlanId=another&planInstanceId=in10000001", 200, 999)]
    [TestCase("?processPlanId=acf42dd3", 400, 400)]
    [TestCase("?planInstanceId=in10000001", 400, 400)]
    public async Task ARequestThatDoesNotHold_IsRefusedByTheEmulator(string query, int status, int code)
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync();
        await TestDpa.CallAsync(emulator.Address, static client => client.Plans.ExecuteAsync(new PlanExecution { ProcessPlanId = "acf42dd3" }));
        (int answered, string answer) = await RawPlatform.SendAsync(emulator, "GET", "/api/dpa/process/processPlan/queryPlanRunOutParam" + query);
        Assert.That(answered, Is.EqualTo(status));
        Assert.That(answer, Does.StartWith($$"""{"code":{{code}},"message":"""));
    }

    [TestCase("GET", "/api/dpa/process//processPlan/queryPlanByUserId")]
    [TestCase("GET", "/api/dpa/process/processPlan/unknown")]
    [TestCase("POST", "/api/dpa/process//processPlan/opExecutePlanByApi/")]
    [TestCase("POST", "/api/dpa/process//processPlan/opExecutePlanByApi/a/b")]
    public async Task APathThatIsNone_IsRefusedByTheEmulator(string method, string target)
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync();
        Assert.That(await RawPlatform.SendAsync(emulator, method, target), Is.EqualTo((404, """{"code":404,"message":"请求路径异常","data":null}""")));
    }

    [Test]
    public async Task ListResults_ThroughTheClientWithEitherSlash_AreThoseOfTheEmulator()
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync();
        foreach (bool doubleSlash in new[] { false, true })
        {
            await using ServiceProvider services = TestDpa.Services(emulator.Address, options => options.DoubleSlash = doubleSlash);
            PlanInstance instance = await services.Client().Plans.ExecuteAsync(new PlanExecution { ProcessPlanId = TestDpa.PlanId });
            await emulator.CompleteAsync(instance.PlanInstanceId, [ExampleResult]);
            Assert.That((await services.Client().Plans.ListResultsAsync(TestDpa.PlanId, instance.PlanInstanceId)).Single().Results, Is.EqualTo(ExampleResult.Results));
        }

        Assert.That(emulator.Executions.Select(static execution => execution.PlanInstanceId), Is.EqualTo(new[] { "in10000001", "in10000002" }));
    }
}
