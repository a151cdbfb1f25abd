using System.Collections.Concurrent;
using Interconn.Sdk.Node.Hosting;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Node.Outbox;

/// <summary>
/// Partners that could not be reached, or could not answer: they are left alone for a while, which grows with every failure, and then tried with one message.
/// Known to this process only; another finds out for itself.
/// </summary>
internal sealed class PartnerRests(IOptions<InterconnNodeOptions> options)
{
    private readonly ConcurrentDictionary<string, Rest> rests = new(StringComparer.Ordinal);

    /// <summary>Whether the last that was heard of a partner was a failure.</summary>
    public bool IsFailing(string partnerNodeId) => rests.ContainsKey(partnerNodeId);

    /// <summary>The partners that are left alone.</summary>
    public IEnumerable<string> Resting(DateTimeOffset now) => rests.Where(entry => entry.Value.Until > now).Select(static entry => entry.Key);

    /// <summary>When the next partner may be tried again; null where none is left alone.</summary>
    public DateTimeOffset? NextEnd(DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (Rest rest in rests.Values)
        {
            if (rest.Until > now && !(rest.Until >= next))
            {
                next = rest.Until;
            }
        }

        return next;
    }

    /// <summary>Leaves a partner alone, longer than the last time.</summary>
    /// <returns>Until when, and how often in a row it has failed.</returns>
    public (DateTimeOffset Until, int Failures) Begin(string partnerNodeId, DateTimeOffset now)
    {
        Rest rest = rests.AddOrUpdate(partnerNodeId, _ => After(1, now), (_, before) => After(before.Failures + 1, now));
        return (rest.Until, rest.Failures);
    }

    /// <summary>The partner has answered.</summary>
    /// <returns>How often in a row it had failed before.</returns>
    public int End(string partnerNodeId) => rests.TryRemove(partnerNodeId, out Rest? rest) ? rest.Failures : 0;

    private Rest After(int failures, DateTimeOffset now) =>
        new(failures, now + Backoff.Next(failures, options.Value.FirstRetryDelay, options.Value.MaxRetryDelay));

    private sealed record Rest(int Failures, DateTimeOffset Until);
}
