using Interconn.Sdk.Emulators.JkstackDpa;
using Interconn.Sdk.JkstackDpa.Plans;

namespace Interconn.Sdk.JkstackDpa.Tests.Plans;

/// <summary>2 获取预案列表.</summary>
public sealed class ListPlansTests
{
    private const string Target = "/api/dpa/process/processPlan/queryPlanByUserId";

    private const string ExampleAnswer = """
        {
          "message": "success",
          "code": 200,
          "data": [
            {
              "processPlanId": "acf42dd3",
              "title": "测试预案",
              "status": "DEFAULT",
              "stepNums": 1,
              "version": 0,
              "createTime": 1626944836628,
              "createUser": "U100000",
              "updateTime": 1626944836628,
              "updateUser": ""
            }
          ]
        }
        """;

    [Test]
    public async Task List_WithTheExampleAnswer_ReadsAllOfIt()
    {
        await using ScriptedPartner platform = TestDpa.Platform(ExampleAnswer);
        IReadOnlyList<Plan> plans = await TestDpa.CallAsync(platform.Address, static client => client.Plans.ListAsync());
        ReceivedRequest request = platform.OwnRequest();
        var time = new DateTimeOffset(2021, 7, 22, 9, 7, 16, 628, TimeSpan.Zero);
        Assert.Multiple(() =>
        {
            Assert.That((request.Method, request.Target, request.BodyText), Is.EqualTo(("GET", Target, "")));
            Assert.That((request["Content-Type"], request["Content-Length"]), Is.EqualTo(((string?)null, (string?)null)));
            Assert.That(request["Authorization"], Is.EqualTo("Bearer " + TestDpa.Token));
            Assert.That(plans, Is.EqualTo(new[]
            {
                new Plan
                {
                    ProcessPlanId = "acf42dd3",
                    Title = "测试预案",
                    Status = ExecutionStatus.Default,
                    StepNums = 1,
                    Version = 0,
                    CreateTime = time,
                    CreateUser = "U100000",
                    UpdateTime = time,
                    UpdateUser = "",
                },
            }));
        });
    }

    [Test]
    public async Task List_WithNumbersAsTextAndAStatusOfItsOwn_ReadsThem()
    {
        await using ScriptedPartner platform = TestDpa.Platform(
            """{"code":200,"data":[{"processPlanId":"p","status":"ARCHIVED","stepNums":"3","createTime":"1626944836628","updateTime":null,"more":{}}]}""");
        Plan plan = (await TestDpa.CallAsync(platform.Address, static client => client.Plans.ListAsync())).Single();
        Assert.That((plan.Status, plan.StepNums, plan.CreateTime?.ToUnixTimeMilliseconds()), Is.EqualTo((new ExecutionStatus("ARCHIVED"), 3, 1626944836628)));
        Assert.That(plan.UpdateTime, Is.Null);
    }

    [Test]
    public async Task TheExampleRequest_GetsTheExampleAnswerFromTheEmulator()
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync();
        (int status, string body) = await RawPlatform.SendAsync(emulator, "GET", Target);
        Assert.That(status, Is.EqualTo(200));
        Assert.That(TestDpa.SameJson(body, ExampleAnswer), body);
    }

    [TestCase("GET", "/api/dpa/process/processPlan/queryPlanByUserId")]
    [TestCase("POST", "/api/dpa/process/processPlan/queryModelByPlanId")]
    [TestCase("POST", "/api/dpa/process/processPlan/saveTimingParam")]
    [TestCase("POST", "/api/dpa/process/processPlan/opExecutePlanByApi/acf42dd3")]
    [TestCase("GET", "/api/dpa/process/processPlan/queryPlanRunOutParam")]
    [TestCase("POST", "/api/dpa/process//processPlan/opExecutePlanByApi/acf42dd3")]
    [TestCase("GET", "/api/dpa/process//processPlan/queryPlanRunOutParam")]
    public async Task Requests_WithATokenThatIsNone_AreRefusedByTheEmulator(string method, string target)
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync();
        string token = await RawPlatform.TokenAsync(emulator);
        string[] wrong = ["", "opaque", token[..^1], token + "A", "." + token[token.LastIndexOf('.')..]];
        foreach (string one in wrong)
        {
            Assert.That(await RawPlatform.SendAsync(emulator, method, target, token: one), Is.EqualTo((403, """{"code":403,"message":"身份验证失败","data":null}""")), one);
        }
    }

    [Test]
    public async Task Requests_WithATokenThatIsOver_AreRefusedByTheEmulator()
    {
        ManualTimeProvider clock = TestDpa.Clock();
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync(clock);
        string token = await RawPlatform.TokenAsync(emulator);
        clock.Advance(TimeSpan.FromSeconds(18000) - TimeSpan.FromSeconds(1));
        Assert.That((await RawPlatform.SendAsync(emulator, "GET", Target, token: token)).Status, Is.EqualTo(200));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await RawPlatform.SendAsync(emulator, "GET", Target, token: token)).Status, Is.EqualTo(403));
    }
}
