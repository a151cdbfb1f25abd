using Microsoft.Extensions.Options;

namespace Interconn.Sdk.JkstackDpa.AspNetCore.Receiving;

/// <summary>
/// Remembers in memory, bounded by count and age. Callbacks are not signed, so that anyone who knows the path can fill it: what is forgotten then may be delivered twice,
/// and the memory of the host stays its own.
/// </summary>
internal sealed class InMemoryCallbackStore(IOptions<DpaCallbackOptions> options) : IDpaCallbackStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string PlanInstanceId, string Status), LinkedListNode<Entry>> entries = [];

    // The oldest first.
    private readonly LinkedList<Entry> order = [];

    public Task<DpaCallbackClaim> BeginAsync(DpaCallbackAttempt attempt, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            ForgetOld(attempt.BeganAt);
            if (entries.TryGetValue(KeyOf(attempt), out LinkedListNode<Entry>? node))
            {
                if (node.Value.IsDelivered)
                {
                    return Task.FromResult(DpaCallbackClaim.Delivered);
                }

                if (attempt.BeganAt < node.Value.Attempt.LeaseEnds)
                {
                    return Task.FromResult(DpaCallbackClaim.InProgress);
                }

                Remove(node);
            }
            else if (entries.Count >= options.Value.MaxRemembered && !TryForgetOne(attempt.BeganAt))
            {
                // All of them are at work: this one comes again.
                return Task.FromResult(DpaCallbackClaim.InProgress);
            }

            Add(attempt, isDelivered: false);
            return Task.FromResult(DpaCallbackClaim.Granted);
        }
    }

    public Task CompleteAsync(DpaCallbackAttempt attempt, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (entries.TryGetValue(KeyOf(attempt), out LinkedListNode<Entry>? node))
            {
                node.Value = node.Value with { IsDelivered = true };
            }
            else if (entries.Count < options.Value.MaxRemembered || TryForgetOne(attempt.BeganAt))
            {
                // Its claim was forgotten while the handler was at it.
                Add(attempt, isDelivered: true);
            }

            return Task.CompletedTask;
        }
    }

    public Task AbandonAsync(DpaCallbackAttempt attempt, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (entries.TryGetValue(KeyOf(attempt), out LinkedListNode<Entry>? node) && !node.Value.IsDelivered && node.Value.Attempt.Id == attempt.Id)
            {
                Remove(node);
            }

            return Task.CompletedTask;
        }
    }

    private void ForgetOld(DateTimeOffset now)
    {
        while (order.First is LinkedListNode<Entry> oldest && now - oldest.Value.Attempt.BeganAt >= options.Value.RememberFor)
        {
            Remove(oldest);
        }
    }

    // Claims that are alive stay: as many as there are requests under way.
    private bool TryForgetOne(DateTimeOffset now)
    {
        for (LinkedListNode<Entry>? node = order.First; node is not null; node = node.Next)
        {
            if (node.Value.IsDelivered || now >= node.Value.Attempt.LeaseEnds)
            {
                Remove(node);
                return true;
            }
        }

        return false;
    }

    private void Add(DpaCallbackAttempt attempt, bool isDelivered) => entries.Add(KeyOf(attempt), order.AddLast(new Entry(attempt, isDelivered)));

    private void Remove(LinkedListNode<Entry> node)
    {
        entries.Remove(KeyOf(node.Value.Attempt));
        order.Remove(node);
    }

    private static (string PlanInstanceId, string Status) KeyOf(DpaCallbackAttempt attempt) => (attempt.PlanInstanceId, attempt.Status);

    private sealed record Entry(DpaCallbackAttempt Attempt, bool IsDelivered);
}
