using System.Threading.Channels;
using Interconn.Sdk.Emulators.JkstackDpa;
using Interconn.Sdk.JkstackDpa;
using Interconn.Sdk.JkstackDpa.AspNetCore;
using Interconn.Sdk.JkstackDpa.Authorization;
using Interconn.Sdk.JkstackDpa.Callbacks;
using Interconn.Sdk.JkstackDpa.Plans;

namespace Neighbours;

/// <summary>A plan is looked up, scheduled and executed; the platform calls back when it has ended, and the host reads the results.</summary>
internal static class JkstackDpaStory
{
    private const string System = "JKStack DPA";
    private const string PlanId = "acf42dd3";
    private const string ClientId = "CfjisL9AeNc066tkxSiKig==";
    private const string ClientSecret = "a-secret-of-the-sample";

    public static async Task PlayAsync(Score score)
    {
        await using JkstackDpaEmulator emulator = await JkstackDpaEmulator.StartAsync();
        emulator.AddApp(ClientId, ClientSecret);
        emulator.AddPlan(
            new Plan { ProcessPlanId = PlanId, Title = "测试预案", Status = ExecutionStatus.Default },
            new PlanModel { ModelName = "workflow", ProcessModelId = "md1", Parameters = [new ModelParameter { Name = "DPA_MODEL_WORKDIR", Type = "running" }] });

        var received = Channel.CreateUnbounded<PlanCallback>();
        await using WebApplication host = await StartHostAsync(received.Writer);
        var callbackUrl = new Uri(host.Urls.Single() + "/dpa/callback/5b1f0a7c");

        await using ServiceProvider services = new ServiceCollection()
            .AddJkstackDpaClient(options => (options.Address, options.ClientId, options.ClientSecret) = (emulator.Address, ClientId, ClientSecret)).Services
            .BuildServiceProvider();
        JkstackDpaClient dpa = services.GetRequiredService<JkstackDpaClient>();

        // The client does this by itself before its first call; here it is seen.
        AuthorizationCode code = await score.CallAsync(System, "1.1", "Authorization.GetCodeAsync", () => dpa.Authorization.GetCodeAsync(), static _ => "a code, good for once");
        await score.CallAsync(System, "1.2", "Authorization.GetTokenAsync", () => dpa.Authorization.GetTokenAsync(code.Code), token => $"a {token.TokenType} token");
        await score.CallAsync(System, "2", "Plans.ListAsync", () => dpa.Plans.ListAsync(), plans => string.Join(", ", plans.Select(static plan => $"{plan.ProcessPlanId} {plan.Title}")));
        await score.CallAsync(
            System, "3", "Plans.ListModelsAsync", () => dpa.Plans.ListModelsAsync(PlanId), models => $"{models[0].ModelName} takes {models[0].Parameters[0].Name}");
        await score.CallAsync(
            System,
            "4",
            "Plans.ScheduleAsync",
            () => dpa.Plans.ScheduleAsync(new PlanSchedule
            {
                ProcessPlanId = PlanId,
                CallbackUrl = callbackUrl,
                Dimension = ScheduleDimension.Days,
                Intervals = "1",
                ExecuteStrategy = ExecuteStrategy.Cycle,
                SceneName = "every day",
            }),
            scheduled => $"instance {scheduled.InstanceId}: {scheduled.Status}");
        PlanInstance instance = await score.CallAsync(
            System,
            "5",
            "Plans.ExecuteAsync",
            () => dpa.Plans.ExecuteAsync(new PlanExecution { ProcessPlanId = PlanId, CallbackUrl = callbackUrl }),
            instance => $"instance {instance.PlanInstanceId}");
        await score.CallAsync(
            System,
            "7",
            "MapDpaCallback",
            async () =>
            {
                await emulator.CompleteAsync(
                    instance.PlanInstanceId, [new ModelResult { ModelName = "workflow", ProcessModelId = "md1", Results = [new NodeResult { NodeName = "shell", Result = "42" }] }]);
                return await received.Reader.ReadAsync();
            },
            callback =>
            {
                Score.Expect(callback.PlanInstanceId == instance.PlanInstanceId && callback.Status == ExecutionStatus.Success, "the end of the execution is called back");
                Score.Expect(!received.Reader.TryRead(out _), "it is delivered once");
                return $"{callback.PlanInstanceId} is {callback.Status}, delivered once";
            });
        await score.CallAsync(
            System,
            "6",
            "Plans.ListResultsAsync",
            () => dpa.Plans.ListResultsAsync(PlanId, instance.PlanInstanceId),
            results => string.Join(", ", results.SelectMany(static model => model.Results).Select(static node => $"{node.NodeName} gave {node.Result}")));
    }

    private static async Task<WebApplication> StartHostAsync(ChannelWriter<PlanCallback> received)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(received);
        builder.Services.AddDpaCallback<CallbackHandler>();
        WebApplication host = builder.Build();
        host.MapDpaCallback("/dpa/callback/5b1f0a7c");
        await host.StartAsync();
        return host;
    }

    private sealed class CallbackHandler(ChannelWriter<PlanCallback> received) : IDpaCallbackHandler
    {
        public Task HandleAsync(PlanCallback callback, CancellationToken cancellationToken) => received.WriteAsync(callback, cancellationToken).AsTask();
    }
}
