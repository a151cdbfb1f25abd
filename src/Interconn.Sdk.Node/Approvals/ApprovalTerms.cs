namespace Interconn.Sdk.Node.Approvals;

/// <summary>On which terms something is approved. What is null stays as it was asked for; where both say something, the smaller counts.</summary>
public sealed record ApprovalTerms
{
    /// <summary>The level of the permit: a number of this node's choosing, higher allows more. 1 by default.</summary>
    public int Level { get; init; } = 1;

    /// <summary>Until when the permit may be used, exclusive.</summary>
    public DateTimeOffset? TimeLimit { get; init; }

    /// <summary>How often the permit may be used, 1 or more.</summary>
    public int? TimesLimit { get; init; }

    /// <summary>For what the permit may be used, in place of what was asked for: see <see cref="Interconn.Sdk.Permits.PermitRecord.AuthScope"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? AuthScope { get; init; }

    /// <summary>Until when a contract holds, exclusive.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
