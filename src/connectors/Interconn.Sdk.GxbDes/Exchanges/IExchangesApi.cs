namespace Interconn.Sdk.GxbDes.Exchanges;

/// <summary>The exchanges of data.</summary>
public interface IExchangesApi
{
    /// <summary>Lists what the caller paid for (3.1.12, 消费明细).</summary>
    /// <param name="query">Which exchanges; null asks without saying.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page. The document's example says no total.</returns>
    /// <exception cref="ArgumentException">A number is out of its range. Nothing was sent.</exception>
    /// <exception cref="GxbDesException">The call did not succeed.</exception>
    Task<GxbDesPage<Consumption>> ListConsumptionAsync(ConsumptionQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Lists exchanges as the chain has them (3.1.13, 数据查询). The document knows no pages of it.</summary>
    /// <param name="query">Which exchanges; null asks without saying.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The exchanges.</returns>
    /// <exception cref="GxbDesException">The call did not succeed.</exception>
    Task<IReadOnlyList<ExchangeRecord>> ListDetailsAsync(ExchangeQuery? query = null, CancellationToken cancellationToken = default);
}
