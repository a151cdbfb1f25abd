namespace Interconn.Sdk.Permits;

/// <summary>What came of reading a token: its claims, or why it is none of ours.</summary>
public sealed record PermitReading
{
    private PermitReading(PermitReadingStatus status, PermitClaims? claims)
    {
        Status = status;
        Claims = claims;
    }

    /// <summary>Whether the token holds, and if not, why: for the host's log. The partner is answered the same in every case.</summary>
    public PermitReadingStatus Status { get; }

    /// <summary>What the token says; null unless <see cref="Status"/> is <see cref="PermitReadingStatus.Valid"/>.</summary>
    public PermitClaims? Claims { get; }

    /// <summary>A token that this node made.</summary>
    /// <param name="claims">What it says.</param>
    /// <returns>The reading.</returns>
    public static PermitReading Valid(PermitClaims claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return new PermitReading(PermitReadingStatus.Valid, claims);
    }

    /// <summary>A token that is refused.</summary>
    /// <param name="status">Why; not <see cref="PermitReadingStatus.Valid"/>.</param>
    /// <returns>The reading.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is no refusal.</exception>
    public static PermitReading Refused(PermitReadingStatus status)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(status, PermitReadingStatus.Valid);
        return new PermitReading(status, null);
    }
}
