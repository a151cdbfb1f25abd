using System.Globalization;
using System.Net;
using System.Reflection;

namespace Refit;

/// <summary>
/// Does with a method's attributes what Refit's documents say that it does, in the least of code: a request of verb, path, query and body, and the
/// serializer's reading of the answer.
/// </summary>
public class RestProxy : DispatchProxy
{
    private HttpClient http = null!;
    private RefitSettings settings = null!;

    internal void Start(HttpClient client, RefitSettings refitSettings)
    {
        http = client;
        settings = refitSettings;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        HttpMethodAttribute route = targetMethod.GetCustomAttribute<HttpMethodAttribute>()!;
        var query = new List<string>();
        HttpContent? body = null;
        CancellationToken token = default;
        foreach ((ParameterInfo parameter, object? value) in targetMethod.GetParameters().Zip(args!))
        {
            if (value is CancellationToken given)
            {
                token = given;
            }
            else if (parameter.IsDefined(typeof(BodyAttribute)))
            {
                body = BodyOf(settings.ContentSerializer.ToHttpContent(value!));
            }
            else if (value is not null)
            {
                string name = parameter.GetCustomAttribute<AliasAsAttribute>()?.Name ?? parameter.Name!;
                query.Add($"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(string.Format(CultureInfo.InvariantCulture, "{0}", value))}");
            }
        }

        string target = route.Path + (query.Count == 0 ? "" : "?" + string.Join('&', query));
        var request = new HttpRequestMessage(route.Method, new Uri(target, UriKind.Relative)) { Content = body };
        return targetMethod.ReturnType == typeof(Task)
            ? SendAsync(request, token)
            : typeof(RestProxy).GetMethod(nameof(SendAndReadAsync), BindingFlags.NonPublic | BindingFlags.Instance)!
                .MakeGenericMethod(targetMethod.ReturnType.GetGenericArguments()[0]).Invoke(this, [request, token]);
    }

    // Where bodies are not to be buffered, Refit sends a stream in the content's place.
    private HttpContent BodyOf(HttpContent content) => settings.Buffered ? content : new StreamContent(content.ReadAsStream());

    private async Task SendAsync(HttpRequestMessage request, CancellationToken token)
    {
        await LoadAsync(request);
        using HttpResponseMessage response = await http.SendAsync(request, token);
        await ThrowFailureAsync(response);
    }

    private async Task<T?> SendAndReadAsync<T>(HttpRequestMessage request, CancellationToken token)
    {
        await LoadAsync(request);
        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
        await ThrowFailureAsync(response);
        bool isEmpty = response.StatusCode == HttpStatusCode.NoContent || response.Content.Headers.ContentLength == 0;
        return isEmpty ? default : await settings.ContentSerializer.FromHttpContentAsync<T>(response.Content, token);
    }

    private static Task LoadAsync(HttpRequestMessage request) => request.Content?.LoadIntoBufferAsync() ?? Task.CompletedTask;

    private async Task ThrowFailureAsync(HttpResponseMessage response)
    {
        if (await settings.ExceptionFactory(response) is Exception failure)
        {
            throw failure;
        }
    }
}
