using System.Collections.Frozen;
using System.Net;
using Interconn.Sdk.Client;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Refit;

/// <summary>
/// Where Refit sends to. It makes a call of the SDK's send core of each request, so that signing, the partner's route, limits, the retry and the checks of the
/// answer are those of <see cref="InterconnClient"/>, and there is one of each.
/// </summary>
internal sealed class SendCoreHandler(InterconnClient client) : HttpMessageHandler
{
    // By what ToString of an endpoint says: its method and path.
    private static readonly FrozenDictionary<string, InterconnEndpoint> Endpoints =
        InterconnEndpoints.All.ToFrozenDictionary(static endpoint => endpoint.ToString(), StringComparer.Ordinal);

    /// <summary>
    /// Why a call failed, for Refit to throw; null where it did not. Failures come this way and are not thrown by the handler: from version 11 Refit wraps
    /// what is thrown there, but for cancellations.
    /// </summary>
    public static ValueTask<Exception?> FailureOf(HttpResponseMessage response) => new(((CarriedContent)response.Content).Failure);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CarriedContent answer;
        try
        {
            answer = CarriedContent.Of(await CallAsync(request, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A cancellation is thrown: HttpClient gives it the caller's own token, which is not the one that comes here.
            answer = CarriedContent.Failed(exception);
        }

        return new HttpResponseMessage(HttpStatusCode.OK) { Content = answer, RequestMessage = request };
    }

    private Task<object> CallAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri uri = request.RequestUri!;
        InterconnEndpoint endpoint = Endpoints.GetValueOrDefault($"{request.Method} {uri.AbsolutePath}")
            ?? throw new InvalidOperationException($"The protocol has no endpoint {request.Method} {uri.AbsolutePath}.");
        object model = request.Method == HttpMethod.Get ? RequestQuery.Read(endpoint, uri.Query, client.PartnerNodeId)
            : request.Content is CarriedContent { Model: object body } ? body
            : throw new InvalidOperationException($"The body of {endpoint} did not come as it was given to Refit.");
        return endpoint.SendAsync(client.Core, model, cancellationToken);
    }
}
