using Interconn.Sdk.Node.Outbox;

namespace Interconn.Sdk.Node.Stores;

/// <summary>The outbox in memory: messages by identifier, and what is to be sent next. Not safe for many callers at a time.</summary>
internal sealed class MessageTable
{
    private readonly Dictionary<string, long> sequences = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, OutboxMessage> messages = [];
    private readonly SequenceIndex ofLanes = new();
    private readonly SequenceIndex ofPartners = new();
    private readonly SequenceIndex pendingOfLanes = new();
    private readonly SequenceIndex pendingOfPartners = new();
    private readonly SequenceIndex claimedOfLanes = new();

    // The first pending message of each lane, by when the lane may be taken.
    private readonly SortedSet<(DateTimeOffset DueAt, long Sequence)> heads = [];
    private readonly Dictionary<string, (DateTimeOffset DueAt, long Sequence)> headsOfLanes = new(StringComparer.Ordinal);

    // Those that may be removed, by when they ended.
    private readonly SortedSet<(DateTimeOffset EndedAt, long Sequence)> ended = [];
    private long lastSequence;

    public OutboxMessage? Find(string messageId) => sequences.TryGetValue(messageId, out long sequence) ? messages[sequence] : null;

    /// <summary>The messages of a lane, otherwise those of a partner, otherwise all, in their order.</summary>
    public IEnumerable<OutboxMessage> Select(string? lane, string? partnerNodeId) =>
        lane is not null ? ofLanes.Of(lane).Select(sequence => messages[sequence])
        : partnerNodeId is not null ? ofPartners.Of(partnerNodeId).Select(sequence => messages[sequence])
        : messages.Values;

    public int Count(OutboxState state) => messages.Values.Count(message => message.State == state);

    public void Set(OutboxMessage message)
    {
        OutboxMessage? before = Find(message.MessageId);
        OutboxMessage stored = message with { Version = message.Version + 1, Sequence = before?.Sequence ?? ++lastSequence };
        if (before is not null)
        {
            Unlink(before);
        }

        sequences[stored.MessageId] = stored.Sequence;
        messages[stored.Sequence] = stored;
        ofLanes.Add(stored.Lane, stored.Sequence);
        ofPartners.Add(stored.PartnerNodeId, stored.Sequence);
        if (RemovableAtOf(stored) is DateTimeOffset removableAt)
        {
            ended.Add((removableAt, stored.Sequence));
        }

        if (stored.State == OutboxState.Pending)
        {
            pendingOfLanes.Add(stored.Lane, stored.Sequence);
            pendingOfPartners.Add(stored.PartnerNodeId, stored.Sequence);
            if (stored.ClaimedUntil is not null)
            {
                claimedOfLanes.Add(stored.Lane, stored.Sequence);
            }
        }

        ChooseHead(stored.Lane);
    }

    public void Supersede(string lane, DateTimeOffset now)
    {
        foreach (long sequence in ofLanes.Of(lane).Where(sequence => messages[sequence].State is OutboxState.Pending or OutboxState.Dead).ToArray())
        {
            Set(messages[sequence] with { State = OutboxState.Superseded, EndedAt = now, Body = null, ClaimedUntil = null });
        }
    }

    public IReadOnlyList<OutboxMessage> Claim(OutboxClaim claim)
    {
        long[] due =
        [
            .. heads.TakeWhile(head => head.DueAt <= claim.Now)
                .Select(static head => head.Sequence)
                .Where(sequence => !claim.ExceptPartners.Contains(messages[sequence].PartnerNodeId))
                .Take(claim.Take),
        ];
        foreach (long sequence in due)
        {
            Set(messages[sequence] with { ClaimedUntil = claim.Until });
        }

        return [.. due.Select(sequence => messages[sequence])];
    }

    public DateTimeOffset? NextAt(IReadOnlyCollection<string> exceptPartners)
    {
        foreach ((DateTimeOffset dueAt, long sequence) in heads)
        {
            if (!exceptPartners.Contains(messages[sequence].PartnerNodeId))
            {
                return dueAt;
            }
        }

        return null;
    }

    public int Hasten(string partnerNodeId, DateTimeOffset now)
    {
        OutboxMessage[] waiting =
            [.. pendingOfPartners.Of(partnerNodeId).Select(sequence => messages[sequence]).Where(message => message.NextAttemptAt > now)];
        foreach (OutboxMessage message in waiting)
        {
            Set(message with { NextAttemptAt = now });
        }

        return waiting.Length;
    }

    public int RemoveEnded(DateTimeOffset before)
    {
        OutboxMessage[] removed = [.. ended.TakeWhile(each => each.EndedAt < before).Select(each => messages[each.Sequence])];
        foreach (OutboxMessage message in removed)
        {
            Unlink(message);
            sequences.Remove(message.MessageId);
            messages.Remove(message.Sequence);
        }

        return removed.Length;
    }

    // One that was given up stays: it can be resent.
    private static DateTimeOffset? RemovableAtOf(OutboxMessage message) =>
        message.State is OutboxState.Delivered or OutboxState.Superseded ? message.EndedAt : null;

    private void Unlink(OutboxMessage message)
    {
        if (RemovableAtOf(message) is DateTimeOffset removableAt)
        {
            ended.Remove((removableAt, message.Sequence));
        }

        ofLanes.Remove(message.Lane, message.Sequence);
        ofPartners.Remove(message.PartnerNodeId, message.Sequence);
        pendingOfLanes.Remove(message.Lane, message.Sequence);
        pendingOfPartners.Remove(message.PartnerNodeId, message.Sequence);
        claimedOfLanes.Remove(message.Lane, message.Sequence);
        ChooseHead(message.Lane);
    }

    private void ChooseHead(string lane)
    {
        if (headsOfLanes.Remove(lane, out (DateTimeOffset DueAt, long Sequence) before))
        {
            heads.Remove(before);
        }

        if (pendingOfLanes.FirstOf(lane) is not long first)
        {
            return;
        }

        // A message that was given up and is resent stands before one that is under way: it waits for that one's claim.
        DateTimeOffset dueAt = messages[first].DueAt;
        foreach (long claimed in claimedOfLanes.Of(lane))
        {
            dueAt = messages[claimed].ClaimedUntil > dueAt ? messages[claimed].ClaimedUntil!.Value : dueAt;
        }

        heads.Add((dueAt, first));
        headsOfLanes.Add(lane, (dueAt, first));
    }
}
