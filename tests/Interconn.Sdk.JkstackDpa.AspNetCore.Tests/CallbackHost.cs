using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.JkstackDpa.AspNetCore.Tests;

/// <summary>A host that receives callbacks, on real Kestrel.</summary>
internal sealed class CallbackHost : IAsyncDisposable
{
    public const string Path = "/dpa/callbacks/0f8c2e71";
    private readonly WebApplication app;
    private readonly HttpClient http = new();

    private CallbackHost(WebApplication app, CallbackScript script, LogCollector logs)
    {
        this.app = app;
        Script = script;
        Logs = logs;
        CallbackUrl = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + Path);
    }

    public Uri CallbackUrl { get; }

    public CallbackScript Script { get; }

    public LogCollector Logs { get; }

    public static async Task<CallbackHost> StartAsync(
        Action<IServiceCollection>? add = null, TimeProvider? clock = null, Action<DpaCallbackOptions>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        var (script, logs) = (new CallbackScript(), new LogCollector());
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton(script).AddSingleton(clock ?? TimeProvider.System);
        add?.Invoke(builder.Services);
        builder.Services.AddDpaCallback<ScriptedCallbackHandler>(configure);
        WebApplication app = builder.Build();
        app.MapDpaCallback(Path);
        await app.StartAsync();
        return new CallbackHost(app, script, logs);
    }

    /// <summary>Sends a callback; the answer is its status and text.</summary>
    public Task<(int Status, string Text)> SendAsync(string planInstanceId, string status) =>
        PostAsync($$"""{"planInstanceId":"{{planInstanceId}}","processPlanId":"acf42dd3","status":"{{status}}"}""");

    public async Task<(int Status, string Text)> PostAsync(string body, string? mediaType = "application/json", bool isChunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, CallbackUrl) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        request.Headers.TransferEncodingChunked = isChunked;
        using HttpResponseMessage answer = await http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        Logs.Dispose();
    }
}
