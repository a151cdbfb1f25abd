using System.Collections.Concurrent;

namespace Interconn.Sdk.Samples.Tests.Killing;

/// <summary>What was acknowledged: after that, no kill may undo it.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentQueue<AcknowledgedFact> facts = new();
    private readonly ConcurrentDictionary<string, long> uses = new(StringComparer.Ordinal);

    public IReadOnlyCollection<AcknowledgedFact> Facts => facts;

    /// <summary>How often a use was granted, by the audit that the permit came from.</summary>
    public IReadOnlyDictionary<string, long> Uses => uses;

    public long Count => facts.Count + uses.Values.Sum();

    public void Contract(AcknowledgedAct act, KilledNode by, string contractId) => facts.Enqueue(new AcknowledgedFact(act, by.NodeId, contractId, IsContract: true));

    public void Audit(AcknowledgedAct act, KilledNode by, string auditId) => facts.Enqueue(new AcknowledgedFact(act, by.NodeId, auditId, IsContract: false));

    public void Use(string auditId) => uses.AddOrUpdate(auditId, 1, static (_, before) => before + 1);
}
