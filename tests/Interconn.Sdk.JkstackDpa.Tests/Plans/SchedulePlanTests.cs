using System.Text.Json;
using Interconn.Sdk.Emulators.JkstackDpa;
using Interconn.Sdk.JkstackDpa.Plans;

namespace Interconn.Sdk.JkstackDpa.Tests.Plans;

/// <summary>4 预案定时场景执行.</summary>
public sealed class SchedulePlanTests
{
    private const string Target = "/api/dpa/process/processPlan/saveTimingParam";
    private const string Form = "application/x-www-form-urlencoded";

    // The document prints no request, but its fields in this order.
    private const string Plain =
        "processPlanId=acf42dd3&callbackUrl=http%3A%2F%2F127.0.0.1%3A9%2Fdpa%3Fa%3D1%26b%3D2&dimension=day&intervals=1&executeStrategy=cycle&sceneName=%E5%9C%BA%E6%99%AF+1";

    private const string WithModels = Plain
        + "&modelVarReq%5B0%5D.modelId=md1606743910508&modelVarReq%5B0%5D.mapParam%5BDPA_MODEL_WORKDIR%5D=%2Fdata&modelVarReq%5B0%5D.mapParam%5Ba+b%5D=x+y";

    private const string WithJsonText = Plain
        + "&modelVarReq=%5B%7B%22modelId%22%3A%22md1606743910508%22%2C%22mapParam%22%3A%7B%22DPA_MODEL_WORKDIR%22%3A%22%2Fdata%22%2C%22a+b%22%3A%22x+y%22%7D%7D%5D";

    private const string ExampleAnswer = """
        {
          "message": "success",
          "code": 200,
          "data": {
            "instanceId": "in1606749734084",
            "modelId": "md1606743910508",
            "status": "FAIL"
          }
        }
        """;

    private static PlanSchedule Schedule { get; } = new()
    {
        ProcessPlanId = TestDpa.PlanId,
        CallbackUrl = new Uri("http://127.0.0.1:9/dpa?a=1&b=2"),
        Dimension = ScheduleDimension.Days,
        Intervals = "1",
        ExecuteStrategy = ExecuteStrategy.Cycle,
        SceneName = "场景 1",
    };

    private static IReadOnlyList<ModelVariables> Models { get; } =
        [new ModelVariables { ModelId = TestDpa.ModelId, MapParam = JsonElement.Parse("""{"DPA_MODEL_WORKDIR":"/data","a b":"x y"}""") }];

    [Test]
    public async Task Schedule_WithoutModels_SendsItsFieldsInTheOrderOfTheDocument()
    {
        await using ScriptedPartner platform = TestDpa.Platform(ExampleAnswer);
        await ScheduleAsync(platform.Address, Schedule);
        ReceivedRequest request = platform.OwnRequest();
        Assert.Multiple(() =>
        {
            Assert.That((request.Method, request.Target), Is.EqualTo(("POST", Target)));
            Assert.That(request["Content-Type"], Is.EqualTo(Form));
            Assert.That(request["Authorization"], Is.EqualTo("Bearer " + TestDpa.Token));
            Assert.That(request.BodyText, Is.EqualTo(Plain));
        });
    }

    [Test]
    public async Task Schedule_WithModels_SendsThemAsSpringBindsThem()
    {
        await using ScriptedPartner platform = TestDpa.Platform(ExampleAnswer);
        await ScheduleAsync(platform.Address, Schedule with { Models = Models });
        Assert.That(platform.OwnRequest().BodyText, Is.EqualTo(WithModels));
    }

