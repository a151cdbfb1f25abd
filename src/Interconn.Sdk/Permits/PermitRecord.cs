namespace Interconn.Sdk.Permits;

/// <summary>A permit as its holder keeps it. The token is not part of it: it can be made, and need not be kept.</summary>
public sealed record PermitRecord
{
    /// <summary>The identifier of the permit, unique in the store.</summary>
    public required string PermitId { get; init; }

    /// <summary>The kind of the resource.</summary>
    public required ResourceType ResourceType { get; init; }

    /// <summary>The id of the resource.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The level granted: it serves demands up to itself.</summary>
    public required int Level { get; init; }

    /// <summary>The node that holds the resource.</summary>
    public required string HolderNodeId { get; init; }

    /// <summary>The institution of the holder.</summary>
    public required string HolderInstId { get; init; }

    /// <summary>The node that may use the resource.</summary>
    public required string UserNodeId { get; init; }

    /// <summary>The institution of the user.</summary>
    public required string UserInstId { get; init; }

    /// <summary>Until when the permit may be used, exclusive and to the millisecond. Null means without limit.</summary>
    public DateTimeOffset? TimeLimit { get; init; }

    /// <summary>How often the permit may be used, 1 or more. Null means without limit.</summary>
    public int? TimesLimit { get; init; }

    /// <summary>How often it was used. Counted without a limit too.</summary>
    public long Uses { get; init; }

    /// <summary>When it was revoked; null while it is not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>
    /// For what it may be used (<c>auth_scope</c>, 4.3): from a kind (<c>NODE</c>, <c>PROJECT</c>, <c>COMPONENT</c>) to the ids allowed. A kind that is
    /// absent is unrestricted; null restricts nothing.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? AuthScope { get; init; }

    /// <summary>The contract under which it was granted, or null. When that ends, so does the permit.</summary>
    public string? ContractId { get; init; }

    /// <summary>When that contract expires, exclusive, and the permit with it, as if it were revoked; null where there is none. Its user is not told.</summary>
    public DateTimeOffset? ContractExpiresAt { get; init; }

    /// <summary>The audit in which it was granted, or null.</summary>
    public string? AuditId { get; init; }

    /// <summary>The key that the token was made under, or null; such a key is kept while <see cref="IPermitStore.IsKeyInUseAsync"/> says so.</summary>
    public string? KeyId { get; init; }

    /// <summary>When it was issued.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Whether it was revoked.</summary>
    public bool IsRevoked => RevokedAt is not null;

    /// <summary>What a use at a given time would come to. Stores decide by this, so that all decide alike.</summary>
    /// <param name="now">The time.</param>
    /// <returns>
    /// <see cref="PermitUseOutcome.Expired"/>, <see cref="PermitUseOutcome.Revoked"/> or <see cref="PermitUseOutcome.UsedUp"/>, in this order where several are true;
    /// otherwise <see cref="PermitUseOutcome.Granted"/>.
    /// </returns>
    public PermitUseOutcome OutcomeAt(DateTimeOffset now)
    {
        if (now >= TimeLimit)
        {
            return PermitUseOutcome.Expired;
        }

        if (IsRevoked || now >= ContractExpiresAt)
        {
            return PermitUseOutcome.Revoked;
        }

        return Uses >= TimesLimit ? PermitUseOutcome.UsedUp : PermitUseOutcome.Granted;
    }
}
