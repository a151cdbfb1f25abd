using Interconn.Sdk.GxbDes.Protocol;

namespace Interconn.Sdk.GxbDes.Exchanges;

/// <summary>What is built upon the calls of <see cref="IExchangesApi"/>.</summary>
public static class ExchangesApiExtensions
{
    /// <summary>Gives all that the caller paid for (3.1.12), asked for by 20 until a page is short. Nothing is asked before the enumeration starts.</summary>
    /// <param name="api">The exchanges.</param>
    /// <param name="query">Which exchanges; page and size in it are passed over. Null asks without saying.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The exchanges, each once, in the market's order.</returns>
    /// <exception cref="GxbDesException">While enumerating: a call did not succeed, or the market gives the same page again and again.</exception>
    public static IAsyncEnumerable<Consumption> ListAllConsumptionAsync(
        this IExchangesApi api, ConsumptionQuery? query = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(api);
        ConsumptionQuery asked = query ?? new ConsumptionQuery();
        return ListPager.ReadAllAsync(
            (page, token) => api.ListConsumptionAsync(asked with { PageNo = page, PageSize = ListPager.PageSize }, token),
            static exchange => exchange.Id,
            cancellationToken);
    }
}
