namespace Interconn.Sdk.Permits;

/// <summary>What a token says of its permit: who may use which resource of whom.</summary>
public sealed record PermitClaims
{
    /// <summary>The identifier of the permit (<c>jti</c>), unique at its holder.</summary>
    public required string PermitId { get; init; }

    /// <summary>The node that holds the resource; it made the token and is the only one that takes it (<c>iss</c>, <c>aud</c>).</summary>
    public required string HolderNodeId { get; init; }

    /// <summary>The institution of the holder (<c>rinst</c>).</summary>
    public required string HolderInstId { get; init; }

    /// <summary>The node that may use the resource (<c>sub</c>).</summary>
    public required string UserNodeId { get; init; }

    /// <summary>The institution of the user (<c>sinst</c>).</summary>
    public required string UserInstId { get; init; }

    /// <summary>The kind of the resource (<c>rtype</c>).</summary>
    public required ResourceType ResourceType { get; init; }

    /// <summary>The id of the resource at its holder (<c>rid</c>).</summary>
    public required string ResourceId { get; init; }

    /// <summary>The level granted (<c>rlvl</c>): it serves demands up to itself.</summary>
    public required int Level { get; init; }

    /// <summary>When the permit was issued (<c>iat</c>), to the second.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>
    /// Until when the permit may be used (<c>exp</c>), in a token rounded down to the second; null means without limit. The holder goes by
    /// the milliseconds of <see cref="PermitRecord.TimeLimit"/> instead.
    /// </summary>
    public DateTimeOffset? TimeLimit { get; init; }
}
