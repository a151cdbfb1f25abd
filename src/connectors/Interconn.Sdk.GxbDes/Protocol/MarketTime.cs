namespace Interconn.Sdk.GxbDes.Protocol;

/// <summary>The market's own time: it keeps its days, and prints some of its times, at UTC+8.</summary>
internal static class MarketTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    private static readonly long First = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Last = DateTimeOffset.MaxValue.AddDays(-1).ToUnixTimeMilliseconds();

    /// <summary>The time of a number of milliseconds since 1970; null where no calendar has it.</summary>
    public static DateTimeOffset? FromMilliseconds(long milliseconds) =>
        milliseconds >= First && milliseconds <= Last ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToOffset(Offset) : null;

    /// <summary>The day of the market at a time.</summary>
    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(Offset).DateTime);

    /// <summary>When a day of the market begins.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, Offset);
}
