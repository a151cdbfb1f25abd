using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Node.Stores;

/// <summary>
/// One transition with all that belongs to it: a store makes the whole of it or nothing. A record with <c>Version</c> 0 is new and must not exist; one with
/// another replaces the stored one, which must still have that version. Stored, each has the next version. The node puts no record into one change twice.
/// </summary>
public sealed record NodeChange
{
    /// <summary>When it happens.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Contracts, new or changed.</summary>
    public IReadOnlyList<ContractRecord> Contracts { get; init; } = [];

    /// <summary>Audits, new or changed.</summary>
    public IReadOnlyList<AuditRecord> Audits { get; init; } = [];

    /// <summary>Contracts that the change rests upon, as they were read: their versions must still be the stored ones. They are not written.</summary>
    public IReadOnlyList<ContractRecord> RestsOn { get; init; } = [];

    /// <summary>Permits that are issued; none of them may exist.</summary>
    public IReadOnlyList<PermitRecord> NewPermits { get; init; } = [];

    /// <summary>Permits that are revoked, at <see cref="At"/>.</summary>
    public IReadOnlyList<PermitSelection> RevokedPermits { get; init; } = [];

    /// <summary>
    /// Lanes whose pending and dead messages are superseded, at <see cref="At"/>, without their content and whoever has claimed them, before <see cref="Messages"/> are
    /// written: those are stored as they are given.
    /// </summary>
    public IReadOnlyList<string> SupersededLanes { get; init; } = [];

    /// <summary>
    /// Messages, new or changed. The store gives new ones their <see cref="OutboxMessage.Sequence"/>, each above all before, which they keep. What a message is
    /// about, whom it is for and its lane never change.
    /// </summary>
    public IReadOnlyList<OutboxMessage> Messages { get; init; } = [];

    /// <summary>
    /// Turns that the change takes: the store makes it only where for each the stored number of its key, 0 where it has none, is <see cref="Turn.Number"/>.
    /// Stored, each has the next number, and <see cref="At"/> as the time at which it was last taken.
    /// </summary>
    public IReadOnlyList<Turn> Turns { get; init; } = [];

    /// <summary>Refuses a change with a record in it twice, of which only one could be stored.</summary>
    internal void Check()
    {
        Check(Contracts, static contract => contract.Key);
        Check(Audits, static audit => audit.Key);
        Check(Messages, static message => message.MessageId);
        Check(NewPermits, static permit => permit.PermitId);
        Check(Turns, static turn => turn.Key);
    }

    private static void Check<TRecord, TKey>(IReadOnlyList<TRecord> records, Func<TRecord, TKey> keyOf)
    {
        if (records.Count > 1 && records.Select(keyOf).Distinct().Count() != records.Count)
        {
            throw new ArgumentException($"One change must not have the same {typeof(TRecord).Name} twice.");
        }
    }
}
