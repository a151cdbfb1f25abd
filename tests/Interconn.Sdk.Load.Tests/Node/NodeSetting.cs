namespace Interconn.Sdk.Load.Tests.Node;

/// <summary>What the node under load is told before it starts, as one line of JSON.</summary>
/// <param name="Partners">Who may call.</param>
/// <param name="LeakedBytes">How many bytes each call leaks on purpose: 0, but for the proof that a leak is found.</param>
internal sealed record NodeSetting(IReadOnlyList<KnownPartner> Partners, int LeakedBytes);

/// <summary>A partner with a contract in force, and how it signs.</summary>
internal sealed record KnownPartner(string NodeId, string ContractId, string Credential);

/// <summary>What the node says once it serves: its port, and for each partner the token sets of permits without an end.</summary>
/// <param name="Permits">For a dataset that can be read.</param>
/// <param name="UnluckyPermits">For a dataset whose permits the store fails to count.</param>
internal sealed record NodeReady(int Port, IReadOnlyDictionary<string, string> Permits, IReadOnlyDictionary<string, string> UnluckyPermits);

/// <summary>What the node holds, after a collection and without the nonces, which are let go by then.</summary>
internal sealed record MemoryPoint(long Heap, long WorkingSet, int Threads, long Refusals);
