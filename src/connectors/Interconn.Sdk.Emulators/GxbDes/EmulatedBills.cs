using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.GxbDes.Bills;
using Interconn.Sdk.GxbDes.Protocol;

namespace Interconn.Sdk.Emulators.GxbDes;

/// <summary>
/// Makes the bills of the caller from the exchanges that it paid for and what it paid in. What the document prints as null is null, and not left out.
/// </summary>
internal sealed class EmulatedBills(Market market)
{
    private const int RecentDays = 30;
    private const int DecimalsOfGxs = 5;
    private static readonly GxbDesJson WithNulls = new(new JsonSerializerOptions { DefaultIgnoreCondition = JsonIgnoreCondition.Never });

    public void Map(EmulatorRoutes routes)
    {
        routes.Map(GxbDesEndpoints.GetMonthlyBill, request => market.AnswerAsync(request, state => Month(state, MonthOf(request))));
        routes.Map(GxbDesEndpoints.GetMonthlyTotals, request => market.AnswerAsync(request, state => MonthTotal(state, MonthOf(request))));
        routes.Map(GxbDesEndpoints.ListRecentTotals, request => market.AnswerAsync(request, Recent));
        routes.Map(GxbDesEndpoints.GetOverview, request => market.AnswerAsync(request, Total));
    }

    // In an envelope of its own, where success is 0.
    private static MarketAnswer Month(MarketState state, DateOnly month)
    {
        JsonArray bills = state.Consumption
            .Where(exchange => IsIn(month, exchange.Created))
            .GroupBy(static exchange => exchange.ProductId)
            .OrderBy(static group => group.Key)
            .ToJson(group => JsonSerializer.SerializeToNode(
                new MonthlyBill
                {
                    ProductId = group.Key,
                    ProductName = state.Products[group.Key].Terms.ProductName,
                    TransferCount = group.Count(),
                    UnitPrice = state.Products[group.Key].UnitPrice,
                    ConsumeAmount = group.Sum(static exchange => exchange.Amount),
                },
                WithNulls.MonthlyBill));
        return MarketAnswer.Report(new JsonObject { ["code"] = 0, ["msg"] = null, ["data"] = bills, ["total"] = null });
    }

    private static MarketAnswer MonthTotal(MarketState state, DateOnly month)
    {
        AccountTotals totals = TotalsOf(state, time => IsIn(month, time)) with { Balance = BalanceOf(state) };
        return MarketAnswer.Report(JsonSerializer.SerializeToNode(totals, WithNulls.AccountTotals));
    }

    private static MarketAnswer Recent(MarketState state)
    {
        DateOnly today = MarketTime.DayOf(state.Now);
        return MarketAnswer.Report(Enumerable.Range(0, RecentDays).Select(back => today.AddDays(-back)).ToJson(day => JsonSerializer.SerializeToNode(
            TotalsOf(state, time => MarketTime.DayOf(time) == day) with { Date = MarketTime.StartOf(day) },
            WithNulls.AccountTotals)));
    }

    private static MarketAnswer Total(MarketState state)
    {
        var overview = new AccountOverview
        {
            Overview = new AccountTotals
            {
                ConsumeAmount = state.Consumption.Sum(static exchange => exchange.Amount),
                Balance = BalanceOf(state),
                Average = AverageOf(state),
            },
            ProductList =
            [
                .. state.Consumption.GroupBy(static exchange => exchange.ProductId).OrderBy(static group => group.Key).Select(group => new ProductBill
                {
                    ProductId = group.Key,
                    ProductName = state.Products[group.Key].Terms.ProductName,
                    LogoUrl = state.Products[group.Key].Terms.LogoUrl,
                    TransferCount = group.Count(),
                    UnitPrice = state.Products[group.Key].UnitPrice,
                    ConsumeAmount = group.Sum(static exchange => exchange.Amount),
                }),
            ],
        };
        return MarketAnswer.Report(JsonSerializer.SerializeToNode(overview, WithNulls.AccountOverview));
    }

    private static AccountTotals TotalsOf(MarketState state, Func<DateTimeOffset, bool> isWithin)
    {
        EmulatedExchange[] exchanges = [.. state.Consumption.Where(exchange => isWithin(exchange.Created))];
        return new AccountTotals
        {
            ConsumeAmount = exchanges.Sum(static exchange => exchange.Amount),
            IncomeAmount = state.Deposits.Where(deposit => deposit.Merchant == state.Caller && isWithin(deposit.Paid)).Sum(static deposit => deposit.Amount),
            TransferCount = exchanges.Length,
        };
    }

    private static decimal BalanceOf(MarketState state) =>
        state.Deposits.Where(deposit => deposit.Merchant == state.Caller).Sum(static deposit => deposit.Amount)
        - state.Consumption.Sum(static exchange => exchange.Amount);

    // Of each day from the first exchange to today.
    private static decimal AverageOf(MarketState state)
    {
        EmulatedExchange? first = state.Consumption.FirstOrDefault();
        if (first is null)
        {
            return 0;
        }

        int days = Math.Max(1, MarketTime.DayOf(state.Now).DayNumber - MarketTime.DayOf(first.Created).DayNumber + 1);
        return Math.Round(state.Consumption.Sum(static exchange => exchange.Amount) / days, DecimalsOfGxs);
    }

    private static DateOnly MonthOf(EmulatedRequest request) => request.QueryDay("date") ?? throw new FormatException("A month must be named.");

    private static bool IsIn(DateOnly month, DateTimeOffset time)
    {
        DateOnly day = MarketTime.DayOf(time);
        return day.Year == month.Year && day.Month == month.Month;
    }
}
