using System.Text.Json;
using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.GxbDes.Exchanges;
using Interconn.Sdk.GxbDes.Protocol;

namespace Interconn.Sdk.Emulators.GxbDes;

/// <summary>Lists exchanges, newest first. Both days of a query are within it.</summary>
internal sealed class EmulatedExchanges(Market market)
{
    public void Map(EmulatorRoutes routes)
    {
        routes.Map(GxbDesEndpoints.ListConsumption, request => market.AnswerAsync(request, state => ListConsumption(state, request)));
        routes.Map(GxbDesEndpoints.ListExchanges, request => market.AnswerAsync(request, state => ListDetails(state, request)));
    }

    private static MarketAnswer ListConsumption(MarketState state, EmulatedRequest request)
    {
        long? productId = request.QueryNumber("productId");
        EmulatedExchange[] all = [.. Within(request, state.Consumption).Where(exchange => productId is null || exchange.ProductId == productId)];
        return MarketAnswer.Report(request.PageOf(all, "pageNo", "pageSize").ToJson(exchange => JsonSerializer.SerializeToNode(
            new Consumption
            {
                Id = exchange.Id!.Value,
                RequestId = exchange.RequestId,
                ProductId = exchange.ProductId,
                ProductName = state.Products[exchange.ProductId].Terms.ProductName,
                Amount = exchange.Amount,
                Created = exchange.Created,
            },
            GxbDesJson.Context.Consumption)));
    }

    private static MarketAnswer ListDetails(MarketState state, EmulatedRequest request)
    {
        string? toAccount = request.Query("toAccount");
        string? requestId = request.Query("requestId");
        string? txId = request.Query("txid");
        IEnumerable<EmulatedExchange> all = Within(request, state.Exchanges).Where(exchange =>
            (toAccount is null || exchange.ToAccount == toAccount)
            && (requestId is null || exchange.RequestId == requestId)
            && (txId is null || exchange.TxId == txId));
        return MarketAnswer.Report(all.ToJson(static exchange => JsonSerializer.SerializeToNode(
            new ExchangeRecord
            {
                Id = exchange.Id!.Value,
                Created = exchange.Created,
                FromAccount = exchange.FromAccount,
                ToAccount = exchange.ToAccount,
                RequestId = exchange.RequestId,
                TxId = exchange.TxId,
            },
            GxbDesJson.Context.ExchangeRecord)));
    }

    private static IEnumerable<EmulatedExchange> Within(EmulatedRequest request, IEnumerable<EmulatedExchange> exchanges)
    {
        DateOnly from = request.QueryDay("gmtCreatedFrom") ?? DateOnly.MinValue;
        DateOnly to = request.QueryDay("gmtCreatedTo") ?? DateOnly.MaxValue;
        return exchanges.Where(exchange => MarketTime.DayOf(exchange.Created) is DateOnly day && day >= from && day <= to).Reverse();
    }
}
