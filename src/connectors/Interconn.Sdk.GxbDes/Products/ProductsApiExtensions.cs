using Interconn.Sdk.GxbDes.Protocol;

namespace Interconn.Sdk.GxbDes.Products;

/// <summary>What is built upon the calls of <see cref="IProductsApi"/>.</summary>
public static class ProductsApiExtensions
{
    /// <summary>Gives all products of a category (3.1.8), asked for by 20 until a page is short. Nothing is asked before the enumeration starts.</summary>
    /// <param name="api">The products.</param>
    /// <param name="categoryId">The category, 0 or more.</param>
    /// <param name="shareStatus">Of which market.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The products, each once, in the market's order.</returns>
    /// <exception cref="GxbDesException">While enumerating: a call did not succeed, or the market gives the same page again and again.</exception>
    public static IAsyncEnumerable<ProductSummary> ListAllAsync(
        this IProductsApi api, long categoryId, ShareStatus shareStatus, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(api);
        return ListPager.ReadAllAsync(
            (page, token) => api.ListAsync(categoryId, shareStatus, page, ListPager.PageSize, token), static product => product.ProductId, cancellationToken);
    }
}
