using Interconn.Sdk.Node.Contracts;

namespace Interconn.Sdk.Node.Stores;

/// <summary>
/// Reads a long list of contracts page by page, the newest applied first, each page from where the one before ended: to pass over all that was read, with each page
/// again, would take a time that grows with the square of the list.
/// </summary>
internal sealed class ContractPages(INodeStore store, ContractFilter filter)
{
    private const int PageSize = 1000;

    // Those that were read of the time at which the last page ended: the next one begins with them.
    private readonly HashSet<ContractKey> readOfBound = [];
    private DateTimeOffset? bound;
    private bool isOver;

    // Where the store does not know the bound: how many to pass over.
    private int? skip;
    private int read;

    /// <summary>The next page; empty when there is none.</summary>
    public async ValueTask<IReadOnlyList<ContractRecord>> NextAsync(CancellationToken cancellationToken)
    {
        while (!isOver)
        {
            int take = PageSize + (skip is null ? readOfBound.Count : 0);
            IReadOnlyList<ContractRecord> page = await store.ListContractsAsync(
                filter with { AppliedBy = skip is null ? bound : null, Skip = skip ?? 0, Take = take }, cancellationToken).ConfigureAwait(false);
            if (skip is null && page.Count > 0 && page[0].AppliedAt > bound)
            {
                skip = read;
                continue;
            }

            isOver = page.Count < take;
            ContractRecord[] fresh = [.. page.Where(contract => skip is not null || !readOfBound.Contains(contract.Key))];
            read += fresh.Length;
            skip += fresh.Length;
            if (page.Count > 0 && skip is null)
            {
                Remember(page);
            }

            if (fresh.Length > 0)
            {
                return fresh;
            }
        }

        return [];
    }

    private void Remember(IReadOnlyList<ContractRecord> page)
    {
        DateTimeOffset last = page[^1].AppliedAt;
        if (last != bound)
        {
            readOfBound.Clear();
            bound = last;
        }

        readOfBound.UnionWith(page.Where(contract => contract.AppliedAt == last).Select(static contract => contract.Key));
    }
}
