using System.Text.Json.Serialization;
using Interconn.Sdk.GxbDes.Accounts;
using Interconn.Sdk.GxbDes.Bills;
using Interconn.Sdk.GxbDes.Categories;
using Interconn.Sdk.GxbDes.Exchanges;
using Interconn.Sdk.GxbDes.Products;
using Interconn.Sdk.GxbDes.Votes;
using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.GxbDes.Protocol;

/// <summary>The JSON of the market. Its numbers come as numbers or as text, whichever section one looks at; they are sent as numbers.</summary>
[JsonSerializable(typeof(AccountOverview))]
[JsonSerializable(typeof(AddMemberVoteDetail))]
[JsonSerializable(typeof(ApplyVoteDetail))]
[JsonSerializable(typeof(BindRequest))]
[JsonSerializable(typeof(Category))]
[JsonSerializable(typeof(CategoryRequest))]
[JsonSerializable(typeof(ConsumptionQuery))]
[JsonSerializable(typeof(ExchangeQuery))]
[JsonSerializable(typeof(GxbDesEnvelope))]
[JsonSerializable(typeof(IReadOnlyList<AccountTotals>))]
[JsonSerializable(typeof(IReadOnlyList<Consumption>))]
[JsonSerializable(typeof(IReadOnlyList<ExchangeRecord>))]
[JsonSerializable(typeof(IReadOnlyList<MonthlyBill>))]
[JsonSerializable(typeof(IReadOnlyList<ProductSummary>))]
[JsonSerializable(typeof(IReadOnlyList<VoteSummary>))]
[JsonSerializable(typeof(MembersRequest))]
[JsonSerializable(typeof(MonthQuery))]
[JsonSerializable(typeof(OpenedVote))]
[JsonSerializable(typeof(PageQuery))]
[JsonSerializable(typeof(ProductDraft))]
[JsonSerializable(typeof(ProductUpdate))]
[JsonSerializable(typeof(UpdateProductVoteDetail))]
[JsonSerializable(typeof(VoteRequest))]
internal sealed partial class GxbDesJson : JsonSerializerContext
{
    public static GxbDesJson Context { get; } = new(NeighbourJson.CreateOptions(JsonNumberHandling.AllowReadingFromString));
}
