using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Client;

/// <summary>What the clients of all resources stand on: sends one request to one partner and reads the answer.</summary>
internal interface ISendCore
{
    Task<TResponse> SendAsync<TRequest, TResponse>(
        TypedEndpoint<TRequest, TResponse> endpoint, TRequest request, CancellationToken cancellationToken)
        where TRequest : class
        where TResponse : class;
}
