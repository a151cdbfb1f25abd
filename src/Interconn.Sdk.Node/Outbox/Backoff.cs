using System.Security.Cryptography;

namespace Interconn.Sdk.Node.Outbox;

/// <summary>
/// How long to wait before another attempt: twice as long with every failure, up to a limit, and by chance up to half of it less, so that what failed together
/// does not come back together.
/// </summary>
internal static class Backoff
{
    private const int Steps = 1000;

    /// <summary>The longest wait after so many failures in a row, 1 or more.</summary>
    public static TimeSpan Longest(int failures, TimeSpan first, TimeSpan max)
    {
        double seconds = first.TotalSeconds * Math.Pow(2, failures - 1);
        return seconds < max.TotalSeconds ? TimeSpan.FromSeconds(seconds) : max;
    }

    /// <summary>A wait after so many failures in a row: from half of the longest to the whole of it.</summary>
    public static TimeSpan Next(int failures, TimeSpan first, TimeSpan max)
    {
        TimeSpan half = Longest(failures, first, max) / 2;
        return half + (half * (RandomNumberGenerator.GetInt32(Steps + 1) / (double)Steps));
    }
}
