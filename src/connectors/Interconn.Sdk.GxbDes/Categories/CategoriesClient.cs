using Interconn.Sdk.GxbDes.Protocol;

namespace Interconn.Sdk.GxbDes.Categories;

/// <summary>Calls the categories.</summary>
internal sealed class CategoriesClient(GxbDesCaller caller) : ICategoriesApi
{
    public async Task<Category> CreateAsync(string categoryName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(categoryName);
        GxbDesReply reply = await caller.PostAsync(
            GxbDesEndpoints.CreateCategory,
            GxbDesEndpoints.CreateCategory.Path,
            new CategoryRequest { CategoryName = categoryName },
            GxbDesJson.Context.CategoryRequest,
            cancellationToken).ConfigureAwait(false);
        return reply.Read(GxbDesJson.Context.Category);
    }
}
