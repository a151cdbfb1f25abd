namespace Interconn.Sdk.GxbDes.Products;

/// <summary>The products, and who provides their data.</summary>
public interface IProductsApi
{
    /// <summary>Offers a product (3.1.3, 发布产品). The answer does not say its number: find it by <see cref="ListAsync"/>.</summary>
    /// <param name="draft">The product.</param>
    /// <param name="cancellationToken">Ends the wait, not what the market does meanwhile.</param>
    /// <returns>A task that ends when the market has it.</returns>
    /// <exception cref="ArgumentException">A field is empty or out of its range. Nothing was sent.</exception>
    /// <exception cref="GxbDesException">The call did not succeed.</exception>
    Task CreateAsync(ProductDraft draft, CancellationToken cancellationToken = default);

    /// <summary>
    /// Opens a vote on who provides a product's data (3.1.4, 邀请/申请成为产品数据源). A caller who does already invites others: those who do already are passed over,
    /// and each must have bound an account of the chain. Any other caller applies to provide, once at a time; who was refused five times in a row waits three days.
    /// </summary>
    /// <param name="productId">The product, 0 or more.</param>
    /// <param name="members">Whom to invite, by their accounts of the market. The market passes them over where the caller applies: null then sends none.</param>
    /// <param name="cancellationToken">Ends the wait, not what the market does meanwhile.</param>
    /// <returns>The vote.</returns>
    /// <exception cref="ArgumentException">A number is negative. Nothing was sent.</exception>
    /// <exception cref="GxbDesException">The call did not succeed.</exception>
    Task<OpenedVote> AddMembersAsync(long productId, IReadOnlyList<long>? members = null, CancellationToken cancellationToken = default);

    /// <summary>Opens a vote on a change of a product (3.1.6, 更新产品信息). The product stays as it is until the vote passes.</summary>
    /// <param name="productId">The product, 0 or more.</param>
    /// <param name="update">What it is to become, all of it.</param>
    /// <param name="cancellationToken">Ends the wait, not what the market does meanwhile.</param>
    /// <returns>The vote.</returns>
    /// <exception cref="ArgumentException">A field is empty or out of its range. Nothing was sent.</exception>
    /// <exception cref="GxbDesException">The call did not succeed.</exception>
    Task<OpenedVote> UpdateAsync(long productId, ProductUpdate update, CancellationToken cancellationToken = default);

    /// <summary>Lists the products of a category (3.1.8, 产品列表), a page of them.</summary>
    /// <param name="categoryId">The category, 0 or more.</param>
    /// <param name="shareStatus">Of which market.</param>
    /// <param name="page">Which page, from 1.</param>
    /// <param name="limit">How many on a page, 1 or more.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page, and how many there are.</returns>
    /// <exception cref="ArgumentException">A number is out of its range. Nothing was sent.</exception>
    /// <exception cref="GxbDesException">The call did not succeed.</exception>
    Task<GxbDesPage<ProductSummary>> ListAsync(
        long categoryId, ShareStatus shareStatus, int page = 1, int limit = 20, CancellationToken cancellationToken = default);

    /// <summary>Gives a product in full (3.1.9, 产品详情).</summary>
    /// <param name="productId">The product, 0 or more.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The product, without its number: the answer does not repeat it.</returns>
    /// <exception cref="ArgumentException">The number is negative. Nothing was sent.</exception>
    /// <exception cref="GxbDesException">The call did not succeed.</exception>
    Task<Product> GetAsync(long productId, CancellationToken cancellationToken = default);
}
