using System.Text.Json.Serialization;

namespace Interconn.Sdk.GxbDes.Accounts;

/// <summary>The body of a binding (3.1.1). Who has it can send it again, so its text leaves the signature out.</summary>
internal sealed record BindRequest
{
    [JsonPropertyName("accountId")]
    public required string AccountId { get; init; }

    [JsonPropertyName("merchantId")]
    public required long MerchantId { get; init; }

    [JsonPropertyName("serviceUrl")]
    public required string ServiceUrl { get; init; }

    [JsonPropertyName("timestamp")]
    public required long Timestamp { get; init; }

    [JsonPropertyName("signature")]
    public required string Signature { get; init; }

    public override string ToString() => $"binding of {AccountId} to {MerchantId}";
}
