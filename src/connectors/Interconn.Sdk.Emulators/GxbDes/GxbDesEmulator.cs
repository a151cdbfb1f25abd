using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.GxbDes.Accounts;
using Interconn.Sdk.GxbDes.Products;
using Interconn.Sdk.GxbDes.Signing;
using Interconn.Sdk.GxbDes.Votes;
using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.Emulators.GxbDes;

/// <summary>
/// The GXB DES market, in process. Its document names neither the header of a session nor codes of failure: who calls is set by <see cref="Caller"/>, and the codes are
/// those of the same product's exchange (<c>FORBIDDEN</c>, <c>ACCOUNT_NOT_EXIST</c>, <c>SIGNATURE_VERIFY_FAIL</c>, <c>INVALID_PARAMS</c>) and the emulator's own, under
/// HTTP 200; only what cannot be read is answered 400. A product that several provide is in the alliance market, one that a single merchant provides in the free market.
/// Days begin at 00:00, UTC+8.
/// </summary>
public sealed class GxbDesEmulator : IAsyncDisposable
{
    private readonly Market market;
    private EmulatorHost? host;

    private GxbDesEmulator(TimeProvider timeProvider) => market = new Market(timeProvider);

    /// <summary>Where it serves: <c>http</c>, <c>127.0.0.1</c> and a port of its own.</summary>
    public Uri Address => host!.Address;

    /// <summary>The merchant who calls from now on, as if the session were its own. Without one that is there, every call is refused.</summary>
    public long Caller
    {
        get => market.Under(state => state.Caller);
        set => market.Under(state => state.Caller = value);
    }

    internal IReadOnlyList<NeighbourEndpoint> Endpoints => host!.Endpoints;

    /// <summary>Starts one.</summary>
    /// <param name="options">What it is told; null tells nothing.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The emulator, which serves already. Dispose it to stop it.</returns>
    public static async Task<GxbDesEmulator> StartAsync(EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var emulator = new GxbDesEmulator(options?.TimeProvider ?? TimeProvider.System);
        emulator.host = await EmulatorHost.StartAsync(options, emulator.Map, cancellationToken).ConfigureAwait(false);
        return emulator;
    }

    /// <summary>Adds a company to the market.</summary>
    /// <param name="merchant">The company; one of the same number is replaced.</param>
    public void AddMerchant(Merchant merchant)
    {
        ArgumentNullException.ThrowIfNull(merchant);
        market.Under(state => state.Merchants[merchant.MerchantId] = merchant);
    }

    /// <summary>Adds an account to the chain, so that it can be bound.</summary>
    /// <param name="accountId">The account, for instance <c>1.2.11</c>.</param>
    /// <param name="key">Its public key.</param>
    public void AddAccount(string accountId, GraphenePublicKey key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(accountId);
        ArgumentNullException.ThrowIfNull(key);
        market.Under(state => state.Accounts[accountId] = key);
    }

    /// <summary>Lets a merchant have bound an account.</summary>
    /// <param name="binding">The binding; it replaces an earlier one of the merchant.</param>
    public void Bind(AccountBinding binding)
    {
        ArgumentNullException.ThrowIfNull(binding);
        market.Under(state => state.Bindings[binding.MerchantId] = binding);
    }

    /// <summary>Adds a category.</summary>
    /// <param name="categoryName">Its name.</param>
    /// <returns>Its number.</returns>
    public long AddCategory(string categoryName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(categoryName);
        return market.Under(state => state.AddCategory(categoryName));
    }

    /// <summary>Adds a product.</summary>
    /// <param name="draft">The product.</param>
    /// <param name="members">Who provides its data.</param>
    /// <returns>Its number.</returns>
    public long AddProduct(ProductDraft draft, params IReadOnlyList<long> members)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(members);
        return market.Under(state => state.AddProduct(draft, members).Id);
    }

    /// <summary>Lets data have been exchanged.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <exception cref="ArgumentException">There is no such product.</exception>
    public void AddExchange(EmulatedExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        market.Under(state => state.AddExchange(exchange));
    }

    /// <summary>Lets a merchant have paid in.</summary>
    /// <param name="merchantId">The merchant.</param>
    /// <param name="amount">How much, in GXS.</param>
    /// <param name="paid">When.</param>
    public void AddDeposit(long merchantId, decimal amount, DateTimeOffset paid) => market.Under(state => state.Deposits.Add((merchantId, amount, paid)));

    /// <summary>What a merchant has bound.</summary>
    /// <param name="merchantId">The merchant.</param>
    /// <returns>The binding; null where there is none.</returns>
    public AccountBinding? BindingOf(long merchantId) => market.Under(state => state.Bindings.GetValueOrDefault(merchantId));

    /// <summary>Who provides a product's data: no endpoint says so.</summary>
    /// <param name="productId">The product.</param>
    /// <returns>The merchants; none where there is no such product.</returns>
    public IReadOnlyList<long> MembersOf(long productId) =>
        market.Under<IReadOnlyList<long>>(state => [.. state.Products.GetValueOrDefault(productId)?.Members ?? []]);

    /// <summary>Stops it.</summary>
    /// <returns>A task that ends when its port is free.</returns>
    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Map(EmulatorRoutes routes)
    {
        new EmulatedAccounts(market).Map(routes);
        new EmulatedCategories(market).Map(routes);
        new EmulatedProducts(market).Map(routes);
        new EmulatedMembers(market).Map(routes);
        new EmulatedVotes(market).Map(routes);
        new EmulatedExchanges(market).Map(routes);
        new EmulatedBills(market).Map(routes);
    }
}
