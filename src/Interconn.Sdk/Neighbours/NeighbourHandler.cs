using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Neighbours;

/// <summary>
/// The last before the wire, behind every handler that the host adds: what must not be carried out twice leaves once, and credentials leave for no other address.
/// </summary>
internal sealed class NeighbourHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(NeighbourCall.Key, out NeighbourCall? call))
        {
            throw new InvalidOperationException("A request of the host's own reached the HTTP client of a neighbouring system. Send it through a client of the host's own.");
        }

        if (request.RequestUri is not Uri uri || !AddressForm.IsWithin(uri, call.Address))
        {
            throw new InvalidOperationException($"{call.Endpoint} does not go to the configured address any more. Credentials never leave for another host.");
        }

        if (!call.TryLeave())
        {
            throw new HttpRequestException(
                "a handler of the host would have sent it again, and it must not be carried out twice; the first attempt "
                + (call.FirstStatus is int status ? $"was answered HTTP {status}" : "had no answer"));
        }

        call.SentHeaders =
            [.. request.Headers.NonValidated.Where(static header => header.Key is not ("Accept" or "User-Agent")).SelectMany(static header => header.Value)];
        HttpResponseMessage answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        call.FirstStatus ??= (int)answer.StatusCode;
        return answer;
    }
}
