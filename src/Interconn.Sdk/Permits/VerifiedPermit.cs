namespace Interconn.Sdk.Permits;

/// <summary>A permit that came with a call, was found to hold, and whose use was counted.</summary>
public sealed record VerifiedPermit
{
    /// <summary>The identifier of the permit in the holder's store. It is no secret, but only its first 8 characters are logged.</summary>
    public required string PermitId { get; init; }

    /// <summary>The kind of the resource.</summary>
    public required ResourceType ResourceType { get; init; }

    /// <summary>The id of the resource.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The level that the permit grants.</summary>
    public required int Level { get; init; }

    /// <summary>How many uses are left after this one. Null means without limit.</summary>
    public int? UsesLeft { get; init; }
}
