using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Contracts;
using Interconn.Sdk.Node.Tests.Lifecycles;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Node.Tests.Stores;

/// <summary>A list of contracts that is longer than a page is read whole and once, and no page passes over what was read before.</summary>
public sealed class ContractPagesTests
{
    private const int PageSize = 1000;

    private static readonly ContractFilter Approved = new() { Status = ApprovalStatus.Approved };

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(PageSize)]
    [TestCase((2 * PageSize) + 1)]
    public async Task Next_EachAppliedForAtItsOwnTime_GivesAll_TheNewestFirst(int count)
    {
        using InMemoryNodeStore store = await StoreAsync(count, together: 1);
        var skipped = new List<int>();
        var watched = new WatchedStore(store)
        {
            Listing = filter =>
            {
                skipped.Add(filter.Skip);
                return filter;
            },
        };
        Assert.That(await ReadAsync(watched), Is.EqualTo(Enumerable.Range(0, count).Reverse().Select(IdOf)));
        Assert.That(skipped, Is.All.Zero);
    }

    [TestCase(7)]
    [TestCase(PageSize)]
    [TestCase((2 * PageSize) + 500)]
    public async Task Next_ManyAppliedForAtOneTime_GivesEachOnce(int together)
    {
        const int Count = 3 * PageSize;
        using InMemoryNodeStore store = await StoreAsync(Count, together);
        Assert.That(await ReadAsync(store), Is.EquivalentTo(Enumerable.Range(0, Count).Select(IdOf)));
    }

    [Test]
    public async Task Next_OfAStoreThatDoesNotKnowTheBound_GivesAll()
    {
        const int Count = (2 * PageSize) + 1;
        using InMemoryNodeStore store = await StoreAsync(Count, together: 1);
        var other = new WatchedStore(store) { Listing = static filter => filter with { AppliedBy = null } };
        Assert.That(await ReadAsync(other), Is.EqualTo(Enumerable.Range(0, Count).Reverse().Select(IdOf)));
    }

    [Test]
    public async Task Next_WhileOthersAreMade_GivesThoseThatWereThere()
    {
        using InMemoryNodeStore store = await StoreAsync(PageSize + 1, together: 1);
        var pages = new ContractPages(store, Approved);
        IReadOnlyList<ContractRecord> first = await pages.NextAsync(default);
        await AddAsync(store, [Contract(PageSize + 1, together: 1)]);
        IReadOnlyList<ContractRecord> second = await pages.NextAsync(default);
        Assert.That((first.Count, second.Single().ContractId), Is.EqualTo((PageSize, IdOf(0))));
        Assert.That(await pages.NextAsync(default), Is.Empty);
    }

    private static string IdOf(int number) => $"c-{number:D5}";

    private static ContractRecord Contract(int number, int together) => StoredRecords.Contract(IdOf(number), "partner") with
    {
        Status = ApprovalStatus.Approved,
        AppliedAt = NodeFixture.Start.AddSeconds(number / together),
    };

    private static async Task<InMemoryNodeStore> StoreAsync(int count, int together)
    {
        var store = new InMemoryNodeStore(new InMemoryPermitStore(TimeProvider.System));
        await AddAsync(store, [.. Enumerable.Range(0, count).Select(number => Contract(number, together))]);
        return store;
    }

    private static async Task AddAsync(InMemoryNodeStore store, IReadOnlyList<ContractRecord> contracts) =>
        Assert.That(await store.TryCommitAsync(new NodeChange { At = NodeFixture.Start, Contracts = contracts }, default), Is.True);

    private static async Task<List<string>> ReadAsync(INodeStore store)
    {
        var pages = new ContractPages(store, Approved);
        var read = new List<string>();
        while (await pages.NextAsync(default) is { Count: > 0 } page)
        {
            read.AddRange(page.Select(static contract => contract.ContractId));
        }

        return read;
    }
}
