using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Samples.Tests.Killing;

/// <summary>One address before several instances, each of which is asked in turn. A call that one may have seen is not sent to another.</summary>
internal sealed class RoundRobin : IAsyncDisposable
{
    private readonly IReadOnlyList<Uri> instances;
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
    private readonly WebApplication app;
    private int turn;

    private RoundRobin(IReadOnlyList<Uri> instances)
    {
        this.instances = instances;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(ForwardAsync);
    }

    public Uri Address => new(app.Urls.First());

    public static async Task<RoundRobin> StartAsync(IReadOnlyList<Uri> instances)
    {
        var started = new RoundRobin(instances);
        await started.app.StartAsync();
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
    }

    private async Task ForwardAsync(HttpContext call)
    {
        using var body = new MemoryStream();
        await call.Request.Body.CopyToAsync(body, call.RequestAborted);
        for (int tried = 0; tried < instances.Count; tried++)
        {
            Uri instance = instances[(int)((uint)Interlocked.Increment(ref turn) % (uint)instances.Count)];
            try
            {
                using HttpRequestMessage request = Copy(call.Request, instance, body.ToArray());
                using HttpResponseMessage answer = await http.SendAsync(request, call.RequestAborted);
                await CopyAsync(answer, call.Response);
                return;
            }
            catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConnectionError)
            {
                // Nobody listens there at the moment.
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
            {
                break;
            }
        }

        // What the caller sees of an instance that was killed.
        call.Abort();
    }

    private static HttpRequestMessage Copy(HttpRequest request, Uri instance, byte[] body)
    {
        var copy = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(instance, request.Path + request.QueryString))
        {
            Content = body.Length > 0 ? new ByteArrayContent(body) : null,
        };
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in request.Headers.Where(static header => !IsOfConnection(header.Key)))
        {
            if (!copy.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                copy.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return copy;
    }

    private static async Task CopyAsync(HttpResponseMessage answer, HttpResponse response)
    {
        byte[] body = await answer.Content.ReadAsByteArrayAsync();
        response.StatusCode = (int)answer.StatusCode;
        foreach ((string name, IEnumerable<string> values) in answer.Headers.Concat(answer.Content.Headers).Where(static header => !IsOfConnection(header.Key)))
        {
            response.Headers[name] = values.ToArray();
        }

        await response.Body.WriteAsync(body);
    }

    private static bool IsOfConnection(string header) =>
        header.ToUpperInvariant() is "CONNECTION" or "KEEP-ALIVE" or "TRANSFER-ENCODING" or "HOST" or "CONTENT-LENGTH";
}
