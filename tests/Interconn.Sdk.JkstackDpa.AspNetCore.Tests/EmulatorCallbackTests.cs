using Interconn.Sdk.Emulators;
using Interconn.Sdk.Emulators.JkstackDpa;
using Interconn.Sdk.JkstackDpa.Plans;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.JkstackDpa.AspNetCore.Tests;

/// <summary>The emulator's callbacks, to the receiver and to receivers that misbehave.</summary>
public sealed class EmulatorCallbackTests
{
    private const string PlanId = "acf42dd3";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Execution_FromStartToEnd_TellsTheHostWhichReadsTheResults()
    {
        await using JkstackDpaEmulator emulator = await StartAsync();
        await using CallbackHost host = await CallbackHost.StartAsync();
        await using ServiceProvider services = Services(emulator);
        IPlansApi plans = services.GetRequiredService<JkstackDpaClient>().Plans;
        var results = new List<string?>();
        host.Script.Handle = async (callback, token) =>
        {
            foreach (ModelResult result in await plans.ListResultsAsync(callback.ProcessPlanId, callback.PlanInstanceId, token))
            {
                results.AddRange(result.Results.Select(static node => node.Result));
            }
        };
        PlanInstance instance = await plans.ExecuteAsync(new PlanExecution { ProcessPlanId = PlanId, CallbackUrl = host.CallbackUrl });
        EmulatedDelivery? running = await emulator.SetStatusAsync(instance.PlanInstanceId, ExecutionStatus.Running);
        EmulatedDelivery? done = await emulator.CompleteAsync(
            instance.PlanInstanceId, [new ModelResult { ProcessModelId = "m", Results = [new NodeResult { NodeName = "n", Result = "42" }] }]);
        Assert.Multiple(() =>
        {
            Assert.That(host.Script.Delivered, Is.EqualTo(new[] { $"{instance.PlanInstanceId} RUNNING", $"{instance.PlanInstanceId} SUCCESS" }));
            Assert.That(host.Script.Callbacks[0].ProcessPlanId, Is.EqualTo(PlanId));
            Assert.That(results, Is.EqualTo(new[] { "42" }));
            Assert.That((running!.IsConfirmed, running.Attempts.Count, done!.IsConfirmed, done.Attempts.Count), Is.EqualTo((true, 1, true, 1)));
            Assert.That(done.Attempts[0], Is.EqualTo(new EmulatedDeliveryAttempt { HttpStatus = 200, Answer = "SUCCESS" }));
            Assert.That(emulator.Deliveries, Is.EqualTo(new[] { running, done }));
            Assert.That(emulator.Executions.Single().Status, Is.EqualTo(ExecutionStatus.Success));
        });
    }

    [Test]
    public async Task Schedule_ThatRuns_TellsTheHost()
    {
        await using JkstackDpaEmulator emulator = await StartAsync();
        await using CallbackHost host = await CallbackHost.StartAsync();
        await using ServiceProvider services = Services(emulator);
        ScheduledPlan scheduled = await services.GetRequiredService<JkstackDpaClient>().Plans.ScheduleAsync(new PlanSchedule
        {
            ProcessPlanId = PlanId,
            CallbackUrl = host.CallbackUrl,
            Dimension = ScheduleDimension.Hours,
            Intervals = "2",
            ExecuteStrategy = ExecuteStrategy.Cycle,
            SceneName = "scene",
        });
        await emulator.SetStatusAsync(scheduled.InstanceId!, ExecutionStatus.Fail);
        Assert.That(host.Script.Delivered, Is.EqualTo(new[] { $"{scheduled.InstanceId} FAIL" }));
    }

    [TestCase(0, 1, true)]
    [TestCase(2, 3, true)]
    [TestCase(3, 4, true)]
    [TestCase(4, 4, false)]
    public async Task Callback_WhoseHandlerFails_IsRepeatedThreeTimesAtMost(int failures, int attempts, bool isConfirmed)
    {
        await using JkstackDpaEmulator emulator = await StartAsync();
        await using CallbackHost host = await CallbackHost.StartAsync();
        int left = failures;
        host.Script.Handle = (_, _) => left-- > 0 ? throw new InvalidOperationException("of the handler") : Task.CompletedTask;
        EmulatedDelivery delivery = await DeliverAsync(emulator, host.CallbackUrl);
        Assert.That((delivery.Attempts.Count, delivery.IsConfirmed), Is.EqualTo((attempts, isConfirmed)));
        Assert.That(delivery.Attempts.Take(failures), Has.All.EqualTo(new EmulatedDeliveryAttempt { HttpStatus = 500, Answer = "FAILED" }));
        Assert.That(host.Script.Callbacks, Has.Count.EqualTo(attempts));
    }

