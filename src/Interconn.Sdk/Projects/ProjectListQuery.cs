using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Projects;

/// <summary>Asks for one page of the projects that the caller takes part in: the request of 5.5.</summary>
public sealed record ProjectListQuery : IFieldRules, IPagedRequest, INamesContract
{
    /// <summary>The contract that the caller asks under. 1 to 128 characters.</summary>
    [JsonPropertyName("contract_id")]
    public required string ContractId { get; init; }

    /// <inheritdoc/>
    [JsonPropertyName("page_num")]
    public int? PageNum { get; init; }

    /// <inheritdoc/>
    [JsonPropertyName("page_size")]
    public int? PageSize { get; init; }

    void IFieldRules.Check() => FieldRules.Id(ContractId);
}
