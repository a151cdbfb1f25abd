using System.Text.Json;
using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.GxbDes.Categories;
using Interconn.Sdk.GxbDes.Protocol;

namespace Interconn.Sdk.Emulators.GxbDes;

/// <summary>Makes categories. That the document marks this as internal bars nobody here.</summary>
internal sealed class EmulatedCategories(Market market)
{
    public void Map(EmulatorRoutes routes) => routes.Map(GxbDesEndpoints.CreateCategory, CreateAsync);

    private async Task CreateAsync(EmulatedRequest request)
    {
        CategoryRequest? body = await request.ReadJsonAsync(GxbDesJson.Context.CategoryRequest).ConfigureAwait(false);
        await (string.IsNullOrWhiteSpace(body?.CategoryName)
            ? Market.RefuseAsync(request)
            : market.AnswerAsync(request, state => Create(state, body.CategoryName))).ConfigureAwait(false);
    }

    private static MarketAnswer Create(MarketState state, string name)
    {
        var category = new Category { CategoryId = state.AddCategory(name), CategoryName = name };
        return MarketAnswer.Success(JsonSerializer.SerializeToNode(category, GxbDesJson.Context.Category));
    }
}
