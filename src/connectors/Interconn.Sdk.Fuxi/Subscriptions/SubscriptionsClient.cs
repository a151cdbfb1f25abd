using Interconn.Sdk.Fuxi.Protocol;
using Interconn.Sdk.Neighbours;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Fuxi.Subscriptions;

/// <summary>Calls section 4.</summary>
internal sealed class SubscriptionsClient(FuxiCaller caller) : ISubscriptionsApi
{
    public async Task<SubscriptionResult> SubscribeAsync(SubscriptionRequest request, string apiKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.Requestor);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.Identifier);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.Recipient);
        NeighbourEndpoint endpoint = FuxiEndpoints.Subscribe;
        NeighbourCall call = caller.Call(endpoint, endpoint.Path, apiKey, nameof(apiKey), request, FuxiJson.Context.SubscriptionRequest);
        return ReadResult(call, await caller.SendAsync(call, cancellationToken).ConfigureAwait(false));
    }

    public Task<Subscription?> FindAsync(string id, string identity, string apiKey, CancellationToken cancellationToken = default)
    {
        NeighbourEndpoint endpoint = FuxiEndpoints.FindSubscription;
        return caller.FindAsync(caller.Call(endpoint, Target(endpoint, id, identity), apiKey, nameof(apiKey)), FuxiJson.Context.Subscription, cancellationToken);
    }

    public Task DeleteAsync(string id, string identity, string apiKey, CancellationToken cancellationToken = default)
    {
        NeighbourEndpoint endpoint = FuxiEndpoints.DeleteSubscription;
        return caller.DeleteAsync(caller.Call(endpoint, Target(endpoint, id, identity), apiKey, nameof(apiKey)), cancellationToken);
    }

    public Task<IReadOnlyList<Subscription>> ListAsync(
        SubscriptionFilter filter, string apiKey, FuxiPage? page = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentException.ThrowIfNullOrWhiteSpace(filter.Identity);
        page?.Check();
        var query = new SubscriptionsQuery
        {
            Role = SubscriptionsQuery.TextOf(filter.Role),
            Identity = filter.Identity,
            Status = filter.Status,
            Type = filter.Type,
            Limit = page?.Limit,
            Offset = page?.Offset,
        };
        NeighbourEndpoint endpoint = FuxiEndpoints.ListSubscriptions;
        string target = endpoint.Path + QueryWriter.Write(query, FuxiJson.Context.SubscriptionsQuery, UrlText.Value);
        return caller.ListAsync(caller.Call(endpoint, target, apiKey, nameof(apiKey)), FuxiJson.Context.IReadOnlyListSubscription, cancellationToken);
    }

    public Task<AccessTokenClaims> ReviewAsync(
        string id, string identity, SubscriptionDecision decision, string apiKey, CancellationToken cancellationToken = default)
    {
        var review = new SubscriptionReview
        {
            Status = decision switch
            {
                SubscriptionDecision.Grant => SubscriptionStatus.Granted,
                SubscriptionDecision.Refuse => SubscriptionStatus.Refused,
                _ => throw new ArgumentOutOfRangeException(nameof(decision), decision, "It neither grants nor refuses."),
            },
        };
        NeighbourEndpoint endpoint = FuxiEndpoints.ReviewSubscription;
        NeighbourCall call = caller.Call(endpoint, Target(endpoint, id, identity), apiKey, nameof(apiKey), review, FuxiJson.Context.SubscriptionReview);
        return caller.ReadAsync(call, FuxiJson.Context.AccessTokenClaims, cancellationToken);
    }

    private static string Target(NeighbourEndpoint endpoint, string id, string identity)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentException.ThrowIfNullOrWhiteSpace(identity);
        return endpoint.PathWith(id)
            + QueryWriter.Write(new SubscriptionIdentityQuery { Identity = identity }, FuxiJson.Context.SubscriptionIdentityQuery, UrlText.Value);
    }

    // Told apart by what is there, and not by the status: document and server do not agree on which goes with which.
    private SubscriptionResult ReadResult(NeighbourCall call, HttpAnswer answer)
    {
        AccessTokenClaims claims = caller.Read(call, answer, FuxiJson.Context.AccessTokenClaims);
        if (claims.SubscriptionId is not { Length: > 0 } id)
        {
            return SubscriptionResult.Of(caller.Read(call, answer, FuxiJson.Context.Subscription));
        }

        // The document has an answer with nothing but the id. That says of no token, so it grants nothing.
        return claims is { ExpiresAt: null, TokenId: null } ? SubscriptionResult.Of(new Subscription { Id = id }) : SubscriptionResult.Of(claims);
    }
}
