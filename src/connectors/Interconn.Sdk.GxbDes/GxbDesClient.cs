using Interconn.Sdk.GxbDes.Accounts;
using Interconn.Sdk.GxbDes.Bills;
using Interconn.Sdk.GxbDes.Categories;
using Interconn.Sdk.GxbDes.Exchanges;
using Interconn.Sdk.GxbDes.Products;
using Interconn.Sdk.GxbDes.Protocol;
using Interconn.Sdk.GxbDes.Votes;
using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.GxbDes;

/// <summary>
/// Calls the GXB DES market (section 3.1 of its document). Registered by <c>AddGxbDesClient</c>; safe to use from many threads. Every time that the market says comes at
/// UTC+8, the market's own.
/// </summary>
public sealed class GxbDesClient
{
    internal GxbDesClient(NeighbourServices services, GxbDesOptions options)
    {
        var caller = new GxbDesCaller(new NeighbourCaller(services, new NeighbourLimits(options.CallTimeout, options.MaxAnswer)), options.Address!);
        Accounts = new AccountsClient(caller);
        Categories = new CategoriesClient(caller);
        Products = new ProductsClient(caller);
        Votes = new VotesClient(caller);
        Exchanges = new ExchangesClient(caller);
        Bills = new BillsClient(caller);
    }

    /// <summary>The accounts of the chain, bound to those of the market.</summary>
    public IAccountsApi Accounts { get; }

    /// <summary>The categories of products.</summary>
    public ICategoriesApi Categories { get; }

    /// <summary>The products, and who provides their data.</summary>
    public IProductsApi Products { get; }

    /// <summary>The votes of a product's members.</summary>
    public IVotesApi Votes { get; }

    /// <summary>The exchanges of data.</summary>
    public IExchangesApi Exchanges { get; }

    /// <summary>What was spent.</summary>
    public IBillsApi Bills { get; }
}
