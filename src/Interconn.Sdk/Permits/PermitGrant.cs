namespace Interconn.Sdk.Permits;

/// <summary>What a holder grants: the content of a permit before it is issued.</summary>
public sealed record PermitGrant
{
    /// <summary>The kind of the resource.</summary>
    public required ResourceType ResourceType { get; init; }

    /// <summary>The id of the resource at this node, 1 to 128 characters.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The level: a number of the holder's choosing, higher allows more. 1 by default.</summary>
    public int Level { get; init; } = 1;

    /// <summary>The node that may use the resource, in the form of <c>x-source-node-id</c>.</summary>
    public required string UserNodeId { get; init; }

    /// <summary>The institution of that node, 1 to 128 characters.</summary>
    public required string UserInstId { get; init; }

    /// <summary>Until when the permit may be used, exclusive; fractions of a millisecond are dropped. Null means without limit.</summary>
    public DateTimeOffset? TimeLimit { get; init; }

    /// <summary>How often the permit may be used, 1 or more. Null means without limit.</summary>
    public int? TimesLimit { get; init; }

    /// <summary>For what the permit may be used; see <see cref="PermitRecord.AuthScope"/>. Null restricts nothing.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? AuthScope { get; init; }

    /// <summary>The contract under which it is granted, or null.</summary>
    public string? ContractId { get; init; }

    /// <summary>When that contract expires, and the permit with it; null where there is none.</summary>
    public DateTimeOffset? ContractExpiresAt { get; init; }

    /// <summary>The audit in which it is granted, or null.</summary>
    public string? AuditId { get; init; }
}
