using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Components;

/// <summary>
/// Asks for one page of a partner's public components: the request of 6.1. Of partners that write the contract's parameter as
/// <c>contract_Id</c>, as the standard first printed it, that is read too.
/// </summary>
public sealed record ComponentListQuery : IFieldRules, IPagedRequest, INamesContract
{
    /// <summary>The contract that the caller asks under. 1 to 128 characters.</summary>
    [JsonPropertyName("contract_id")]
    public required string ContractId { get; init; }

    /// <summary>Only components of this category, for instance <c>LOADER</c>. Null means all. At most 256 characters.</summary>
    [JsonPropertyName("category")]
    public string? Category { get; init; }

    /// <summary>Only components of this developer. Null means all. At most 256 characters.</summary>
    [JsonPropertyName("developer")]
    public string? Developer { get; init; }

    /// <inheritdoc/>
    [JsonPropertyName("page_num")]
    public int? PageNum { get; init; }

    /// <inheritdoc/>
    [JsonPropertyName("page_size")]
    public int? PageSize { get; init; }

    void IFieldRules.Check()
    {
        FieldRules.Id(ContractId);
        FieldRules.ShortText(Category);
        FieldRules.ShortText(Developer);
    }
}
