namespace ExistingHost.Catalogue;

/// <summary>A dataset that was lent to somebody outside of the house: what the auditors ask for.</summary>
internal sealed class Loan
{
    public required string Id { get; init; }

    public required string DatasetId { get; init; }

    public required string Borrower { get; init; }

    public required DateTimeOffset LentAt { get; init; }

    /// <summary>How often it may be read; null without a limit.</summary>
    public int? ReadsAllowed { get; init; }

    /// <summary>How often it was.</summary>
    public int Reads { get; init; }
}
