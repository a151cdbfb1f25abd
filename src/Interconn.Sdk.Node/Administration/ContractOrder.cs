namespace Interconn.Sdk.Node.Administration;

/// <summary>What an administrator gives to apply for a contract.</summary>
internal sealed record ContractOrder
{
    public required string PartnerNodeId { get; init; }

    public required Uri PartnerAddress { get; init; }

    public string? ExpectedKey { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}
