using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Protocol;

/// <summary>One endpoint, with the types of its request and of its answer: what a client needs of it.</summary>
internal abstract class TypedEndpoint<TRequest, TResponse>(
    string section, string name, string method, string path, JsonTypeInfo<TRequest> request, JsonTypeInfo<TResponse> response)
    : InterconnEndpoint(section, name, method, path)
    where TRequest : class
    where TResponse : class
{
    public JsonTypeInfo<TRequest> Request { get; } = request;

    public JsonTypeInfo<TResponse> Response { get; } = response;

    public sealed override JsonTypeInfo RequestTypeInfo => Request;

    public sealed override JsonTypeInfo ResponseTypeInfo => Response;

    internal sealed override async Task<object> SendAsync(ISendCore core, object request, CancellationToken cancellationToken) =>
        await core.SendAsync(this, (TRequest)request, cancellationToken).ConfigureAwait(false);
}

/// <summary>The endpoint together with the method of the handler that serves it.</summary>
internal sealed class HandledEndpoint<THandler, TRequest, TResponse>(
    string section,
    string name,
    string method,
    string path,
    JsonTypeInfo<TRequest> request,
    JsonTypeInfo<TResponse> response,
    Func<THandler, TRequest, InterconnContext, CancellationToken, Task<TResponse>> serve)
    : TypedEndpoint<TRequest, TResponse>(section, name, method, path, request, response)
    where THandler : class
    where TRequest : class
    where TResponse : class
{
    public override Type HandlerType => typeof(THandler);

    internal override ValueTask<object>? Invoke(
        IServiceProvider services, object request, InterconnContext context, CancellationToken cancellationToken)
    {
        THandler? handler = services.GetService<THandler>();
        if (handler is null)
        {
            return null;
        }

        var serving = new ValueTask<TResponse>(serve(handler, (TRequest)request, context, cancellationToken));
        return serving.IsCompletedSuccessfully ? new ValueTask<object>(serving.Result) : new ValueTask<object>(WaitAsync(serving));
    }

    private static async Task<object> WaitAsync(ValueTask<TResponse> serving) => await serving.ConfigureAwait(false);
}
