using Interconn.Sdk.GxbDes.Accounts;
using Interconn.Sdk.GxbDes.Products;
using Interconn.Sdk.GxbDes.Signing;
using Interconn.Sdk.GxbDes.Votes;

namespace Interconn.Sdk.Emulators.GxbDes;

/// <summary>What the market knows. Whoever touches it holds the lock of <see cref="Market"/>.</summary>
internal sealed class MarketState
{
    private long logos;

    /// <summary>Whose session it is.</summary>
    public long Caller { get; set; }

    /// <summary>The moment of the request that is served.</summary>
    public DateTimeOffset Now { get; private set; }

    public Dictionary<long, Merchant> Merchants { get; } = [];

    /// <summary>The accounts of the chain.</summary>
    public Dictionary<string, GraphenePublicKey> Accounts { get; } = new(StringComparer.Ordinal);

    /// <summary>What each merchant has bound.</summary>
    public Dictionary<long, AccountBinding> Bindings { get; } = [];

    /// <summary>The names of the categories.</summary>
    public Dictionary<long, string> Categories { get; } = [];

    public Dictionary<long, MarketProduct> Products { get; } = [];

    public Dictionary<long, MarketVote> Votes { get; } = [];

    public List<EmulatedExchange> Exchanges { get; } = [];

    public List<(long Merchant, decimal Amount, DateTimeOffset Paid)> Deposits { get; } = [];

    /// <summary>The exchanges that the caller paid for, oldest first.</summary>
    public IEnumerable<EmulatedExchange> Consumption => Bindings.TryGetValue(Caller, out AccountBinding? binding)
        ? Exchanges.Where(exchange => exchange.ToAccount == binding.AccountId)
        : [];

    /// <summary>Goes on to a moment.</summary>
    public void Turn(DateTimeOffset now)
    {
        Now = now;
        foreach (MarketVote vote in Votes.Values)
        {
            vote.Settle(now);
        }
    }

    public long AddCategory(string name)
    {
        Categories.Add(Categories.Count + 1, name);
        return Categories.Count;
    }

    public MarketProduct AddProduct(ProductDraft draft, IEnumerable<long> members)
    {
        var terms = new Product
        {
            ProductName = draft.ProductName,
            LogoUrl = NewLogoUrl(),
            BriefDesc = draft.BriefDesc,
            Price = draft.Price,
            CategoryId = draft.CategoryId,
            Privacy = draft.Privacy,
            Input = draft.Input,
            Output = draft.Output,
        };
        var product = new MarketProduct(Products.Count + 1, terms, draft.VoteThreshold, members);
        Products.Add(product.Id, product);
        return product;
    }

    public void AddExchange(EmulatedExchange exchange)
    {
        if (!Products.ContainsKey(exchange.ProductId))
        {
            throw new ArgumentException($"There is no product {exchange.ProductId}: add it first.", nameof(exchange));
        }

        long next = Exchanges.Select(static known => known.Id!.Value).DefaultIfEmpty().Max() + 1;
        Exchanges.Add(exchange with { Id = exchange.Id ?? next });
        Exchanges.Sort(static (one, other) => one.Created.CompareTo(other.Created));
    }

    /// <summary>Keeps a vote that was opened.</summary>
    public MarketVote Open(Func<long, MarketVote> make)
    {
        MarketVote vote = make(Votes.Count + 1);
        Votes.Add(vote.Id, vote);
        return vote;
    }

    /// <summary>Where an image that was sent is said to be. Nothing serves it.</summary>
    public string NewLogoUrl() => $"https://des.example/product/logo/logo_{++logos}.png";
}
