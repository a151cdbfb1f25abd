using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interconn.Sdk.Emulators;
using Interconn.Sdk.Emulators.JkstackDpa;
using Interconn.Sdk.JkstackDpa.Plans;
using Interconn.Sdk.TestHosting.Neighbours;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.JkstackDpa.Tests;

/// <summary>The application and the plan of the document's examples, clients for them, and platforms to call.</summary>
internal static class TestDpa
{
    public const string ClientId = "Cfjisl9AeNc066tkxSiKig==";
    public const string ClientSecret = "xB5hQnmlNnc+iab3RODs6yHlcHqFHAM2e4PawddAxtI=";
    public const string Code = "MDZMZTCZZJITMGNMNY0ZNTDLLTHMNMNTNJDMZTEYMGJJYMQW";
    public const string PlanId = "acf42dd3";
    public const string ModelId = "md1606743910508";
    public const string Token = "an-opaque-token";

    private const string AuthorizePath = "/api/dp/auth/oauth/authorize";
    private const string TokenPath = "/api/dp/auth/oauth/token";
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ManualTimeProvider Clock() => new(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero));

    public static ServiceProvider Services(Uri address, Action<JkstackDpaOptions>? configure = null, NeighbourSetting? setting = null, TimeProvider? clock = null)
    {
        IServiceCollection services = setting?.CreateServices() ?? new ServiceCollection().AddSingleton(clock ?? TimeProvider.System);
        IHttpClientBuilder http = services.AddJkstackDpaClient(options =>
        {
            options.Address = address;
            options.ClientId = ClientId;
            options.ClientSecret = ClientSecret;
            options.CallTimeout = setting?.CallTimeout ?? options.CallTimeout;
            options.MaxAnswer = setting?.MaxAnswer ?? options.MaxAnswer;
            configure?.Invoke(options);
        });
        setting?.ConfigureHttp(http);
        return services.BuildServiceProvider();
    }

    public static JkstackDpaClient Client(this IServiceProvider services) => services.GetRequiredService<JkstackDpaClient>();

    /// <summary>A call by a client of its own.</summary>
    public static async Task<T> CallAsync<T>(Uri address, Func<JkstackDpaClient, Task<T>> call, Action<JkstackDpaOptions>? configure = null)
    {
        await using ServiceProvider services = Services(address, configure);
        return await call(services.Client());
    }

    /// <summary>A platform that gives codes and tokens, and answers the rest as the test says.</summary>
    public static ScriptedPartner Platform(Func<ReceivedRequest, byte[]> answer, string token = Token) => ScriptedPartner.Start(request =>
        request.Target.StartsWith(AuthorizePath, StringComparison.Ordinal) ? Success($$"""{"code":"{{Code}}"}""")
        : request.Target == TokenPath ? Success($$"""{"token_type":"Bearer ","access_token":"{{token}}"}""")
        : answer(request));

    public static ScriptedPartner Platform(string answer, int status = 200) => Platform(_ => ScriptedAnswer.Json(answer, status));

    /// <summary>The one request that is neither for a code nor for a token.</summary>
    public static ReceivedRequest OwnRequest(this ScriptedPartner platform) =>
        platform.Requests.Single(request => !request.Target.StartsWith("/api/dp/auth/", StringComparison.Ordinal));

    public static byte[] Success(string data) => ScriptedAnswer.Json($$"""{"code":200,"message":"success","data":{{data}}}""");

    /// <summary>An emulator with the application, and with the plan and model of the examples. The paths that are asked for are counted.</summary>
    public static async Task<JkstackDpaEmulator> StartEmulatorAsync(TimeProvider? clock = null, RequestCounter? counter = null, Action<IApplicationBuilder>? configure = null)
    {
        JkstackDpaEmulator emulator = await JkstackDpaEmulator.StartAsync(new EmulatorOptions
        {
            TimeProvider = clock,
            Configure = app =>
            {
                app.Use(next => context =>
                {
                    counter?.Count(context.Request.Path);
                    return next(context);
                });
                configure?.Invoke(app);
            },
        });
        emulator.AddApp(ClientId, ClientSecret, "1");
        emulator.AddPlan(
            new Plan
            {
                ProcessPlanId = PlanId,
                Title = "测试预案",
                Status = ExecutionStatus.Default,
                StepNums = 1,
                Version = 0,
                CreateTime = DateTimeOffset.FromUnixTimeMilliseconds(1626944836628),
                CreateUser = "U100000",
                UpdateTime = DateTimeOffset.FromUnixTimeMilliseconds(1626944836628),
                UpdateUser = "",
            },
            new PlanModel { ModelName = "workflow名称", ProcessModelId = ModelId, Parameters = [new ModelParameter { Name = "DPA_MODEL_WORKDIR", Type = "running" }] });
        return emulator;
    }

    /// <summary>JSON without the white space that means nothing.</summary>
    public static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString(Readable);

    public static bool SameJson(string left, string right) => JsonNode.DeepEquals(JsonNode.Parse(left), JsonNode.Parse(right));
}
