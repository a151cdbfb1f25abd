using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>Lists of contracts hold what the filter says, in its order, page by page.</summary>
internal static class ContractListRules
{
    private static readonly DateTimeOffset Now = NodeSamples.Now;

    public static IEnumerable<Rule<NodeStoreProbe>> All { get; } =
    [
        new("ListContracts_WithoutAny_IsEmpty", static store => ListedAsync(store, new ContractFilter())),
        new("ListContracts_WithoutAFilter_AreAllNewestFirst", static store => FilteredAsync(store, new(), "e", "d", "c", "b", "a")),
        new("ListContracts_ByPartner", static store => FilteredAsync(store, new() { PartnerNodeId = NodeSamples.Partner }, "e", "c", "b", "a")),
        new("ListContracts_ByUnknownPartner_IsEmpty", static store => FilteredAsync(store, new() { PartnerNodeId = "jg0100001100000000" })),
        new("ListContracts_ByRole", static store => FilteredAsync(store, new() { Role = PartyRole.Holder }, "d", "b")),
        new("ListContracts_ByStatus", static store => FilteredAsync(store, new() { Status = ApprovalStatus.Applied }, "e", "c", "b")),
        new("ListContracts_ByRemoteAddress", static store => FilteredAsync(store, new() { RemoteAddress = "192.0.2.1" }, "d", "b")),
        new(
            "ListContracts_ByRemoteAddressAndStatus",
            static store => FilteredAsync(store, new() { RemoteAddress = "192.0.2.1", Status = ApprovalStatus.Applied }, "b")),
        new("ListContracts_ThatNeedAPerson_AwaitOneOrHaveKeysWaitingWhileApplied", static store => FilteredAsync(store, new() { NeedsPerson = true }, "c", "b")),
        new("ListContracts_ThatNeedNoPerson", static store => FilteredAsync(store, new() { NeedsPerson = false }, "e", "d", "a")),
        new(
            "ListContracts_ByAllParts",
            static store => FilteredAsync(
                store,
                new()
                {
                    PartnerNodeId = NodeSamples.Partner,
                    Role = PartyRole.Holder,
                    Status = ApprovalStatus.Applied,
                    RemoteAddress = "192.0.2.1",
                    NeedsPerson = true,
                    DueBy = Now.AddHours(9),
                },
                "b")),
        new(
            "ListContracts_ByPartsThatNoneHasTogether_IsEmpty",
            static store => FilteredAsync(store, new() { Role = PartyRole.Holder, Status = ApprovalStatus.Rejected })),
        new("ListContracts_DueBy_AreThoseDueToTheMillisecondEarliestFirst", DueAsync),
        new("ListContracts_DueByAndPartner", static store => FilteredAsync(store, new() { PartnerNodeId = NodeSamples.Partner, DueBy = Now.AddHours(9) }, "a", "b")),
        new("ListContracts_AfterAChange_GoByWhatIsStored", ChangedAsync),
        new("ListContracts_ByPages_HaveEachOnce", PagesAsync),
        new("ListContracts_AppliedForAtOneTime_HaveEachOnceInTheSameOrder", SameTimeAsync),
    ];

    private static async Task StoreAsync(NodeStoreProbe store)
    {
        ContractRecord[] contracts =
        [
            NodeSamples.Contract("c") with { AppliedAt = Now.AddHours(3), WaitingKeys = NodeSamples.FullContract().WaitingKeys, RemoteAddress = "192.0.2.11" },
            NodeSamples.Contract("a") with { AppliedAt = Now.AddHours(1), Status = ApprovalStatus.Approved, AwaitsPerson = true, DueAt = Now.AddHours(5) },
            NodeSamples.Contract("e") with { AppliedAt = Now.AddHours(5), DueAt = Now.AddHours(10) },
            NodeSamples.Contract("b") with
            {
                AppliedAt = Now.AddHours(2),
                Role = PartyRole.Holder,
                AwaitsPerson = true,
                RemoteAddress = "192.0.2.1",
                DueAt = Now.AddHours(6),
            },
            NodeSamples.Contract("d", NodeSamples.OtherPartner) with
            {
                AppliedAt = Now.AddHours(4),
                Role = PartyRole.Holder,
                Status = ApprovalStatus.Terminated,
                WaitingKeys = NodeSamples.FullContract().WaitingKeys,
                RemoteAddress = "192.0.2.1",
                DueAt = Now.AddHours(4),
            },
        ];
        foreach (ContractRecord contract in contracts)
        {
            await store.PutAsync(contract).ConfigureAwait(false);
        }
    }

