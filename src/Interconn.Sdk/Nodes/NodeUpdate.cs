using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Nodes;

/// <summary>
/// Tells a partner what has changed about the sender's node, its key included: the request of 3.4, which a platform need not serve.
/// All fields are sent, changed or not.
/// </summary>
public sealed record NodeUpdate : IFieldRules, INamesContract, IBringsCredential
{
    /// <summary>The contract that the update is for. 1 to 128 characters.</summary>
    [JsonPropertyName("contract_id")]
    public required string ContractId { get; init; }

    /// <summary>The name of the sender's node. 1 to 256 characters.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>Where the sender's node serves: scheme, host, port and, for some, a path base. 1 to 1,024 characters.</summary>
    [JsonPropertyName("address")]
    public required string Address { get; init; }

    /// <summary>What the sender's node is for, or null. At most 4,096 characters.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>The id of the sender's institution. 1 to 128 characters.</summary>
    [JsonPropertyName("inst_id")]
    public required string InstId { get; init; }

    /// <summary>The name of the sender's institution. 1 to 256 characters.</summary>
    [JsonPropertyName("institution")]
    public required string Institution { get; init; }

    /// <summary>The system that the sender's node runs. 1 to 256 characters.</summary>
    [JsonPropertyName("system")]
    public required string System { get; init; }

    /// <summary>The version of that system. 1 to 256 characters.</summary>
    [JsonPropertyName("system_version")]
    public required string SystemVersion { get; init; }

    /// <summary>
    /// What <see cref="AuthCredential"/> is, for instance <c>SHA256_RSA</c>, <c>SHA256_ECDSA</c> or <c>CERT</c>. 1 to 256 characters.
    /// </summary>
    [JsonPropertyName("auth_type")]
    public required string AuthType { get; init; }

    /// <summary>The public key or certificate that the sender's signatures are verified with from now on. At most 16 KiB.</summary>
    [JsonPropertyName("auth_credential")]
    public required string AuthCredential { get; init; }

    void IFieldRules.Check()
    {
        FieldRules.Id(ContractId);
        NodeFields.Check(Address, Name, Description, InstId, Institution, System, SystemVersion);
        FieldRules.Name(AuthType);
        FieldRules.Credential(AuthCredential);
    }

    /// <summary>Says whose update it is. The credential is left out: texts like this one end in logs.</summary>
    /// <returns>A text without the credential.</returns>
    public override string ToString() => $"{nameof(NodeUpdate)} under {ContractId}: {Name} at {Address} ({AuthType})";
}
