namespace Interconn.Sdk.GxbDes.Bills;

/// <summary>What the caller spent. All amounts are in GXS.</summary>
public interface IBillsApi
{
    /// <summary>Gives what each product cost in a month (3.1.14, 月度账单).</summary>
    /// <param name="month">Any day of the month; its first is sent.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The products.</returns>
    /// <exception cref="GxbDesException">The call did not succeed. In this answer the failure may stand in a second envelope.</exception>
    Task<IReadOnlyList<MonthlyBill>> GetMonthAsync(DateOnly month, CancellationToken cancellationToken = default);

    /// <summary>Gives the totals of a month (3.1.15, 月度账户信息).</summary>
    /// <param name="month">Any day of the month; its first is sent.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The totals.</returns>
    /// <exception cref="GxbDesException">The call did not succeed.</exception>
    Task<AccountTotals> GetMonthTotalAsync(DateOnly month, CancellationToken cancellationToken = default);

    /// <summary>Gives the totals of the last 30 days (3.1.16, 最近30天消费信息), newest first.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The totals, one for each day.</returns>
    /// <exception cref="GxbDesException">The call did not succeed.</exception>
    Task<IReadOnlyList<AccountTotals>> ListRecentAsync(CancellationToken cancellationToken = default);

    /// <summary>Gives the totals of all time (3.1.17, 账户总览信息).</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The totals, in all and for each product.</returns>
    /// <exception cref="GxbDesException">The call did not succeed.</exception>
    Task<AccountOverview> GetTotalAsync(CancellationToken cancellationToken = default);
}
