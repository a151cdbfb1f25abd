using System.Text.Json;
using System.Text.Json.Serialization;
using Interconn.Sdk.Fuxi.Clients;
using Interconn.Sdk.Fuxi.Identifiers;
using Interconn.Sdk.Fuxi.Identities;
using Interconn.Sdk.Fuxi.Subscriptions;
using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.Fuxi.Protocol;

/// <summary>The JSON of FUXI IS CA.</summary>
[JsonSerializable(typeof(ClientRegistration))]
[JsonSerializable(typeof(RegisteredClient))]
[JsonSerializable(typeof(License))]
[JsonSerializable(typeof(IReadOnlyList<License>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IdentityRegistration))]
[JsonSerializable(typeof(CreatedIdentity))]
[JsonSerializable(typeof(Identity))]
[JsonSerializable(typeof(IReadOnlyList<Identity>))]
[JsonSerializable(typeof(IdentitiesQuery))]
[JsonSerializable(typeof(DataIdentifierRegistration))]
[JsonSerializable(typeof(DataIdentifier))]
[JsonSerializable(typeof(IReadOnlyList<DataIdentifier>))]
[JsonSerializable(typeof(IdentifiersByOwnerQuery))]
[JsonSerializable(typeof(IdentifiersByTagQuery))]
[JsonSerializable(typeof(IdentifiersByMetadataQuery))]
[JsonSerializable(typeof(SubscriptionRequest))]
[JsonSerializable(typeof(Subscription))]
[JsonSerializable(typeof(IReadOnlyList<Subscription>))]
[JsonSerializable(typeof(AccessTokenClaims))]
[JsonSerializable(typeof(SubscriptionReview))]
[JsonSerializable(typeof(SubscriptionIdentityQuery))]
[JsonSerializable(typeof(SubscriptionsQuery))]
internal sealed partial class FuxiJson : JsonSerializerContext
{
    public static FuxiJson Context { get; } = With(new FuxiTimeConverter());

    /// <summary>The same JSON with times of another form.</summary>
    public static FuxiJson With(JsonConverter<DateTimeOffset?> times)
    {
        JsonSerializerOptions options = NeighbourJson.CreateOptions();
        options.Converters.Add(times);
        return new FuxiJson(options);
    }
}
