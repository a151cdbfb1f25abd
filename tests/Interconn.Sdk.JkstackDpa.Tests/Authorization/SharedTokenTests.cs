using Interconn.Sdk.Emulators.JkstackDpa;
using Interconn.Sdk.JkstackDpa.Plans;
using Interconn.Sdk.TestHosting.Neighbours;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.JkstackDpa.Tests.Authorization;

/// <summary>How calls share a token, and when they fetch another.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SharedTokenTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Of the document: exp - orig_iat. A minute before, another is fetched.
    private static readonly TimeSpan TokenLife = TimeSpan.FromSeconds(18000 - 60);

    private readonly ManualTimeProvider clock = TestDpa.Clock();
    private readonly RequestCounter counter = new();

    [Test]
    public async Task Calls_BeforeTheTokenEnds_ShareIt()
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync(clock, counter);
        await using ServiceProvider services = TestDpa.Services(emulator.Address, clock: clock);
        await services.Client().Plans.ListAsync();
        clock.Advance(TokenLife - TimeSpan.FromSeconds(1));
        await services.Client().Plans.ListAsync();
        Assert.That((counter.Codes, counter.Tokens), Is.EqualTo((1, 1)));

        clock.Advance(TimeSpan.FromSeconds(1));
        await services.Client().Plans.ListAsync();
        Assert.That((counter.Codes, counter.Tokens), Is.EqualTo((2, 2)));
    }

    [Test]
    public async Task Calls_WithATokenThatCannotBeRead_ShareItForTheLifetimeOfTheSettings()
    {
        await using ScriptedPartner platform = TestDpa.Platform("""{"code":200,"data":[]}""");
        await using ServiceProvider services = TestDpa.Services(platform.Address, options => options.TokenLifetime = TimeSpan.FromMinutes(5), clock: clock);
        await services.Client().Plans.ListAsync();
        clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        await services.Client().Plans.ListAsync();
        Assert.That(platform.Requests, Has.Count.EqualTo(4));

        clock.Advance(TimeSpan.FromTicks(1));
        await services.Client().Plans.ListAsync();
        Assert.That(platform.Requests, Has.Count.EqualTo(7));
    }

    [Test]
    public async Task Calls_AtOnce_FetchOneToken()
    {
        const int Callers = 20;
        var released = new TaskCompletionSource();
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync(clock, counter, app => HoldCodes(app, released.Task));
        await using ServiceProvider services = TestDpa.Services(emulator.Address, clock: clock);
        Task<IReadOnlyList<Plan>>[] calls = [.. Enumerable.Range(0, Callers).Select(_ => services.Client().Plans.ListAsync())];
        released.SetResult();
        await Task.WhenAll(calls).WaitAsync(Patience);
        Assert.That((counter.Codes, counter.Tokens, counter.Of("queryPlanByUserId")), Is.EqualTo((1, 1, Callers)));
    }

    [Test]
    public async Task Calls_OfWhichOneIsCancelled_GoOnWithTheToken()
    {
        var released = new TaskCompletionSource();
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync(clock, counter, app => HoldCodes(app, released.Task));
        await using ServiceProvider services = TestDpa.Services(emulator.Address, clock: clock);
        using var cancelled = new CancellationTokenSource();
        Task<IReadOnlyList<Plan>> first = services.Client().Plans.ListAsync(cancelled.Token);
        Task<IReadOnlyList<Plan>> second = services.Client().Plans.ListAsync();
        await cancelled.CancelAsync();
        Assert.That(async () => await first.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>().With.Property("CancellationToken").EqualTo(cancelled.Token));
        Assert.That(second.IsCompleted, Is.False);

        released.SetResult();
        Assert.That(await second.WaitAsync(Patience), Has.Count.EqualTo(1));
        Assert.That((counter.Codes, counter.Tokens), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Calls_AfterAFetchThatFailed_FetchAgain()
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync(clock, counter);
        emulator.AddApp(TestDpa.ClientId, "another secret");
        await using ServiceProvider services = TestDpa.Services(emulator.Address, clock: clock);
        JkstackDpaAnswerException exception = Assert.ThrowsAsync<JkstackDpaAnswerException>(() => services.Client().Plans.ListAsync())!;
        Assert.That((exception.Endpoint, exception.HttpStatus, exception.Code), Is.EqualTo(("POST /api/dp/auth/oauth/token", 403, "403")));

        emulator.AddApp(TestDpa.ClientId, TestDpa.ClientSecret);
        Assert.That(await services.Client().Plans.ListAsync(), Has.Count.EqualTo(1));
        Assert.That((counter.Codes, counter.Tokens), Is.EqualTo((2, 2)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Reads_WhoseTokenIsRefused_AreSentOnceMoreWithAFreshOne(bool asOk)
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync(clock, counter);
        emulator.AnswersFailuresAsOk = asOk;
        await using ServiceProvider services = TestDpa.Services(emulator.Address, clock: clock);
        IPlansApi plans = services.Client().Plans;
        PlanInstance instance = await plans.ExecuteAsync(new PlanExecution { ProcessPlanId = TestDpa.PlanId });
        Func<Task>[] reads = [() => plans.ListAsync(), () => plans.ListModelsAsync(TestDpa.PlanId), () => plans.ListResultsAsync(TestDpa.PlanId, instance.PlanInstanceId)];
        foreach (Func<Task> call in reads)
        {
            emulator.RevokeTokens();
            await call();
        }

        Assert.That((counter.Tokens, counter.Of("queryPlanByUserId"), counter.Of("queryModelByPlanId"), counter.Of("queryPlanRunOutParam")), Is.EqualTo((4, 2, 2, 2)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Executions_WhoseTokenIsRefused_AreNotSentAgainUntilTheCallerDoes(bool asOk)
    {
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync(clock, counter);
        emulator.AnswersFailuresAsOk = asOk;
        await using ServiceProvider services = TestDpa.Services(emulator.Address, clock: clock);
        IPlansApi plans = services.Client().Plans;
        await plans.ListAsync();
        var execution = new PlanExecution { ProcessPlanId = TestDpa.PlanId };
        var schedule = new PlanSchedule
        {
            ProcessPlanId = TestDpa.PlanId,
            CallbackUrl = new Uri("http://127.0.0.1:9/"),
            Dimension = ScheduleDimension.Days,
            Intervals = "1",
            ExecuteStrategy = ExecuteStrategy.Once,
            SceneName = "scene",
        };
        foreach (Func<Task> call in new Func<Task>[] { () => plans.ExecuteAsync(execution), () => plans.ScheduleAsync(schedule) })
        {
            int before = emulator.Executions.Count;
            emulator.RevokeTokens();
            JkstackDpaAnswerException exception = Assert.ThrowsAsync<JkstackDpaAnswerException>(() => call())!;
            Assert.That((exception.HttpStatus, exception.Code), Is.EqualTo((asOk ? 200 : 403, "403")));
            Assert.That(exception.Message, Does.Contain("the next call will use a fresh one"));
            Assert.That(emulator.Executions, Has.Count.EqualTo(before));

            await call();
            Assert.That(emulator.Executions, Has.Count.EqualTo(before + 1));
        }

        Assert.That((counter.Of(TestDpa.PlanId), counter.Of("saveTimingParam")), Is.EqualTo((2, 2)));
    }

    [TestCase(401, "{}")]
    [TestCase(403, "{}")]
    [TestCase(200, """{"code":401,"message":"no"}""")]
    [TestCase(200, """{"code":"403","message":"no"}""")]
    public async Task Reads_WhoseFreshTokenIsRefused_EndThere(int status, string answer)
    {
        bool refuses = true;
        await using ScriptedPartner platform = TestDpa.Platform(_ => refuses ? ScriptedAnswer.Json(answer, status) : TestDpa.Success("[]"));
        await using ServiceProvider services = TestDpa.Services(platform.Address, clock: clock);
        JkstackDpaAnswerException exception = Assert.ThrowsAsync<JkstackDpaAnswerException>(() => services.Client().Plans.ListAsync())!;
        Assert.That(platform.Requests, Has.Count.EqualTo(3), "a code, a token and the call");
        Assert.That(exception.Message, Does.Contain("The token was fresh"));

        refuses = false;
        await services.Client().Plans.ListAsync();
        refuses = true;
        Assert.ThrowsAsync<JkstackDpaAnswerException>(() => services.Client().Plans.ListAsync());
        Assert.That(platform.Requests, Has.Count.EqualTo(8), "the call with the kept token, a code, a token, and the call once more");
    }

    [Test]
    public async Task Calls_WithATokenThatIsOverByTheHostsClock_WorkAndSaySoInTheLog()
    {
        using var logs = new LogCollector();
        await using JkstackDpaEmulator emulator = await TestDpa.StartEmulatorAsync(clock, counter);
        var fast = new ManualTimeProvider(clock.Now.AddHours(6));
        var setting = new NeighbourSetting(emulator.Address, fast, logs, TimeSpan.FromSeconds(20), 4096, static _ => { });
        await using ServiceProvider services = TestDpa.Services(emulator.Address, setting: setting);
        await services.Client().Plans.ListAsync();
        await services.Client().Plans.ListAsync();
        Assert.That(counter.Tokens, Is.EqualTo(2));
        Assert.That(logs.OwnEntries.Count(static entry => entry.EventId == 732), Is.EqualTo(2));
    }

    [Test]
    public async Task Logs_OfAllThis_HoldNeitherSecretNorToken()
    {
        using var logs = new LogCollector();
        await using ScriptedPartner platform = TestDpa.Platform("""{"code":403,"message":"no"}""");
        var setting = new NeighbourSetting(platform.Address, clock, logs, TimeSpan.FromSeconds(20), 4096, static _ => { });
        await using ServiceProvider services = TestDpa.Services(platform.Address, setting: setting);
        Assert.ThrowsAsync<JkstackDpaAnswerException>(() => services.Client().Plans.ListAsync());
        Assert.ThrowsAsync<JkstackDpaAnswerException>(() => services.Client().Plans.ListAsync());
        string told = string.Join('\n', logs.Entries.Select(static entry => entry.Message + entry.Exception));
        Assert.That(logs.OwnEntries.Select(static entry => entry.EventId), Is.SupersetOf(new[] { 731, 733 }));
        Assert.That(told, Does.Not.Contain(TestDpa.ClientSecret).And.Not.Contain(TestDpa.Code).And.Not.Contain(TestDpa.Token));
    }

    private static void HoldCodes(IApplicationBuilder app, Task released) => app.Use(next => async (HttpContext context) =>
    {
        if (context.Request.Path.Value!.EndsWith("/authorize", StringComparison.Ordinal))
        {
            await released;
        }

        await next(context);
    });
}
