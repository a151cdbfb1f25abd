using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.Fuxi.Identifiers;
using Interconn.Sdk.Fuxi.Protocol;
using Interconn.Sdk.Fuxi.Subscriptions;

namespace Interconn.Sdk.Emulators.Fuxi;

/// <summary>Section 4: subscriptions.</summary>
internal sealed class FuxiSubscriptionRoutes(FuxiState state)
{
    private static readonly TimeSpan SubscriptionLife = TimeSpan.FromHours(120);
    private static readonly TimeSpan TokenLife = TimeSpan.FromSeconds(259200);

    public void Map(FuxiRoutes routes)
    {
        routes.Map(FuxiEndpoints.Subscribe, FuxiJson.Context.SubscriptionRequest, Subscribe);
        routes.Map(FuxiEndpoints.FindSubscription, request => AsIdentity(request, identity => Find(request, identity)));
        routes.Map(FuxiEndpoints.DeleteSubscription, request => AsIdentity(request, identity => Delete(request, identity)));
        routes.Map(FuxiEndpoints.ListSubscriptions, request => AsIdentity(request, identity => List(request, identity)));
        routes.Map(
            FuxiEndpoints.ReviewSubscription,
            FuxiJson.Context.SubscriptionReview,
            (request, body) => AsIdentity(request, identity => Review(request, identity, body)));
    }

    private FuxiAnswer Subscribe(EmulatedRequest request, SubscriptionRequest? body)
    {
        if (state.LicensedAccount(request) is not EmulatedAccount account)
        {
            return FuxiAnswer.NotLicensed;
        }

        if (body is not { Requestor.Length: > 0, Identifier.Length: > 0, Recipient.Length: > 0 })
        {
            return FuxiAnswer.Incomplete;
        }

        if (state.IdentityOf(account, body.Requestor) is null)
        {
            return FuxiAnswer.OfAnotherClient;
        }

        if (!state.Identifiers.TryGetValue(body.Identifier, out DataIdentifier? identifier) || !state.Identities.ContainsKey(identifier.Owner!))
        {
            return FuxiAnswer.Error(404, "not_found", "The owner of the data identifier was not found");
        }

        Subscription subscription = Applied(body, identifier);
        if (!state.Subscriptions.TryAdd(subscription.Id, subscription))
        {
            return FuxiAnswer.Failure("the subscription exists already");
        }

        // One's own data needs no review.
        return string.Equals(subscription.Requestor, subscription.Owner, StringComparison.Ordinal)
            ? Decide(subscription, SubscriptionStatus.Granted)
            : FuxiAnswer.Of(201, subscription, GoTimeWriter.Nanoseconds.Subscription);
    }

    private FuxiAnswer Find(EmulatedRequest request, string identity)
    {
        if (!TryGet(request, out Subscription? subscription))
        {
            return state.Absent;
        }

        return string.Equals(subscription.Requestor, identity, StringComparison.Ordinal) || string.Equals(subscription.Owner, identity, StringComparison.Ordinal)
            ? FuxiAnswer.Of(200, subscription, GoTimeWriter.Misstamped.Subscription)
            : FuxiAnswer.OfAnotherClient;
    }

    private FuxiAnswer Delete(EmulatedRequest request, string identity)
    {
        if (!TryGet(request, out Subscription? subscription))
        {
            return FuxiAnswer.Failure("no entity exists");
        }

        if (!string.Equals(subscription.Requestor, identity, StringComparison.Ordinal))
        {
            return FuxiAnswer.Failure("no permission");
        }

        if (subscription.Status != SubscriptionStatus.Applied)
        {
            return FuxiAnswer.Failure("wrong status");
        }

        state.Subscriptions.Remove(subscription.Id);
        return FuxiAnswer.NoContent;
    }

