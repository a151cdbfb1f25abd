using System.Runtime.CompilerServices;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Client;

/// <summary>Asks for one page after the other of a list. The lists of all resources are read by it.</summary>
internal static class ListPager
{
    /// <summary>How many records a page is to hold: few enough for any node's cap, enough to spare round trips.</summary>
    public const int DefaultPageSize = 100;

    /// <summary>
    /// Gives all records. It ends when as many have come as the last page's <c>total</c> says, or when a page is empty: a partner that
    /// counts records it does not show must not keep us asking.
    /// </summary>
    /// <param name="askAsync">Asks for a page by its number and size.</param>
    /// <param name="pageSize">The size of a page, 1 or more.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="InterconnProtocolException">The list goes on beyond the largest that can be asked for.</exception>
    public static async IAsyncEnumerable<T> ReadAllAsync<T>(
        Func<int, int, CancellationToken, Task<Page<T>>> askAsync,
        int pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long seen = 0;
        int number = 1;
        while (true)
        {
            Page<T> page = await askAsync(number, pageSize, cancellationToken).ConfigureAwait(false);
            foreach (T record in page.Records)
            {
                yield return record;
            }

            seen += page.Records.Count;
            if (page.Records.Count == 0 || seen >= page.Total)
            {
                yield break;
            }

            // A window that starts beyond 2³¹-1 is refused by every node; see PageWindow.
            if ((long)number * pageSize > int.MaxValue)
            {
                throw new InterconnProtocolException("The partner's list goes on beyond the largest that can be asked for.");
            }

            number++;
        }
    }
}
