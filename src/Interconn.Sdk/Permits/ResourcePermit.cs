using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Permits;

/// <summary>
/// The permit that the holder of a resource hands to its user (section 4.4): sent with a confirmation, kept by the user and presented
/// in <c>x-mprac-token-set</c> when the resource is used.
/// </summary>
public sealed record ResourcePermit : IFieldRules
{
    /// <summary>The token that proves the permit. Opaque to its user; it is a secret and never logged.</summary>
    [JsonPropertyName("token")]
    public required string Token { get; init; }

    /// <summary>The level: a number of the holder's choosing, higher allows more.</summary>
    [JsonPropertyName("resource_level")]
    public required int ResourceLevel { get; init; }

    /// <summary>The kind of the resource.</summary>
    [JsonPropertyName("resource_type")]
    public required ResourceType ResourceType { get; init; }

    /// <summary>The id of the resource at its holder.</summary>
    [JsonPropertyName("resource_id")]
    public required string ResourceId { get; init; }

    /// <summary>The node that holds the resource.</summary>
    [JsonPropertyName("resource_node_id")]
    public required string ResourceNodeId { get; init; }

    /// <summary>The institution that holds the resource.</summary>
    [JsonPropertyName("resource_inst_id")]
    public required string ResourceInstId { get; init; }

    /// <summary>The node that may use the resource.</summary>
    [JsonPropertyName("request_node_id")]
    public required string RequestNodeId { get; init; }

    /// <summary>The institution that may use the resource.</summary>
    [JsonPropertyName("request_inst_id")]
    public required string RequestInstId { get; init; }

    /// <summary>Until when the permit may be used, exclusive. Null means without limit.</summary>
    [JsonPropertyName("time_limit")]
    [JsonConverter(typeof(InterconnTimeConverter))]
    public DateTimeOffset? TimeLimit { get; init; }

    /// <summary>How often the permit may be used, 1 or more. Null means without limit.</summary>
    [JsonPropertyName("times_limit")]
    public int? TimesLimit { get; init; }

    void IFieldRules.Check()
    {
        FieldRules.Credential(Token);
        FieldRules.Id(ResourceType.Value, nameof(ResourceType));
        FieldRules.Id(ResourceId);
        FieldRules.Id(ResourceNodeId);
        FieldRules.Id(ResourceInstId);
        FieldRules.Id(RequestNodeId);
        FieldRules.Id(RequestInstId);
        FieldRules.AtLeast(1, TimesLimit);
    }

    /// <summary>Says which resource the permit is for, without the token.</summary>
    /// <returns>For instance <c>DATASET d-01 of LX0000010000280 for JG0100001100000000</c>.</returns>
    public override string ToString() => $"{ResourceType} {ResourceId} of {ResourceNodeId} for {RequestNodeId}";
}
