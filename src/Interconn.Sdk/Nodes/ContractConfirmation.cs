using System.Text.Json.Serialization;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Nodes;

/// <summary>What the partner has decided on an application for a contract: the request of 3.2, from the partner to the applicant.</summary>
public sealed record ContractConfirmation : IFieldRules, INamesContract, IBringsCredential
{
    /// <summary>The contract, as 3.1 answered its id. 1 to 128 characters.</summary>
    [JsonPropertyName("contract_id")]
    public required string ContractId { get; init; }

    /// <summary>The decision.</summary>
    [JsonPropertyName("status")]
    public required ApprovalDecision Status { get; init; }

    /// <summary>
    /// What <see cref="AuthCredential"/> is: a signature algorithm, a public key or a certificate. 1 to 256 characters. Demanded of an
    /// approval; null is allowed for a rejection.
    /// </summary>
    [JsonPropertyName("auth_type")]
    public string? AuthType { get; init; }

    /// <summary>
    /// The public key or certificate that the partner's signatures are verified with. At most 16 KiB. Demanded of an approval; null is
    /// allowed for a rejection.
    /// </summary>
    [JsonPropertyName("auth_credential")]
    public string? AuthCredential { get; init; }

    /// <summary>Until when the contract holds. Demanded of an approval; null is allowed for a rejection.</summary>
    [JsonPropertyName("expired_time")]
    [JsonConverter(typeof(InterconnTimeConverter))]
    public DateTimeOffset? ExpiredTime { get; init; }

    void IFieldRules.Check()
    {
        FieldRules.Id(ContractId);
        FieldRules.Name(AuthType);
        FieldRules.Credential(AuthCredential);
        if (Status == ApprovalDecision.Approved)
        {
            const string Rule = "must be there when the status is APPROVED.";
            FieldRules.That(AuthCredential is not null, Rule, AuthCredential);
            FieldRules.That(AuthType is not null, Rule, AuthType);
            FieldRules.That(ExpiredTime is not null, Rule, ExpiredTime);
        }
    }

    /// <summary>Says what was decided. The credential is left out: texts like this one end in logs.</summary>
    /// <returns>A text without the credential.</returns>
    public override string ToString() => $"{nameof(ContractConfirmation)} of {ContractId}: {Status}";
}
