using System.Globalization;
using Interconn.Sdk.GxbDes.Protocol;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.GxbDes.Products;

/// <summary>Calls the products.</summary>
internal sealed class ProductsClient(GxbDesCaller caller) : IProductsApi
{
    public async Task CreateAsync(ProductDraft draft, CancellationToken cancellationToken = default)
    {
        ProductCheck.Check(draft);
        await caller.PostAsync(
            GxbDesEndpoints.CreateProduct, GxbDesEndpoints.CreateProduct.Path, draft, GxbDesJson.Context.ProductDraft, cancellationToken).ConfigureAwait(false);
    }

    public async Task<OpenedVote> AddMembersAsync(long productId, IReadOnlyList<long>? members = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(productId);
        foreach (long member in members ?? [])
        {
            ArgumentOutOfRangeException.ThrowIfNegative(member, nameof(members));
        }

        GxbDesReply reply = await caller.PostAsync(
            GxbDesEndpoints.AddMembers,
            GxbDesEndpoints.AddMembers.PathWith(Text(productId)),
            new MembersRequest { Members = members },
            GxbDesJson.Context.MembersRequest,
            cancellationToken).ConfigureAwait(false);
        return reply.Read(GxbDesJson.Context.OpenedVote);
    }

    public async Task<OpenedVote> UpdateAsync(long productId, ProductUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(productId);
        ProductCheck.Check(update);
        GxbDesReply reply = await caller.PostAsync(
            GxbDesEndpoints.UpdateProduct,
            GxbDesEndpoints.UpdateProduct.PathWith(Text(productId)),
            update,
            GxbDesJson.Context.ProductUpdate,
            cancellationToken).ConfigureAwait(false);
        return reply.Read(GxbDesJson.Context.OpenedVote);
    }

    public async Task<GxbDesPage<ProductSummary>> ListAsync(
        long categoryId, ShareStatus shareStatus, int page = 1, int limit = 20, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(categoryId);
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (!Enum.IsDefined(shareStatus))
        {
            throw new ArgumentOutOfRangeException(nameof(shareStatus), shareStatus, "There are two markets only.");
        }

        string target = GxbDesEndpoints.ListProducts.PathWith(Text(categoryId), Text((int)shareStatus))
            + QueryWriter.Write(new PageQuery { Page = page, Limit = limit }, GxbDesJson.Context.PageQuery, UrlText.Value);
        GxbDesReply reply = await caller.GetAsync(GxbDesEndpoints.ListProducts, target, cancellationToken).ConfigureAwait(false);
        return new GxbDesPage<ProductSummary>(reply.ReadList(GxbDesJson.Context.IReadOnlyListProductSummary, ProductSpelling.OfProducts), reply.Total);
    }

    public async Task<Product> GetAsync(long productId, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(productId);
        GxbDesReply reply = await caller
            .GetAsync(GxbDesEndpoints.GetProduct, GxbDesEndpoints.GetProduct.PathWith(Text(productId)), cancellationToken).ConfigureAwait(false);
        return reply.Read(GxbDesJson.Context.Product, ProductSpelling.OfProduct);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
