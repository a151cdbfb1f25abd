using Interconn.Sdk.Emulators.JkstackDpa;
using Interconn.Sdk.JkstackDpa.Plans;

namespace Interconn.Sdk.JkstackDpa.Tests.Plans;

/// <summary>3 根据预案 ID 查询 workflow 执行时输入.</summary>
public sealed class ListModelsTests
{
    private const string Target = "/api/dpa/process/processPlan/queryModelByPlanId";

    private const string ExampleRequest = """
        {
          "processPlanId": "预案ID"
        }
        """;

    private const string ExampleAnswer = """
        {
          "code": 200,
          "message": "success",
          "data": [
            {
              "modelName": "workflow名称",
              "processModelId": "workflow ID",
              "mapParam": [
                {
                  "name": "DPA_MODEL_WORKDIR",
                  "type": "running"
                }
              ]
            }
          ]
        }
        """;

    [Test]
    public async Task ListModels_WithTheExample_SendsItsBytesAndReadsItsAnswer()
    {
        await using ScriptedPartner platform = TestDpa.Platform(ExampleAnswer);
        PlanModel model = (await ListAsync(platform.Address, "预案ID")).Single();
        ReceivedRequest request = platform.OwnRequest();
        Assert.Multiple(() =>
        {
            Assert.That((request.Method, request.Target), Is.EqualTo(("POST", Target)));
            Assert.That(request["Content-Type"], Is.EqualTo("application/json"));
            Assert.That(request["Authorization"], Is.EqualTo("Bearer " + TestDpa.Token));
            Assert.That(request.BodyText, Is.EqualTo(TestDpa.Compact(ExampleRequest)));
            Assert.That((model.ModelName, model.ProcessModelId), Is.EqualTo(("workflow名称", "workflow ID")));
            Assert.That(model.Parameters, Is.EqualTo(new[] { new ModelParameter { Name = "DPA_MODEL_WORKDIR", Type = "running" } }));
        });
    }

    [TestCase("""[{"processModelId":"m"}]""")]
    [TestCase("""[{"processModelId":"m","mapParam":null}]""")]
    public async Task ListModels_OfAModelWithoutParameters_HasNone(string data)
    {
        await using ScriptedPartner platform = TestDpa.Platform(_ => TestDpa.Success(data));
        Assert.That((await ListAsync(platform.Address, "p")).Single().Parameters, Is.Empty);
    }

    [Test]
    public async Task ListModels_WithAParameterThatIsNull_ThrowsForTheProtocol()
    {
        await using ScriptedPartner platform = TestDpa.Platform(static _ => TestDpa.Success("""[{"mapParam":[null]}]"""));
        Assert.ThrowsAsync<JkstackDpaProtocolException>(() => ListAsync(platform.Address, "p"));
    }

    [TestCase("")]
    [TestCase(" ")]
    public async Task ListModels_WithoutAnId_ThrowsBeforeItSends(string id)
    {
        await using ScriptedPartner platform = TestDpa.Platform(ExampleAnswer);
        Assert.ThrowsAsync<ArgumentException>(() => ListAsync(platform.Address, id));
        Assert.That(platform.Connections, Is.Zero);
    }

    [Test]
    public async Task TheExampleRequest_GetsTheExampleAnswerFromTheEmulator()
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync();
        emulator.AddPlan(
            new Plan { ProcessPlanId = "预案ID" },
            new PlanModel { ModelName = "workflow名称", ProcessModelId = "workflow ID", Parameters = [new ModelParameter { Name = "DPA_MODEL_WORKDIR", Type = "running" }] });
        (int status, string body) = await RawPlatform.SendAsync(emulator, "POST", Target, ExampleRequest);
        Assert.That(status, Is.EqualTo(200));
        Assert.That(TestDpa.SameJson(body, ExampleAnswer), body);
    }

    [TestCase("""{"processPlanId":"unknown"}""", "application/json", 200, 999)]
    [TestCase("""{"processPlanId":""}""", "application/json", 400, 400)]
    [TestCase("""{}""", "application/json", 400, 400)]
    [TestCase("""not json""", "application/json", 400, 400)]
    [TestCase("""{"processPlanId":"acf42dd3"}""", "text/plain", 400, 400)]
    public async Task ARequestThatDoesNotHold_IsRefusedByTheEmulator(string body, string mediaType, int status, int code)
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync();
        (int answered, string answer) = await RawPlatform.SendAsync(emulator, "POST", Target, body, mediaType);
        Assert.That(answered, Is.EqualTo(status));
        Assert.That(answer, Does.StartWith($$"""{"code":{{code}},"message":"""));
    }

    private static Task<IReadOnlyList<PlanModel>> ListAsync(Uri address, string id) => TestDpa.CallAsync(address, client => client.Plans.ListModelsAsync(id));
}
