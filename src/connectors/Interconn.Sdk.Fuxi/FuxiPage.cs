namespace Interconn.Sdk.Fuxi;

/// <summary>
/// One page of a list. The document knows no pages, its server does; what it says of the total is not true, so the end of a list is a page with fewer entries
/// than were asked for.
/// </summary>
public sealed record FuxiPage
{
    /// <summary>The most entries of a page.</summary>
    public const int MaxLimit = 500;

    /// <summary>How many entries to leave out at the beginning, 0 or more. Null sends nothing, which means 0.</summary>
    public int? Offset { get; init; }

    /// <summary>How many entries to give at most, 1 to 500. Null sends nothing, which means 100.</summary>
    public int? Limit { get; init; }

    /// <summary>Checks the bounds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is not kept.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Offset ?? 0, nameof(Offset));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Limit ?? 1, nameof(Limit));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Limit ?? 1, MaxLimit, nameof(Limit));
    }
}
