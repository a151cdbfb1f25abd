namespace Interconn.Sdk.Permits;

/// <summary>Permits that end together: those of one user, or fewer of them.</summary>
public sealed record PermitSelection
{
    /// <summary>The node that may use the resources.</summary>
    public required string UserNodeId { get; init; }

    /// <summary>Only those granted under this contract; null for any or none.</summary>
    public string? ContractId { get; init; }

    /// <summary>Only this permit; null for all.</summary>
    public string? PermitId { get; init; }

    /// <summary>Whether a permit belongs to the selection. Stores decide by this, or by a query that says the same.</summary>
    /// <param name="permit">The permit.</param>
    /// <returns>Whether every part that is given agrees.</returns>
    public bool Contains(PermitRecord permit)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return permit.UserNodeId == UserNodeId
            && (ContractId is null || permit.ContractId == ContractId)
            && (PermitId is null || permit.PermitId == PermitId);
    }
}
