namespace Interconn.Sdk.Node.Contracts;

/// <summary>Ends of contracts as both nodes can know them: what travels are whole milliseconds, up to the last that reads as such.</summary>
internal static class ContractTime
{
    // 13 digits: the largest number that is read as milliseconds. It is in the year 2286.
    private const long LastMilliseconds = 9_999_999_999_999;

    public static DateTimeOffset Fit(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(time.ToUnixTimeMilliseconds(), LastMilliseconds));

    public static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;
}