    private FuxiAnswer List(EmulatedRequest request, string identity)
    {
        if (request.Query("role") is not string role)
        {
            return FuxiAnswer.Failure("lack role");
        }

        bool isRequestor = string.Equals(role, SubscriptionsQuery.Requestor, StringComparison.Ordinal);
        IEnumerable<Subscription> listed = state.Subscriptions.Values
            .Where(subscription => string.Equals(isRequestor ? subscription.Requestor : subscription.Owner, identity, StringComparison.Ordinal))
            .Where(subscription => request.Query("status") is not string status || subscription.Status == new SubscriptionStatus(status))
            .Where(subscription => request.Query("type") is not string type || subscription.Type == new SubscriptionType(type));
        return FuxiAnswer.Page(request, listed, GoTimeWriter.Misstamped.Subscription, state.Subscriptions.Count);
    }

    private FuxiAnswer Review(EmulatedRequest request, string identity, SubscriptionReview? body)
    {
        if (!TryGet(request, out Subscription? subscription))
        {
            return FuxiAnswer.Failure("no entity exists");
        }

        if (subscription.Status != SubscriptionStatus.Applied)
        {
            return FuxiAnswer.Failure("wrong status");
        }

        if (!string.Equals(subscription.Owner, identity, StringComparison.Ordinal))
        {
            return FuxiAnswer.Failure("no permission");
        }

        if (body is null)
        {
            return FuxiAnswer.Incomplete;
        }

        return body.Status == SubscriptionStatus.Granted || body.Status == SubscriptionStatus.Refused
            ? Decide(subscription, body.Status)
            : FuxiAnswer.Failure("illegal status");
    }

    // A token is made for a refusal too: so does the server.
    private FuxiAnswer Decide(Subscription subscription, SubscriptionStatus status)
    {
        var claims = new AccessTokenClaims
        {
            Audience = [subscription.Recipient!],
            ExpiresAt = state.Now + TokenLife,
            IssuedAt = state.Now,
            Issuer = "ORY Hydra",
            TokenId = Guid.NewGuid().ToString(),
            Requestor = subscription.Requestor,
            Scopes = [subscription.Identifier!],
            Subject = subscription.Owner,
            SubscriptionId = subscription.Id,
        };
        state.Subscriptions[subscription.Id] = subscription with { Status = status, Content = state.Tokens.Access(claims), ModifiedAt = state.Now };
        return FuxiAnswer.Of(200, claims, FuxiJson.Context.AccessTokenClaims);
    }

    private Subscription Applied(SubscriptionRequest request, DataIdentifier identifier) => new()
    {
        Id = IdOf(request, identifier.Owner!),
        Name = $"{request.Requestor} asks for {identifier.Id}",
        Content = "Grant it or refuse it.",
        Requestor = request.Requestor,
        Recipient = request.Recipient,
        Owner = identifier.Owner,
        Identifier = identifier.Id,
        Type = identifier.SubscriptionType,
        Status = SubscriptionStatus.Applied,
        CreatedAt = state.Now,
        ModifiedAt = state.Now,
        ExpiredAt = state.Now + SubscriptionLife,
    };

    private bool TryGet(EmulatedRequest request, [NotNullWhen(true)] out Subscription? subscription) =>
        state.Subscriptions.TryGetValue(request.Route("id"), out subscription);

    private FuxiAnswer AsIdentity(EmulatedRequest request, Func<string, FuxiAnswer> serve)
    {
        if (state.LicensedAccount(request) is not EmulatedAccount account)
        {
            return FuxiAnswer.NotLicensed;
        }

        if (request.Query("identity") is not string id)
        {
            return FuxiAnswer.Incomplete;
        }

        if (!state.Identities.ContainsKey(id))
        {
            return FuxiAnswer.Error(404, "not_found", "There is no such identity");
        }

        return state.IdentityOf(account, id) is null ? FuxiAnswer.OfAnotherClient : serve(id);
    }

    [SuppressMessage("Security", "CA5351", Justification = "The server's ids are made so; nothing is protected by them.")]
    private static string IdOf(SubscriptionRequest request, string owner)
    {
        byte[] hash = MD5.HashData(Encoding.UTF8.GetBytes(request.Requestor + request.Identifier + request.Recipient + owner));
        return Convert.ToHexStringLower(hash) + "." + request.Identifier;
    }
}
