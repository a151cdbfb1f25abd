using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Components;

/// <summary>Asks for the detail of one component: the request of 6.2. Code and version together name it.</summary>
public sealed record ComponentQuery : IFieldRules, INamesContract
{
    /// <summary>The contract that the caller asks under. 1 to 128 characters.</summary>
    [JsonPropertyName("contract_id")]
    public required string ContractId { get; init; }

    /// <summary>The component's code. 1 to 256 characters.</summary>
    [JsonPropertyName("code")]
    public required string Code { get; init; }

    /// <summary>The component's version, for instance <c>1.0.0</c>. 1 to 256 characters.</summary>
    [JsonPropertyName("version")]
    public required string Version { get; init; }

    void IFieldRules.Check()
    {
        FieldRules.Id(ContractId);
        FieldRules.Name(Code);
        FieldRules.Name(Version);
    }
}
