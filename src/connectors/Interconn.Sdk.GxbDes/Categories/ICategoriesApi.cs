namespace Interconn.Sdk.GxbDes.Categories;

/// <summary>The categories of products.</summary>
public interface ICategoriesApi
{
    /// <summary>Makes a category (3.1.2, 发布类目). The document marks it as internal: the market may refuse it to all but its own staff.</summary>
    /// <param name="categoryName">Its name, for instance <c>普惠金融</c>.</param>
    /// <param name="cancellationToken">Ends the wait, not what the market does meanwhile.</param>
    /// <returns>The category with its number.</returns>
    /// <exception cref="ArgumentException">The name is empty. Nothing was sent.</exception>
    /// <exception cref="GxbDesException">The call did not succeed.</exception>
    Task<Category> CreateAsync(string categoryName, CancellationToken cancellationToken = default);
}
