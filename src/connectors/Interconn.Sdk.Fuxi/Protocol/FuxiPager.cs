using System.Runtime.CompilerServices;
using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.Fuxi.Protocol;

/// <summary>
/// Reads a list page by page. Of what the server says about the rest it believes nothing: its total is always 10000, and it always links to a next page. A page
/// that is not full is the last.
/// </summary>
internal static class FuxiPager
{
    public const int DefaultPageSize = 100;

    /// <summary>Reads it.</summary>
    /// <param name="endpoint">The endpoint, for the exception.</param>
    /// <param name="pageSize">How many entries each page is asked for.</param>
    /// <param name="list">Asks for one page.</param>
    /// <param name="id">What tells entries apart.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static IAsyncEnumerable<T> ReadAllAsync<T>(
        NeighbourEndpoint endpoint,
        int pageSize,
        Func<FuxiPage, CancellationToken, Task<IReadOnlyList<T>>> list,
        Func<T, string> id,
        CancellationToken cancellationToken)
    {
        // Before the first page is asked for, where the caller still sees where it comes from.
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pageSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, FuxiPage.MaxLimit);
        return IterateAsync(endpoint, pageSize, list, id, cancellationToken);
    }

    private static async IAsyncEnumerable<T> IterateAsync<T>(
        NeighbourEndpoint endpoint,
        int pageSize,
        Func<FuxiPage, CancellationToken, Task<IReadOnlyList<T>>> list,
        Func<T, string> id,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> before = [];
        int offset = 0;
        while (true)
        {
            IReadOnlyList<T> page = await list(new FuxiPage { Offset = offset, Limit = pageSize }, cancellationToken).ConfigureAwait(false);
            if (page.Count > 0 && page.All(entry => before.Contains(id(entry))))
            {
                throw new FuxiProtocolException(
                    $"The answers of FUXI IS CA to {endpoint} have no end: the page at offset {offset} is that before it once more. It seems to ignore offset.")
                {
                    Endpoint = endpoint.ToString(),
                };
            }

            foreach (T entry in page)
            {
                yield return entry;
            }

            if (page.Count < pageSize)
            {
                yield break;
            }

            before = [.. page.Select(id)];
            offset = checked(offset + page.Count);
        }
    }
}
