using System.Text.Json.Serialization;

namespace Interconn.Sdk.HuaweiBcs.Datasets;

/// <summary>Authorises the order of a dataset (AuthorizeDatasetOrder). It carries the private key of the provider: it is sent by https, and its text leaves the key out.</summary>
public sealed record DatasetAuthorization
{
    /// <summary>The organisation on the BCS instance.</summary>
    [JsonPropertyName("orgID")]
    public required string OrgId { get; init; }

    /// <summary>The channel of the chain.</summary>
    [JsonPropertyName("channelID")]
    public required string ChannelId { get; init; }

    /// <summary>The method of signing; the document knows <c>SW</c> only.</summary>
    [JsonPropertyName("cryptoMethod")]
    public string CryptoMethod { get; init; } = "SW";

    /// <summary>The certificate of the provider, as PEM.</summary>
    [JsonPropertyName("cert")]
    public required string Certificate { get; init; }

    /// <summary>The private key of the provider, as PEM. A secret.</summary>
    [JsonPropertyName("sk")]
    public required string PrivateKey { get; init; }

    /// <summary>When it is authorised, sent in whole seconds with its offset. Null sends the present time, at UTC+8.</summary>
    [JsonPropertyName("timestamp")]
    [JsonConverter(typeof(OffsetSecondsConverter))]
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The DID of who ordered, for instance <c>did:example:3TMWx8owKHARgNwbj4ywmG</c>.</summary>
    [JsonPropertyName("consumer")]
    public required string Consumer { get; init; }

    /// <summary>The number of the order.</summary>
    [JsonPropertyName("orderSeq")]
    public required string OrderSeq { get; init; }

    /// <summary>The order without certificate and key.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"authorisation of order {OrderSeq} of {Consumer} on {ChannelId}";
}
