using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>Lists of audits hold what the filter says, in its order, page by page.</summary>
internal static class AuditListRules
{
    private static readonly DateTimeOffset Now = NodeSamples.Now;

    public static IEnumerable<Rule<NodeStoreProbe>> All { get; } =
    [
        new("ListAudits_WithoutAny_IsEmpty", static store => ListedAsync(store, new AuditFilter())),
        new("ListAudits_WithoutAFilter_AreAllNewestFirst", static store => FilteredAsync(store, new(), "e", "d", "c", "b", "a")),
        new("ListAudits_ByPartner", static store => FilteredAsync(store, new() { PartnerNodeId = NodeSamples.Partner }, "e", "c", "b", "a")),
        new("ListAudits_ByUnknownPartner_IsEmpty", static store => FilteredAsync(store, new() { PartnerNodeId = "jg0100001100000000" })),
        new("ListAudits_ByResource", static store => FilteredAsync(store, new() { Resource = AuditResource.Project }, "c", "b")),
        new("ListAudits_ByResourceId", static store => FilteredAsync(store, new() { ResourceId = "r-2" }, "d", "b")),
        new(
            "ListAudits_ByPartnerResourceAndId",
            static store => FilteredAsync(
                store, new() { PartnerNodeId = NodeSamples.Partner, Resource = AuditResource.Project, ResourceId = "r-2" }, "b")),
        new("ListAudits_ByContract", static store => FilteredAsync(store, new() { ContractId = "c-2" }, "d", "c")),
        new("ListAudits_ByPartnerAndContract", static store => FilteredAsync(store, new() { PartnerNodeId = NodeSamples.Partner, ContractId = "c-2" }, "c")),
        new("ListAudits_ByProject", static store => FilteredAsync(store, new() { ProjectId = "p-1" }, "d", "b", "a")),
        new("ListAudits_ByPartnerAndProject", static store => FilteredAsync(store, new() { PartnerNodeId = NodeSamples.Partner, ProjectId = "p-1" }, "b", "a")),
        new("ListAudits_ByRole", static store => FilteredAsync(store, new() { Role = PartyRole.Holder }, "e", "a")),
        new("ListAudits_ByStatus", static store => FilteredAsync(store, new() { Status = ApprovalStatus.Approved }, "d", "b")),
        new("ListAudits_ThatAreOpen_AreAppliedForOrApproved", static store => FilteredAsync(store, new() { IsOpen = true }, "d", "b", "a")),
        new("ListAudits_ThatAreNotOpen", static store => FilteredAsync(store, new() { IsOpen = false }, "e", "c")),
        new("ListAudits_ByPartnerThatAreOpen", static store => FilteredAsync(store, new() { PartnerNodeId = NodeSamples.Partner, IsOpen = true }, "b", "a")),
        new("ListAudits_ThatNeedAPerson_AwaitOneWhileApplied", static store => FilteredAsync(store, new() { NeedsPerson = true }, "a")),
        new("ListAudits_ThatNeedNoPerson", static store => FilteredAsync(store, new() { NeedsPerson = false }, "e", "d", "c", "b")),
        new(
            "ListAudits_ByAllParts",
            static store => FilteredAsync(
                store,
                new()
                {
                    Resource = AuditResource.Dataset,
                    ResourceId = "r-1",
                    PartnerNodeId = NodeSamples.Partner,
                    ContractId = "c-1",
                    ProjectId = "p-1",
                    Role = PartyRole.Holder,
                    Status = ApprovalStatus.Applied,
                    IsOpen = true,
                    NeedsPerson = true,
                    DueBy = Now.AddHours(9),
                },
                "a")),
        new("ListAudits_ByPartsThatNoneHasTogether_IsEmpty", static store => FilteredAsync(store, new() { IsOpen = true, Status = ApprovalStatus.Rejected })),
        new("ListAudits_DueBy_AreThoseDueToTheMillisecondEarliestFirst", DueAsync),
        new("ListAudits_DueByAndPartner", static store => FilteredAsync(store, new() { PartnerNodeId = NodeSamples.Partner, DueBy = Now.AddHours(9) }, "c", "a")),
        new("ListAudits_AfterAChange_GoByWhatIsStored", ChangedAsync),
        new("ListAudits_ByPages_HaveEachOnce", PagesAsync),
        new("ListAudits_AppliedForAtOneTime_HaveEachOnceInTheSameOrder", SameTimeAsync),
    ];