    private static async Task FilteredAsync(NodeStoreProbe store, ContractFilter filter, params string[] expected)
    {
        await StoreAsync(store).ConfigureAwait(false);
        await ListedAsync(store, filter, expected).ConfigureAwait(false);
    }

    private static async Task ListedAsync(NodeStoreProbe store, ContractFilter filter, params string[] expected) =>
        Expect.Sequence(expected, await store.ListAsync(filter).ConfigureAwait(false), "The contracts in the list");

    private static async Task DueAsync(NodeStoreProbe store)
    {
        await StoreAsync(store).ConfigureAwait(false);
        await ListedAsync(store, new ContractFilter { DueBy = Now.AddHours(6) }, "d", "a", "b").ConfigureAwait(false);
        await ListedAsync(store, new ContractFilter { DueBy = Now.AddHours(6) - NodeSamples.Millisecond }, "d", "a").ConfigureAwait(false);
        await ListedAsync(store, new ContractFilter { DueBy = Now.AddHours(9), Skip = 1, Take = 1 }, "a").ConfigureAwait(false);
    }

    private static async Task ChangedAsync(NodeStoreProbe store)
    {
        ContractRecord contract = await store.PutAsync(
            NodeSamples.Contract() with { RemoteAddress = "192.0.2.1", AwaitsPerson = true, DueAt = Now }).ConfigureAwait(false);
        await store.PutAsync(contract with { Status = ApprovalStatus.Rejected, AwaitsPerson = false, DueAt = null }).ConfigureAwait(false);

        await ListedAsync(store, new ContractFilter { Status = ApprovalStatus.Applied }).ConfigureAwait(false);
        await ListedAsync(store, new ContractFilter { PartnerNodeId = NodeSamples.Partner, Status = ApprovalStatus.Applied }).ConfigureAwait(false);
        await ListedAsync(store, new ContractFilter { RemoteAddress = "192.0.2.1", Status = ApprovalStatus.Applied }).ConfigureAwait(false);
        await ListedAsync(store, new ContractFilter { NeedsPerson = true }).ConfigureAwait(false);
        await ListedAsync(store, new ContractFilter { DueBy = Now.AddDays(1) }).ConfigureAwait(false);
        await ListedAsync(store, new ContractFilter { RemoteAddress = "192.0.2.1", Status = ApprovalStatus.Rejected }, "c-1").ConfigureAwait(false);
    }

    private static async Task PagesAsync(NodeStoreProbe store)
    {
        await StoreAsync(store).ConfigureAwait(false);
        await ListedAsync(store, new ContractFilter { Take = 2 }, "e", "d").ConfigureAwait(false);
        await ListedAsync(store, new ContractFilter { Skip = 2, Take = 2 }, "c", "b").ConfigureAwait(false);
        await ListedAsync(store, new ContractFilter { Skip = 4, Take = 2 }, "a").ConfigureAwait(false);
        await ListedAsync(store, new ContractFilter { Skip = 5, Take = 2 }).ConfigureAwait(false);
        await ListedAsync(store, new ContractFilter { Skip = 3, Take = int.MaxValue }, "b", "a").ConfigureAwait(false);
        await ListedAsync(store, new ContractFilter { PartnerNodeId = NodeSamples.Partner, Skip = 1, Take = 2 }, "c", "b").ConfigureAwait(false);
    }

    private static async Task SameTimeAsync(NodeStoreProbe store)
    {
        string[] ids = [.. Enumerable.Range(0, 25).Select(static number => $"c-{number * 7 % 25}")];
        foreach (string id in ids)
        {
            await store.PutAsync(NodeSamples.Contract(id)).ConfigureAwait(false);
        }

        var paged = new List<string>();
        for (int skip = 0; skip < ids.Length; skip += 7)
        {
            paged.AddRange(await store.ListAsync(new ContractFilter { Skip = skip, Take = 7 }).ConfigureAwait(false));
        }

        Expect.Sequence(await store.ListAsync(new ContractFilter { Take = 100 }).ConfigureAwait(false), paged, "The pages beside the whole list");
        Expect.Sequence(ids.Order(StringComparer.Ordinal), paged.Order(StringComparer.Ordinal), "All that is on the pages");
    }
}
