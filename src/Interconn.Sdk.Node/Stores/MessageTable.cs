using Interconn.Sdk.Node.Outbox;

namespace Interconn.Sdk.Node.Stores;

/// <summary>The outbox in memory: messages by identifier, and the pending ones of each lane in their order. Not safe for many callers at a time.</summary>
internal sealed class MessageTable
{
    private readonly Dictionary<string, OutboxMessage> messages = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, string> order = [];
    private readonly Dictionary<string, SortedDictionary<long, string>> lanes = new(StringComparer.Ordinal);

    // The first pending message of each lane, by when it is due: what is sent next.
    private readonly SortedSet<(DateTimeOffset DueAt, long Sequence, string MessageId)> heads = [];
    private long lastSequence;

    public IEnumerable<OutboxMessage> All => order.Values.Select(id => messages[id]);

    public OutboxMessage? Find(string messageId) => messages.GetValueOrDefault(messageId);

    public void Set(OutboxMessage message)
    {
        bool isNew = !messages.TryGetValue(message.MessageId, out OutboxMessage? before);
        OutboxMessage stored = message with
        {
            Version = message.Version + 1,
            Sequence = isNew ? ++lastSequence : before!.Sequence,
        };
        ChangeLane(stored.Lane, lane =>
        {
            messages[stored.MessageId] = stored;
            order[stored.Sequence] = stored.MessageId;
            if (stored.State == OutboxState.Pending)
            {
                lane[stored.Sequence] = stored.MessageId;
            }
            else
            {
                lane.Remove(stored.Sequence);
            }
        });
    }

    public void Supersede(string lane, DateTimeOffset now)
    {
        foreach (string messageId in lanes.TryGetValue(lane, out SortedDictionary<long, string>? pending) ? [.. pending.Values] : Array.Empty<string>())
        {
            Set(messages[messageId] with { State = OutboxState.Superseded, EndedAt = now, Body = null, ClaimedUntil = null });
        }
    }

    public IReadOnlyList<OutboxMessage> Claim(OutboxClaim claim)
    {
        string[] due =
        [
            .. heads.TakeWhile(head => head.DueAt <= claim.Now)
                .Where(head => !claim.ExceptPartners.Contains(messages[head.MessageId].PartnerNodeId))
                .OrderBy(static head => head.Sequence)
                .Take(claim.Take)
                .Select(static head => head.MessageId),
        ];
        foreach (string messageId in due)
        {
            Set(messages[messageId] with { ClaimedUntil = claim.Until });
        }

        return [.. due.Select(messageId => messages[messageId])];
    }

    public DateTimeOffset? NextAt(IReadOnlyCollection<string> exceptPartners)
    {
        foreach ((DateTimeOffset dueAt, _, string messageId) in heads)
        {
            if (!exceptPartners.Contains(messages[messageId].PartnerNodeId))
            {
                return dueAt;
            }
        }

        return null;
    }

    public int Hasten(string partnerNodeId, DateTimeOffset now)
    {
        OutboxMessage[] waiting =
        [
            .. lanes.Values.SelectMany(lane => lane.Values).Select(id => messages[id])
                .Where(message => message.PartnerNodeId == partnerNodeId && message.NextAttemptAt > now),
        ];
        foreach (OutboxMessage message in waiting)
        {
            Set(message with { NextAttemptAt = now });
        }

        return waiting.Length;
    }

    public int RemoveEnded(DateTimeOffset before)
    {
        OutboxMessage[] ended =
            [.. messages.Values.Where(message => message.State is OutboxState.Delivered or OutboxState.Superseded && message.EndedAt < before)];
        foreach (OutboxMessage message in ended)
        {
            messages.Remove(message.MessageId);
            order.Remove(message.Sequence);
        }

        return ended.Length;
    }

    private void ChangeLane(string name, Action<SortedDictionary<long, string>> change)
    {
        if (!lanes.TryGetValue(name, out SortedDictionary<long, string>? lane))
        {
            lanes.Add(name, lane = []);
        }

        if (lane.Count > 0)
        {
            heads.Remove(HeadOf(lane));
        }

        change(lane);
        if (lane.Count > 0)
        {
            heads.Add(HeadOf(lane));
        }
        else
        {
            lanes.Remove(name);
        }
    }

    private (DateTimeOffset DueAt, long Sequence, string MessageId) HeadOf(SortedDictionary<long, string> lane)
    {
        OutboxMessage head = messages[lane.First().Value];
        return (head.DueAt, head.Sequence, head.MessageId);
    }
}
