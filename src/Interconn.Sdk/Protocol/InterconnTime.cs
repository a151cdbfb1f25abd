using System.Globalization;

namespace Interconn.Sdk.Protocol;

/// <summary>
/// Reads and writes <c>expired_time</c> and <c>time_limit</c>. The standard gives them as int64 without a unit; Unix milliseconds are
/// written, and what partners are known to send is read.
/// </summary>
public static class InterconnTime
{
    // The only zone that the standard names. It has kept this offset, without daylight saving, since 1991.
    private static readonly TimeSpan AsiaShanghai = TimeSpan.FromHours(8);

    /// <summary>Reads a time field: 13 digits as Unix milliseconds, 10 as Unix seconds, 14 that form a date as <c>yyyyMMddHHmmss</c> in Asia/Shanghai.</summary>
    /// <param name="value">The number on the wire.</param>
    /// <param name="time">The time in UTC; meaningless where the result is false.</param>
    /// <returns>Whether the number has one of the three forms.</returns>
    public static bool TryRead(long value, out DateTimeOffset time)
    {
        switch (value)
        {
            case >= 1_000_000_000 and <= 9_999_999_999:
                time = DateTimeOffset.FromUnixTimeSeconds(value);
                return true;
            case >= 1_000_000_000_000 and <= 9_999_999_999_999:
                time = DateTimeOffset.FromUnixTimeMilliseconds(value);
                return true;
            case >= 10_000_000_000_000 and <= 99_999_999_999_999:
                bool isDate = DateTime.TryParseExact(
                    value.ToString(CultureInfo.InvariantCulture),
                    "yyyyMMddHHmmss",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out DateTime local);
                time = isDate ? new DateTimeOffset(local, AsiaShanghai).ToUniversalTime() : default;
                return isDate;
            default:
                time = default;
                return false;
        }
    }

    /// <summary>The number to write for a time.</summary>
    /// <param name="time">The time; fractions of a millisecond are dropped.</param>
    /// <returns>Unix milliseconds.</returns>
    public static long Write(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}
