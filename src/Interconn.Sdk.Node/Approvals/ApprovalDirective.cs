namespace Interconn.Sdk.Node.Approvals;

/// <summary>What a policy says of an application: approve, reject, or leave it to a person.</summary>
public sealed record ApprovalDirective
{
    private ApprovalDirective()
    {
    }

    /// <summary>Leave it to a person, who finds it among the pending approvals.</summary>
    public static ApprovalDirective Wait { get; } = new();

    /// <summary>Reject it.</summary>
    public static ApprovalDirective Reject { get; } = new() { IsRejection = true };

    /// <summary>The terms of an approval; null where it is none.</summary>
    public ApprovalTerms? Terms { get; private init; }

    /// <summary>Whether it is a rejection.</summary>
    public bool IsRejection { get; private init; }

    /// <summary>Approve it.</summary>
    /// <param name="terms">On which terms; null for those that were asked for.</param>
    /// <returns>The directive.</returns>
    public static ApprovalDirective Approve(ApprovalTerms? terms = null) => new() { Terms = terms ?? new ApprovalTerms() };
}
