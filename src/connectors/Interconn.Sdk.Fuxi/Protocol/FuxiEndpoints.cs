using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.Fuxi.Protocol;

/// <summary>The endpoints that the client calls. What is not a GET is sent once: none of it says by its answer what a second time did.</summary>
internal static class FuxiEndpoints
{
    public static readonly NeighbourEndpoint CreateClient = new("1.1", "创建Client", HttpMethod.Post, "/clients")
    {
        Body = FuxiJson.Context.ClientRegistration,
        Answers = [FuxiJson.Context.RegisteredClient],
    };

    public static readonly NeighbourEndpoint CreateLicense = new("1.2", "创建License", HttpMethod.Post, "/clients/{id}/licenses")
    {
        Answers = [FuxiJson.Context.License],
    };

    public static readonly NeighbourEndpoint ListLicenses = new("1.3", "查询License", HttpMethod.Get, "/clients/{id}/licenses")
    {
        Answers = [FuxiJson.Context.IReadOnlyListLicense],
    };

    public static readonly NeighbourEndpoint ListNamespaces = new("1.4", "查询可用的名字空间", HttpMethod.Get, "/clients/{id}/namespaces")
    {
        Answers = [FuxiJson.Context.IReadOnlyListString],
    };

    public static readonly NeighbourEndpoint CreateIdentity = new("2.1", "创建身份标识", HttpMethod.Post, "/identity")
    {
        Body = FuxiJson.Context.IdentityRegistration,
        Answers = [FuxiJson.Context.CreatedIdentity],
    };

    public static readonly NeighbourEndpoint FindIdentity = new("2.2", "查询身份标识", HttpMethod.Get, "/identity/{id}")
    {
        Answers = [FuxiJson.Context.Identity],
    };

    public static readonly NeighbourEndpoint DeleteIdentity = new("2.3", "删除身份标识", HttpMethod.Delete, "/identity/{id}");

    public static readonly NeighbourEndpoint ListIdentities = new("2.4", "查询某个用户名下的身份标识", HttpMethod.Get, "/identity")
    {
        Query = FuxiJson.Context.IdentitiesQuery,
        Answers = [FuxiJson.Context.IReadOnlyListIdentity],
    };

    public static readonly NeighbourEndpoint CreateIdentifier = new("3.1", "创建数据标识", HttpMethod.Post, "/identifier")
    {
        Body = FuxiJson.Context.DataIdentifierRegistration,
        Answers = [FuxiJson.Context.DataIdentifier],
    };

    public static readonly NeighbourEndpoint FindIdentifier = new("3.2", "查询数据标识", HttpMethod.Get, "/identifier/{id}")
    {
        Answers = [FuxiJson.Context.DataIdentifier],
    };

    /// <summary>The document prints the path of 2.3, which would delete an identity; its example has this one.</summary>
    public static readonly NeighbourEndpoint DeleteIdentifier = new("3.3", "删除数据标识", HttpMethod.Delete, "/identifier/{id}");

    public static readonly NeighbourEndpoint ListIdentifiersByOwner = new("3.4", "查询某个身份标识下的数据标识", HttpMethod.Get, "/identifier")
    {
        Query = FuxiJson.Context.IdentifiersByOwnerQuery,
        Answers = [FuxiJson.Context.IReadOnlyListDataIdentifier],
    };

    public static readonly NeighbourEndpoint ListIdentifiersByTag = new("3.5", "查询包含相关tag的数据标识", HttpMethod.Get, "/identifier")
    {
        Query = FuxiJson.Context.IdentifiersByTagQuery,
        Answers = [FuxiJson.Context.IReadOnlyListDataIdentifier],
    };

    public static readonly NeighbourEndpoint ListIdentifiersByMetadata = new("3.6", "查询包含相关metadata的数据标识", HttpMethod.Get, "/identifier")
    {
        Query = FuxiJson.Context.IdentifiersByMetadataQuery,
        Answers = [FuxiJson.Context.IReadOnlyListDataIdentifier],
    };

    public static readonly NeighbourEndpoint Subscribe = new("4.1", "订阅数据", HttpMethod.Post, "/subscriptions")
    {
        Body = FuxiJson.Context.SubscriptionRequest,
        Answers = [FuxiJson.Context.Subscription, FuxiJson.Context.AccessTokenClaims],
    };

    public static readonly NeighbourEndpoint FindSubscription = new("4.2", "查询某个订阅", HttpMethod.Get, "/subscriptions/{id}")
    {
        Query = FuxiJson.Context.SubscriptionIdentityQuery,
        Answers = [FuxiJson.Context.Subscription],
    };

    public static readonly NeighbourEndpoint DeleteSubscription = new("4.3", "删除订阅", HttpMethod.Delete, "/subscriptions/{id}")
    {
        Query = FuxiJson.Context.SubscriptionIdentityQuery,
    };

    public static readonly NeighbourEndpoint ListSubscriptions = new("4.4", "查询订阅", HttpMethod.Get, "/subscriptions")
    {
        Query = FuxiJson.Context.SubscriptionsQuery,
        Answers = [FuxiJson.Context.IReadOnlyListSubscription],
    };

    public static readonly NeighbourEndpoint ReviewSubscription = new("4.5", "审批订阅", HttpMethod.Patch, "/subscriptions/{id}")
    {
        Query = FuxiJson.Context.SubscriptionIdentityQuery,
        Body = FuxiJson.Context.SubscriptionReview,
        Answers = [FuxiJson.Context.AccessTokenClaims],
    };

    public static readonly IReadOnlyList<NeighbourEndpoint> All =
    [
        CreateClient, CreateLicense, ListLicenses, ListNamespaces,
        CreateIdentity, FindIdentity, DeleteIdentity, ListIdentities,
        CreateIdentifier, FindIdentifier, DeleteIdentifier, ListIdentifiersByOwner, ListIdentifiersByTag, ListIdentifiersByMetadata,
        Subscribe, FindSubscription, DeleteSubscription, ListSubscriptions, ReviewSubscription,
    ];
}