    private static async Task StoreAsync(NodeStoreProbe store)
    {
        AuditRecord[] audits =
        [
            NodeSamples.Audit("c", resource: AuditResource.Project) with
            {
                AppliedAt = Now.AddHours(3),
                ContractId = "c-2",
                Status = ApprovalStatus.Terminated,
                AwaitsPerson = true,
                DueAt = Now.AddHours(4),
            },
            NodeSamples.Audit("a") with
            {
                AppliedAt = Now.AddHours(1),
                Role = PartyRole.Holder,
                ProjectId = "p-1",
                AwaitsPerson = true,
                DueAt = Now.AddHours(6),
            },
            NodeSamples.Audit("e", resource: AuditResource.Job) with { AppliedAt = Now.AddHours(5), Role = PartyRole.Holder, Status = ApprovalStatus.Rejected },
            NodeSamples.Audit("b", resource: AuditResource.Project) with
            {
                AppliedAt = Now.AddHours(2),
                ResourceId = "r-2",
                ProjectId = "p-1",
                Status = ApprovalStatus.Approved,
                DueAt = Now.AddHours(10),
            },
            NodeSamples.Audit("d", NodeSamples.OtherPartner, AuditResource.Model) with
            {
                AppliedAt = Now.AddHours(4),
                ResourceId = "r-2",
                ContractId = "c-2",
                ProjectId = "p-1",
                Status = ApprovalStatus.Approved,
                DueAt = Now.AddHours(5),
            },
        ];
        foreach (AuditRecord audit in audits)
        {
            await store.PutAsync(audit).ConfigureAwait(false);
        }
    }

    private static async Task FilteredAsync(NodeStoreProbe store, AuditFilter filter, params string[] expected)
    {
        await StoreAsync(store).ConfigureAwait(false);
        await ListedAsync(store, filter, expected).ConfigureAwait(false);
    }

    private static async Task ListedAsync(NodeStoreProbe store, AuditFilter filter, params string[] expected) =>
        Expect.Sequence(expected, await store.ListAsync(filter).ConfigureAwait(false), "The audits in the list");

    private static async Task DueAsync(NodeStoreProbe store)
    {
        await StoreAsync(store).ConfigureAwait(false);
        await ListedAsync(store, new AuditFilter { DueBy = Now.AddHours(6) }, "c", "d", "a").ConfigureAwait(false);
        await ListedAsync(store, new AuditFilter { DueBy = Now.AddHours(6) - NodeSamples.Millisecond }, "c", "d").ConfigureAwait(false);
        await ListedAsync(store, new AuditFilter { DueBy = Now.AddHours(9), Skip = 1, Take = 1 }, "d").ConfigureAwait(false);
    }

    private static async Task ChangedAsync(NodeStoreProbe store)
    {
        AuditRecord audit = await store.PutAsync(NodeSamples.Audit() with { ProjectId = "p-1", AwaitsPerson = true, DueAt = Now }).ConfigureAwait(false);
        await store.PutAsync(audit with { Status = ApprovalStatus.Terminated, ContractId = "c-2", AwaitsPerson = false, DueAt = null }).ConfigureAwait(false);

        await ListedAsync(store, new AuditFilter { PartnerNodeId = NodeSamples.Partner, IsOpen = true }).ConfigureAwait(false);
        await ListedAsync(store, new AuditFilter { PartnerNodeId = NodeSamples.Partner, ContractId = "c-1" }).ConfigureAwait(false);
        await ListedAsync(store, new AuditFilter { NeedsPerson = true }).ConfigureAwait(false);
        await ListedAsync(store, new AuditFilter { DueBy = Now.AddDays(1) }).ConfigureAwait(false);
        await ListedAsync(store, new AuditFilter { PartnerNodeId = NodeSamples.Partner, ProjectId = "p-1", IsOpen = false }, "a-1").ConfigureAwait(false);
        await ListedAsync(store, new AuditFilter { PartnerNodeId = NodeSamples.Partner, ContractId = "c-2" }, "a-1").ConfigureAwait(false);
    }

    private static async Task PagesAsync(NodeStoreProbe store)
    {
        await StoreAsync(store).ConfigureAwait(false);
        await ListedAsync(store, new AuditFilter { Take = 2 }, "e", "d").ConfigureAwait(false);
        await ListedAsync(store, new AuditFilter { Skip = 2, Take = 2 }, "c", "b").ConfigureAwait(false);
        await ListedAsync(store, new AuditFilter { Skip = 4, Take = 2 }, "a").ConfigureAwait(false);
        await ListedAsync(store, new AuditFilter { Skip = 5, Take = 2 }).ConfigureAwait(false);
        await ListedAsync(store, new AuditFilter { Skip = 3, Take = int.MaxValue }, "b", "a").ConfigureAwait(false);
        await ListedAsync(store, new AuditFilter { PartnerNodeId = NodeSamples.Partner, IsOpen = true, Skip = 1, Take = 2 }, "a").ConfigureAwait(false);
    }

    private static async Task SameTimeAsync(NodeStoreProbe store)
    {
        string[] ids = [.. Enumerable.Range(0, 25).Select(static number => $"a-{number * 7 % 25}")];
        foreach (string id in ids)
        {
            await store.PutAsync(NodeSamples.Audit(id)).ConfigureAwait(false);
        }

        var paged = new List<string>();
        for (int skip = 0; skip < ids.Length; skip += 7)
        {
            paged.AddRange(await store.ListAsync(new AuditFilter { PartnerNodeId = NodeSamples.Partner, Skip = skip, Take = 7 }).ConfigureAwait(false));
        }

        Expect.Sequence(await store.ListAsync(new AuditFilter { Take = 100 }).ConfigureAwait(false), paged, "The pages beside the whole list");
        Expect.Sequence(ids.Order(StringComparer.Ordinal), paged.Order(StringComparer.Ordinal), "All that is on the pages");
    }
}
