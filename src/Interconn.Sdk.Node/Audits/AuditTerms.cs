using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Audits;

/// <summary>What an application for a dataset (4.3) must ask for, beyond the rules that hold of its fields at any time.</summary>
internal static class AuditTerms
{
    /// <summary>Throws 40004 naming <c>time_limit</c> where no permit could be issued with it.</summary>
    public static void RequireTimeLimit(DateTimeOffset? timeLimit, DateTimeOffset now)
    {
        if (timeLimit is not DateTimeOffset limit)
        {
            return;
        }

        if (limit <= now)
        {
            throw InterconnException.ForField("time_limit", "must be in the future.");
        }

        // A date such as the end of the year 9999, which some send for "never", could not be sent back in a permit.
        long written = InterconnTime.Write(limit);
        if (!InterconnTime.TryRead(written, out DateTimeOffset read) || InterconnTime.Write(read) != written)
        {
            throw InterconnException.ForField("time_limit", "must be before the year 2286; leave it out for no limit.");
        }
    }
}
