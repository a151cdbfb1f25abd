using System.Runtime.CompilerServices;

namespace Interconn.Sdk.GxbDes.Protocol;

/// <summary>Asks for one page after the other of a list.</summary>
internal static class ListPager
{
    /// <summary>How many items the document's examples ask for at a time.</summary>
    public const int PageSize = 20;

    /// <summary>
    /// Gives all items, each once, though one may move to the next page while the list grows. It ends at a page that is short: some lists have no total, so none is gone
    /// by. Should the market give the same page again and again, it ends too, in success only if the total says that all have come.
    /// </summary>
    /// <param name="askAsync">Asks for a page by its number, from 1.</param>
    /// <param name="idOf">What tells one item from another.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="GxbDesProtocolException">A full page brought nothing new, and not all have come.</exception>
    public static async IAsyncEnumerable<T> ReadAllAsync<T>(
        Func<int, CancellationToken, Task<GxbDesPage<T>>> askAsync, Func<T, long> idOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<long>();
        for (int number = 1; ; number++)
        {
            GxbDesPage<T> page = await askAsync(number, cancellationToken).ConfigureAwait(false);
            int before = seen.Count;
            foreach (T item in page.Items)
            {
                if (seen.Add(idOf(item)))
                {
                    yield return item;
                }
            }

            if (page.Items.Count < PageSize)
            {
                yield break;
            }

            if (seen.Count == before)
            {
                if (seen.Count >= page.Total)
                {
                    yield break;
                }

                throw new GxbDesProtocolException(
                    $"Page {number} of the list is full and brings nothing new: the market gives the same page again. {seen.Count} items came; there may be more.");
            }
        }
    }
}
