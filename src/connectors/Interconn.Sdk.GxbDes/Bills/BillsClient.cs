using Interconn.Sdk.GxbDes.Protocol;
using Interconn.Sdk.Neighbours;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.GxbDes.Bills;

/// <summary>Calls the bills.</summary>
internal sealed class BillsClient(GxbDesCaller caller) : IBillsApi
{
    public async Task<IReadOnlyList<MonthlyBill>> GetMonthAsync(DateOnly month, CancellationToken cancellationToken = default)
    {
        GxbDesReply reply = await caller
            .GetAsync(GxbDesEndpoints.GetMonthlyBill, Target(GxbDesEndpoints.GetMonthlyBill, month), cancellationToken).ConfigureAwait(false);
        return reply.ReadInnerList(GxbDesJson.Context.IReadOnlyListMonthlyBill);
    }

    public async Task<AccountTotals> GetMonthTotalAsync(DateOnly month, CancellationToken cancellationToken = default)
    {
        GxbDesReply reply = await caller
            .GetAsync(GxbDesEndpoints.GetMonthlyTotals, Target(GxbDesEndpoints.GetMonthlyTotals, month), cancellationToken).ConfigureAwait(false);
        return reply.Read(GxbDesJson.Context.AccountTotals);
    }

    public async Task<IReadOnlyList<AccountTotals>> ListRecentAsync(CancellationToken cancellationToken = default)
    {
        GxbDesReply reply = await caller.GetAsync(GxbDesEndpoints.ListRecentTotals, GxbDesEndpoints.ListRecentTotals.Path, cancellationToken).ConfigureAwait(false);
        return reply.ReadList(GxbDesJson.Context.IReadOnlyListAccountTotals);
    }

    public async Task<AccountOverview> GetTotalAsync(CancellationToken cancellationToken = default)
    {
        GxbDesReply reply = await caller.GetAsync(GxbDesEndpoints.GetOverview, GxbDesEndpoints.GetOverview.Path, cancellationToken).ConfigureAwait(false);
        return reply.Read(GxbDesJson.Context.AccountOverview);
    }

    private static string Target(NeighbourEndpoint endpoint, DateOnly month) =>
        endpoint.Path + QueryWriter.Write(new MonthQuery { Date = new DateOnly(month.Year, month.Month, 1) }, GxbDesJson.Context.MonthQuery, UrlText.Value);
}