    [Test]
    public async Task Schedule_WithTheEncodingOfTheSettings_SendsModelsByIt()
    {
        await using ScriptedPartner platform = TestDpa.Platform(ExampleAnswer);
        await ScheduleAsync(platform.Address, Schedule with { Models = Models }, options => options.ModelParameterEncoding = ModelParameterEncodings.JsonText);
        await ScheduleAsync(platform.Address, Schedule with { Models = Models }, options => options.ModelParameterEncoding = new CommaEncoding());
        string[] bodies = [.. platform.Requests.Where(static request => request.Target == Target).Select(static request => request.BodyText)];
        Assert.That(bodies, Is.EqualTo(new[]
        {
            WithJsonText,
            Plain + "&models=md1606743910508",
        }));
    }

    [TestCase(ScheduleDimension.Seconds, "seconds")]
    [TestCase(ScheduleDimension.Minutes, "minutes")]
    [TestCase(ScheduleDimension.Hours, "hours")]
    [TestCase(ScheduleDimension.Days, "day")]
    [TestCase(ScheduleDimension.Weeks, "weeks")]
    [TestCase(ScheduleDimension.Months, "month")]
    public async Task Schedule_WithADimension_SendsTheWordAsPrinted(ScheduleDimension dimension, string word)
    {
        await using ScriptedPartner platform = TestDpa.Platform(ExampleAnswer);
        await ScheduleAsync(platform.Address, Schedule with { Dimension = dimension, ExecuteStrategy = ExecuteStrategy.Once });
        Assert.That(platform.OwnRequest().BodyText, Does.Contain($"&dimension={word}&").And.Contain("&executeStrategy=single&"));
    }

    [Test]
    public async Task Schedule_WithTheExampleAnswer_ShowsThatThePlanFailedThoughTheCallDidNot()
    {
        await using ScriptedPartner platform = TestDpa.Platform(ExampleAnswer);
        ScheduledPlan scheduled = await ScheduleAsync(platform.Address, Schedule);
        Assert.That(scheduled, Is.EqualTo(new ScheduledPlan { InstanceId = "in1606749734084", ModelId = "md1606743910508", Status = ExecutionStatus.Fail }));
        Assert.That(scheduled.IsFailed);
    }

    [TestCase("""{"status":"RUNNING"}""", "RUNNING")]
    [TestCase("""{"status":"WAITING"}""", "WAITING")]
    [TestCase("""{}""", null)]
    public async Task Schedule_WithAnyOtherStatus_HasNotFailed(string data, string? status)
    {
        await using ScriptedPartner platform = TestDpa.Platform(_ => TestDpa.Success(data));
        ScheduledPlan scheduled = await ScheduleAsync(platform.Address, Schedule);
        Assert.That((scheduled.Status?.Value, scheduled.IsFailed), Is.EqualTo((status, false)));
    }

    private static IEnumerable<TestCaseData> Misuse()
    {
        yield return new TestCaseData(Schedule with { ProcessPlanId = "" }).SetArgDisplayNames("no plan");
        yield return new TestCaseData(Schedule with { Intervals = " " }).SetArgDisplayNames("no interval");
        yield return new TestCaseData(Schedule with { SceneName = "" }).SetArgDisplayNames("no scene");
        yield return new TestCaseData(Schedule with { CallbackUrl = new Uri("ftp://127.0.0.1/") }).SetArgDisplayNames("callback by ftp");
        yield return new TestCaseData(Schedule with { Dimension = (ScheduleDimension)9 }).SetArgDisplayNames("no dimension");
        yield return new TestCaseData(Schedule with { ExecuteStrategy = (ExecuteStrategy)9 }).SetArgDisplayNames("no strategy");
        yield return new TestCaseData(Schedule with { Models = [new ModelVariables { MapParam = JsonElement.Parse("""{"a]":1}""") }] }).SetArgDisplayNames("a bracket in a name");
    }

    [TestCaseSource(nameof(Misuse))]
    public async Task Schedule_WithWhatCannotBeSent_ThrowsBeforeItSends(PlanSchedule schedule)
    {
        await using ScriptedPartner platform = TestDpa.Platform(ExampleAnswer);
        Assert.ThrowsAsync<ArgumentException>(() => ScheduleAsync(platform.Address, schedule));
        Assert.That(platform.Connections, Is.Zero);
    }

