namespace Interconn.Sdk.GxbDes.Accounts;

/// <summary>Binds an account of the chain to an account of the market (3.1.1).</summary>
public sealed record AccountBinding
{
    /// <summary>The account of the chain, for instance <c>1.2.11</c>. Without <c>|</c>, which parts the signed text.</summary>
    public required string AccountId { get; init; }

    /// <summary>The account of the market, 0 or more.</summary>
    public required long MerchantId { get; init; }

    /// <summary>Where the account's data source serves, sent as it stands here. Without <c>|</c>.</summary>
    public required string ServiceUrl { get; init; }

    /// <summary>When it is bound, in milliseconds since 1970, sent as it stands here. Null sends the present time.</summary>
    public long? Timestamp { get; init; }
}
