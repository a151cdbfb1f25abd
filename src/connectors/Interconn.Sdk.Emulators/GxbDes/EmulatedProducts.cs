using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.GxbDes.Products;
using Interconn.Sdk.GxbDes.Protocol;
using Interconn.Sdk.GxbDes.Votes;

namespace Interconn.Sdk.Emulators.GxbDes;

/// <summary>Offers, lists and changes products. Prices are texts where the document prints them so, and so is the category of one product.</summary>
internal sealed class EmulatedProducts(Market market)
{
    public void Map(EmulatorRoutes routes)
    {
        routes.Map(GxbDesEndpoints.CreateProduct, CreateAsync);
        routes.Map(GxbDesEndpoints.UpdateProduct, UpdateAsync);
        routes.Map(GxbDesEndpoints.ListProducts, request => market.AnswerAsync(request, state => List(state, request)));
        routes.Map(GxbDesEndpoints.GetProduct, request => market.AnswerAsync(request, state => Get(state, request.Number("productId"))));
    }

    private async Task CreateAsync(EmulatedRequest request)
    {
        ProductDraft? draft = await request.ReadJsonAsync(GxbDesJson.Context.ProductDraft).ConfigureAwait(false);
        await (draft is null || !IsSound(() => ProductCheck.Check(draft))
            ? Market.RefuseAsync(request)
            : market.AnswerAsync(request, state => Create(state, draft))).ConfigureAwait(false);
    }

    private async Task UpdateAsync(EmulatedRequest request)
    {
        ProductUpdate? update = await request.ReadJsonAsync(GxbDesJson.Context.ProductUpdate).ConfigureAwait(false);
        await (update is null || !IsSound(() => ProductCheck.Check(update))
            ? Market.RefuseAsync(request)
            : market.AnswerAsync(request, state => Update(state, request.Number("productId"), update))).ConfigureAwait(false);
    }

    private static MarketAnswer Create(MarketState state, ProductDraft draft)
    {
        if (!state.Categories.ContainsKey(draft.CategoryId))
        {
            return MarketAnswer.Refused(MarketCodes.NotExist, "类目不存在");
        }

        state.AddProduct(draft, [state.Caller]);
        return MarketAnswer.Success();
    }

    private static MarketAnswer Update(MarketState state, long productId, ProductUpdate update)
    {
        if (!state.Products.TryGetValue(productId, out MarketProduct? product) || !state.Categories.ContainsKey(update.CategoryId))
        {
            return MarketAnswer.Refused(MarketCodes.NotExist, "产品或类目不存在");
        }

        if (!product.Members.Contains(state.Caller))
        {
            return MarketAnswer.Refused(MarketCodes.Forbidden, "只有产品成员可以更新");
        }

        MarketVote vote = state.Open(id => new MarketVote(id, product, VoteType.UpdateProduct, state.Caller, state.Now)
        {
            To = new Product
            {
                ProductName = update.ProductName,
                LogoUrl = state.NewLogoUrl(),
                BriefDesc = update.BriefDesc,
                Price = update.Price,
                CategoryId = update.CategoryId,
                Privacy = update.Privacy,
                Input = update.Input,
                Output = update.Output,
            },
        });
        return EmulatedVotes.Opened(vote);
    }

    private static MarketAnswer List(MarketState state, EmulatedRequest request)
    {
        long categoryId = request.Number("categoryId");
        long shareStatus = request.Number("shareStatus");
        if (shareStatus is not ((long)ShareStatus.Alliance or (long)ShareStatus.FreeMarket))
        {
            return MarketAnswer.Unreadable();
        }

        List<MarketProduct> all = [.. state.Products.Values.Where(product => product.Terms.CategoryId == categoryId && (long)product.ShareStatus == shareStatus)];
        return MarketAnswer.Page(request.PageOf(all, "page", "limit").ToJson(Summary), all.Count);
    }

    private static MarketAnswer Get(MarketState state, long productId)
    {
        if (!state.Products.TryGetValue(productId, out MarketProduct? product))
        {
            return MarketAnswer.Refused(MarketCodes.NotExist, "产品不存在");
        }

        JsonNode node = JsonSerializer.SerializeToNode(product.Terms, GxbDesJson.Context.Product)!;
        node["categoryId"] = product.Terms.CategoryId!.Value.ToString(CultureInfo.InvariantCulture);
        return MarketAnswer.Success(WithPriceAsText(node, product));
    }

    private static JsonNode Summary(MarketProduct product)
    {
        var summary = new ProductSummary
        {
            ProductId = product.Id,
            ProductName = product.Terms.ProductName,
            LogoUrl = product.Terms.LogoUrl,
            BriefDesc = product.Terms.BriefDesc,
            Privacy = product.Terms.Privacy,
            Price = product.Terms.Price,
        };
        return WithPriceAsText(JsonSerializer.SerializeToNode(summary, GxbDesJson.Context.ProductSummary)!, product);
    }

    private static JsonNode WithPriceAsText(JsonNode node, MarketProduct product)
    {
        node["price"]!["amount"] = product.Terms.Price!.Amount.ToString(CultureInfo.InvariantCulture);
        return node;
    }

    private static bool IsSound(Action check)
    {
        try
        {
            check();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