    [TestCase("\"SUCCESS\"", 200, 4)]
    [TestCase("SUCEESS", 200, 4)]
    [TestCase("success", 200, 4)]
    [TestCase("SUCCESS", 500, 4)]
    [TestCase("SUCCESS", 302, 4)]
    [TestCase("", 200, 4)]
    [TestCase(" SUCCESS\r\n", 200, 1)]
    [TestCase("SUCCESS", 202, 1)]
    public async Task Callback_WithAnAnswer_IsRepeatedUnlessItIsTheBareText(string answer, int status, int attempts)
    {
        await using JkstackDpaEmulator emulator = await StartAsync();
        await using var receiver = ScriptedPartner.Start(ScriptedAnswer.Of(status, System.Text.Encoding.UTF8.GetBytes(answer), "Content-Type: text/plain", "Location: /elsewhere"));
        EmulatedDelivery delivery = await DeliverAsync(emulator, new Uri(receiver.Address, "/callbacks?key=1"));
        Assert.Multiple(() =>
        {
            Assert.That(receiver.Requests, Has.Count.EqualTo(attempts));
            Assert.That(delivery.Attempts, Is.EqualTo(Enumerable.Repeat(new EmulatedDeliveryAttempt { HttpStatus = status, Answer = answer }, attempts)));
            ReceivedRequest request = receiver.Requests[0];
            Assert.That((request.Method, request.Target, request["Content-Type"]), Is.EqualTo(("POST", "/callbacks?key=1", "application/json")));
            Assert.That(request["Authorization"], Is.Null, "callbacks carry no proof");
            Assert.That(request.BodyText, Is.EqualTo("""{"planInstanceId":"in10000001","processPlanId":"acf42dd3","status":"RUNNING"}"""));
        });
    }

    [Test]
    public async Task Callback_WithoutAnAnswer_IsRepeated()
    {
        await using JkstackDpaEmulator emulator = await StartAsync();
        await using var receiver = ScriptedPartner.StartOnStream(static (_, _, _) => throw new IOException("The receiver goes away."));
        EmulatedDelivery delivery = await DeliverAsync(emulator, receiver.Address);
        Assert.That(delivery.Attempts, Is.EqualTo(Enumerable.Repeat(new EmulatedDeliveryAttempt(), 4)));
        Assert.That(delivery.IsConfirmed, Is.False);
    }

    [Test]
    public async Task Callback_WithAPause_WaitsByTheEmulatorsClock()
    {
        var pause = TimeSpan.FromMinutes(1);
        var clock = new WatchedTimeProvider(pause);
        await using JkstackDpaEmulator emulator = await StartAsync(clock);
        emulator.CallbackPause = pause;
        int received = 0;
        await using var receiver = ScriptedPartner.Start(_ => ScriptedAnswer.Of(200, Interlocked.Increment(ref received) == 1 ? "no"u8.ToArray() : "SUCCESS"u8.ToArray()));
        Task<EmulatedDelivery> delivering = DeliverAsync(emulator, receiver.Address);
        await clock.Waiting.WaitAsync(Patience);
        clock.Inner.Advance(pause - TimeSpan.FromTicks(1));
        Assert.That((receiver.Requests.Count, delivering.IsCompleted), Is.EqualTo((1, false)));

        clock.Inner.Advance(TimeSpan.FromTicks(1));
        Assert.That((await delivering.WaitAsync(Patience)).Attempts, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Execution_WithoutACallbackUrl_TellsNobody()
    {
        await using JkstackDpaEmulator emulator = await StartAsync();
        await using ServiceProvider services = Services(emulator);
        PlanInstance instance = await services.GetRequiredService<JkstackDpaClient>().Plans.ExecuteAsync(new PlanExecution { ProcessPlanId = PlanId });
        Assert.That(await emulator.SetStatusAsync(instance.PlanInstanceId, ExecutionStatus.Success), Is.Null);
        Assert.That(emulator.Deliveries, Is.Empty);
    }

    [Test]
    public async Task SetStatus_OfAnUnknownExecution_Throws()
    {
        await using JkstackDpaEmulator emulator = await StartAsync();
        Assert.ThrowsAsync<ArgumentException>(() => emulator.SetStatusAsync("in1", ExecutionStatus.Success));
    }

    private static async Task<EmulatedDelivery> DeliverAsync(JkstackDpaEmulator emulator, Uri callbackUrl)
    {
        await using ServiceProvider services = Services(emulator);
        PlanInstance instance = await services.GetRequiredService<JkstackDpaClient>().Plans.ExecuteAsync(new PlanExecution { ProcessPlanId = PlanId, CallbackUrl = callbackUrl });
        return (await emulator.SetStatusAsync(instance.PlanInstanceId, ExecutionStatus.Running).WaitAsync(Patience))!;
    }

    private static async Task<JkstackDpaEmulator> StartAsync(TimeProvider? clock = null)
    {
        JkstackDpaEmulator emulator = await JkstackDpaEmulator.StartAsync(new EmulatorOptions { TimeProvider = clock });
        emulator.AddApp("client", "secret");
        emulator.AddPlan(new Plan { ProcessPlanId = PlanId });
        return emulator;
    }

    private static ServiceProvider Services(JkstackDpaEmulator emulator) => new ServiceCollection()
        .AddJkstackDpaClient(options => (options.Address, options.ClientId, options.ClientSecret) = (emulator.Address, "client", "secret")).Services
        .BuildServiceProvider();

    /// <summary>Says when somebody begins to wait for a certain time.</summary>
    private sealed class WatchedTimeProvider(TimeSpan watched) : TimeProvider
    {
        private readonly TaskCompletionSource waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ManualTimeProvider Inner { get; } = new(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero));

        public Task Waiting => waiting.Task;

        public override long TimestampFrequency => Inner.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => Inner.GetUtcNow();

        public override long GetTimestamp() => Inner.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            ITimer timer = Inner.CreateTimer(callback, state, dueTime, period);
            if (dueTime == watched)
            {
                waiting.TrySetResult();
            }

            return timer;
        }
    }
}
