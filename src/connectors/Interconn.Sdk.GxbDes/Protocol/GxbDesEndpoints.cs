using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.GxbDes.Protocol;

/// <summary>The endpoints that the client calls, in the order of the document, which has no 3.1.5.</summary>
internal static class GxbDesEndpoints
{
    public static readonly NeighbourEndpoint BindAccount = new("3.1.1", "账户绑定", HttpMethod.Post, "/market/account/bind") { Body = GxbDesJson.Context.BindRequest };

    public static readonly NeighbourEndpoint CreateCategory = new("3.1.2", "发布类目（Internal）", HttpMethod.Post, "/market/category/create")
    {
        Body = GxbDesJson.Context.CategoryRequest,
        Answers = [GxbDesJson.Context.Category],
    };

    public static readonly NeighbourEndpoint CreateProduct = new("3.1.3", "发布产品", HttpMethod.Post, "/market/product/create")
    {
        Body = GxbDesJson.Context.ProductDraft,
    };

    public static readonly NeighbourEndpoint AddMembers = new("3.1.4", "邀请/申请成为产品数据源", HttpMethod.Post, "/market/product/{productId}/members/add")
    {
        Body = GxbDesJson.Context.MembersRequest,
        Answers = [GxbDesJson.Context.OpenedVote],
    };

    public static readonly NeighbourEndpoint UpdateProduct = new("3.1.6", "更新产品信息", HttpMethod.Post, "/market/product/{productId}/update")
    {
        Body = GxbDesJson.Context.ProductUpdate,
        Answers = [GxbDesJson.Context.OpenedVote],
    };

    public static readonly NeighbourEndpoint CastVote = new("3.1.7", "产品信息变更投票", HttpMethod.Post, "/market/product/vote") { Body = GxbDesJson.Context.VoteRequest };

    public static readonly NeighbourEndpoint ListProducts = new("3.1.8", "产品列表", HttpMethod.Get, "/market/product/list/{categoryId}/{shareStatus}")
    {
        Query = GxbDesJson.Context.PageQuery,
        Answers = [GxbDesJson.Context.IReadOnlyListProductSummary],
    };

    public static readonly NeighbourEndpoint GetProduct = new("3.1.9", "产品详情", HttpMethod.Get, "/market/product/{productId}") { Answers = [GxbDesJson.Context.Product] };

    public static readonly NeighbourEndpoint ListVotes = new("3.1.10", "产品对应投票列表", HttpMethod.Get, "/market/product/{productId}/votes/{type}")
    {
        Query = GxbDesJson.Context.PageQuery,
        Answers = [GxbDesJson.Context.IReadOnlyListVoteSummary],
    };

    public static readonly NeighbourEndpoint GetVote = new("3.1.11", "产品投票详情", HttpMethod.Get, "/market/product/votes/{voteId}")
    {
        Answers = [GxbDesJson.Context.ApplyVoteDetail, GxbDesJson.Context.AddMemberVoteDetail, GxbDesJson.Context.UpdateProductVoteDetail],
    };

    public static readonly NeighbourEndpoint ListConsumption = new("3.1.12", "消费明细", HttpMethod.Get, "/market/dataexchange/log")
    {
        Query = GxbDesJson.Context.ConsumptionQuery,
        Answers = [GxbDesJson.Context.IReadOnlyListConsumption],
    };

    public static readonly NeighbourEndpoint ListExchanges = new("3.1.13", "数据查询", HttpMethod.Get, "/market/dataexchange/detail")
    {
        Query = GxbDesJson.Context.ExchangeQuery,
        Answers = [GxbDesJson.Context.IReadOnlyListExchangeRecord],
    };

    public static readonly NeighbourEndpoint GetMonthlyBill = new("3.1.14", "月度账单", HttpMethod.Get, "/market/bill/month")
    {
        Query = GxbDesJson.Context.MonthQuery,
        Answers = [GxbDesJson.Context.IReadOnlyListMonthlyBill],
    };

    public static readonly NeighbourEndpoint GetMonthlyTotals = new("3.1.15", "月度账户信息", HttpMethod.Get, "/market/bill/monthTotal")
    {
        Query = GxbDesJson.Context.MonthQuery,
        Answers = [GxbDesJson.Context.AccountTotals],
    };

    public static readonly NeighbourEndpoint ListRecentTotals = new("3.1.16", "最近30天消费信息", HttpMethod.Get, "/market/bill/recent")
    {
        Answers = [GxbDesJson.Context.IReadOnlyListAccountTotals],
    };

    public static readonly NeighbourEndpoint GetOverview = new("3.1.17", "账户总览信息", HttpMethod.Get, "/market/bill/total")
    {
        Answers = [GxbDesJson.Context.AccountOverview],
    };

    public static readonly IReadOnlyList<NeighbourEndpoint> All =
    [
        BindAccount, CreateCategory, CreateProduct, AddMembers, UpdateProduct, CastVote, ListProducts, GetProduct,
        ListVotes, GetVote, ListConsumption, ListExchanges, GetMonthlyBill, GetMonthlyTotals, ListRecentTotals, GetOverview,
    ];
}