    [Test]
    public void Schedule_AsText_LeavesTheCallbackUrlOut() => Assert.That(Schedule.ToString(), Is.EqualTo("schedule '场景 1' of plan acf42dd3"));

    [TestCase(WithModels)]
    [TestCase(WithJsonText)]
    public async Task TheRequest_GetsTheDocumentedAnswerFromTheEmulator(string form)
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync();
        (int status, string body) = await RawPlatform.SendAsync(emulator, "POST", Target, form, Form);
        Assert.That((status, body), Is.EqualTo((200, """{"code":200,"message":"success","data":{"instanceId":"in10000001","modelId":"md1606743910508","status":"DEFAULT"}}""")));
        PlanSchedule read = emulator.Executions.Single().Schedule!;
        Assert.Multiple(() =>
        {
            Assert.That(read with { Models = null }, Is.EqualTo(Schedule));
            Assert.That(read.Models!.Single().ModelId, Is.EqualTo(TestDpa.ModelId));
            Assert.That(TestDpa.SameJson(read.Models!.Single().MapParam!.Value.GetRawText(), Models[0].MapParam!.Value.GetRawText()));
        });
    }

    [Test]
    public async Task AnIntervalThatIsNone_IsTakenByTheEmulatorAndFails()
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync();
        ScheduledPlan scheduled = await ScheduleAsync(emulator.Address, Schedule with { Intervals = "soon" });
        Assert.That((scheduled.Status, scheduled.IsFailed, scheduled.ModelId), Is.EqualTo((ExecutionStatus.Fail, true, TestDpa.ModelId)));
    }

    [TestCase("dimension=day", "dimension=days", 400, 400)]
    [TestCase("executeStrategy=cycle", "executeStrategy=2", 400, 400)]
    [TestCase("sceneName=", "other=", 400, 400)]
    [TestCase("intervals=1", "intervals=", 400, 400)]
    [TestCase("127.0.0.1", "198.51.100.1", 400, 400)]
    [TestCase("processPlanId=acf42dd3", "processPlanId=unknown", 200, 999)]
    [TestCase("sceneName=", "modelVarReq=not+json&sceneName=", 400, 400)]
    [TestCase("sceneName=", "modelVarReq%5B5%5D.modelId=m&sceneName=", 400, 400)]
    [TestCase("sceneName=", "modelVarReq%5B0%5D.modelId=m&sceneName=", 200, 999)]
    public async Task ARequestThatDoesNotHold_IsRefusedByTheEmulator(string part, string replacement, int status, int code)
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync();
        (int answered, string answer) = await RawPlatform.SendAsync(emulator, "POST", Target, Plain.Replace(part, replacement, StringComparison.Ordinal), Form);
        Assert.That(answered, Is.EqualTo(status));
        Assert.That(answer, Does.StartWith($$"""{"code":{{code}},"message":"""));
        Assert.That(emulator.Executions, Is.Empty);
    }

    [Test]
    public async Task JsonInPlaceOfTheForm_IsRefusedByTheEmulator()
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync();
        Assert.That((await RawPlatform.SendAsync(emulator, "POST", Target, "{}")).Status, Is.EqualTo(400));
    }

    private static Task<ScheduledPlan> ScheduleAsync(Uri address, PlanSchedule schedule, Action<JkstackDpaOptions>? configure = null) =>
        TestDpa.CallAsync(address, client => client.Plans.ScheduleAsync(schedule), configure);

    /// <summary>An encoding of a host's own.</summary>
    private sealed class CommaEncoding : IModelParameterEncoding
    {
        public IEnumerable<KeyValuePair<string, string>> Encode(IReadOnlyList<ModelVariables> models) =>
            [KeyValuePair.Create("models", string.Join(',', models.Select(static model => model.ModelId)))];
    }
}
