using Interconn.Sdk.GxbDes.Protocol;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.GxbDes.Exchanges;

/// <summary>Calls the exchanges.</summary>
internal sealed class ExchangesClient(GxbDesCaller caller) : IExchangesApi
{
    public async Task<GxbDesPage<Consumption>> ListConsumptionAsync(ConsumptionQuery? query = null, CancellationToken cancellationToken = default)
    {
        ConsumptionQuery asked = query ?? new ConsumptionQuery();
        ArgumentOutOfRangeException.ThrowIfNegative(asked.ProductId ?? 0, nameof(query));
        ArgumentOutOfRangeException.ThrowIfLessThan(asked.PageNo ?? 1, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfLessThan(asked.PageSize ?? 1, 1, nameof(query));
        string target = GxbDesEndpoints.ListConsumption.Path + QueryWriter.Write(asked, GxbDesJson.Context.ConsumptionQuery, UrlText.Value);
        GxbDesReply reply = await caller.GetAsync(GxbDesEndpoints.ListConsumption, target, cancellationToken).ConfigureAwait(false);
        return new GxbDesPage<Consumption>(reply.ReadList(GxbDesJson.Context.IReadOnlyListConsumption), reply.Total);
    }

    public async Task<IReadOnlyList<ExchangeRecord>> ListDetailsAsync(ExchangeQuery? query = null, CancellationToken cancellationToken = default)
    {
        string target = GxbDesEndpoints.ListExchanges.Path + QueryWriter.Write(query ?? new ExchangeQuery(), GxbDesJson.Context.ExchangeQuery, UrlText.Value);
        GxbDesReply reply = await caller.GetAsync(GxbDesEndpoints.ListExchanges, target, cancellationToken).ConfigureAwait(false);
        return reply.ReadList(GxbDesJson.Context.IReadOnlyListExchangeRecord);
    }
}
