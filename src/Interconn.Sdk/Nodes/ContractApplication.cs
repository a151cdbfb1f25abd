using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Nodes;

/// <summary>
/// Applies for a contract: the request of 3.1. Every field describes the applicant's own node, <see cref="InstId"/> too; the partner
/// is named by the header <c>x-target-node-id</c> alone.
/// </summary>
public sealed record ContractApplication : IFieldRules, IBringsCredential
{
    /// <summary>The applicant's node id, the same as the header <c>x-source-node-id</c>. 1 to 128 characters.</summary>
    [JsonPropertyName("node_id")]
    public required string NodeId { get; init; }

    /// <summary>The name of the applicant's node. 1 to 256 characters.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>Where the applicant's node serves: scheme, host, port and, for some, a path base. 1 to 1,024 characters.</summary>
    [JsonPropertyName("address")]
    public required string Address { get; init; }

    /// <summary>What the applicant's node is for, or null. At most 4,096 characters.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>The id of the applicant's institution. 1 to 128 characters.</summary>
    [JsonPropertyName("inst_id")]
    public required string InstId { get; init; }

    /// <summary>The name of the applicant's institution. 1 to 256 characters.</summary>
    [JsonPropertyName("institution")]
    public required string Institution { get; init; }

    /// <summary>The system that the applicant's node runs. 1 to 256 characters.</summary>
    [JsonPropertyName("system")]
    public required string System { get; init; }

    /// <summary>The version of that system. 1 to 256 characters.</summary>
    [JsonPropertyName("system_version")]
    public required string SystemVersion { get; init; }

    /// <summary>What <see cref="AuthCredential"/> is: a signature algorithm, a public key or a certificate. 1 to 256 characters.</summary>
    [JsonPropertyName("auth_type")]
    public required string AuthType { get; init; }

    /// <summary>The public key or certificate that the applicant's signatures are verified with. At most 16 KiB.</summary>
    [JsonPropertyName("auth_credential")]
    public required string AuthCredential { get; init; }

    /// <summary>Until when the contract is wanted; the partner may shorten it. Null leaves it to the partner.</summary>
    [JsonPropertyName("expired_time")]
    [JsonConverter(typeof(InterconnTimeConverter))]
    public DateTimeOffset? ExpiredTime { get; init; }

    void IFieldRules.Check()
    {
        FieldRules.Id(NodeId);
        NodeFields.Check(Address, Name, Description, InstId, Institution, System, SystemVersion);
        FieldRules.Name(AuthType);
        FieldRules.Credential(AuthCredential);
    }

    /// <summary>Says who applies. The credential is left out: texts like this one end in logs.</summary>
    /// <returns>A text without the credential.</returns>
    public override string ToString() => $"{nameof(ContractApplication)} of {NodeId} at {Address} ({AuthType})";
}
