using System.Text.Json.Serialization;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Datasets;

/// <summary>Asks the holder of a dataset for the permit to use it: the request of 4.3.</summary>
public sealed record DatasetAuditApplication : IFieldRules, INamesContract
{
    /// <summary>The id that the applicant gives the audit. 1 to 128 characters.</summary>
    [JsonPropertyName("audit_id")]
    public required string AuditId { get; init; }

    /// <summary>The contract that the applicant asks under. 1 to 128 characters.</summary>
    [JsonPropertyName("contract_id")]
    public required string ContractId { get; init; }

    /// <summary>The dataset's id at its holder. 1 to 128 characters.</summary>
    [JsonPropertyName("dataset_id")]
    public required string DatasetId { get; init; }

    /// <summary>
    /// What the permit is to be good for: from a kind of <see cref="AuthScopeKinds"/>, or one of the partner's own, to ids of that kind.
    /// Null means without restriction. At most 256 kinds of at most 1,000 ids each.
    /// </summary>
    [JsonPropertyName("auth_scope")]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? AuthScope { get; init; }

    /// <summary>Until when the permit is wanted. Null means without limit.</summary>
    [JsonPropertyName("time_limit")]
    [JsonConverter(typeof(InterconnTimeConverter))]
    public DateTimeOffset? TimeLimit { get; init; }

    /// <summary>How many uses are wanted, 1 or more. Null means without limit.</summary>
    [JsonPropertyName("times_limit")]
    public int? TimesLimit { get; init; }

    void IFieldRules.Check()
    {
        FieldRules.Id(AuditId);
        FieldRules.Id(ContractId);
        FieldRules.Id(DatasetId);
        FieldRules.IdLists(AuthScope);
        FieldRules.AtLeast(1, TimesLimit);
    }
}
