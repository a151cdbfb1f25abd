using System.Text.Json;
using System.Text.Json.Nodes;
using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.GxbDes.Products;
using Interconn.Sdk.GxbDes.Protocol;
using Interconn.Sdk.GxbDes.Votes;

namespace Interconn.Sdk.Emulators.GxbDes;

/// <summary>
/// Takes votes and lists them, newest first. Those of type 0 are all that are not decided: were it those alone that the caller has not voted in, no list would have the
/// rest.
/// </summary>
internal sealed class EmulatedVotes(Market market)
{
    private static readonly VoteStatus[] StatusOfType = [VoteStatus.InProgress, VoteStatus.Pass, VoteStatus.Reject];

    public void Map(EmulatorRoutes routes)
    {
        routes.Map(GxbDesEndpoints.CastVote, CastAsync);
        routes.Map(GxbDesEndpoints.ListVotes, request => market.AnswerAsync(request, state => List(state, request)));
        routes.Map(GxbDesEndpoints.GetVote, request => market.AnswerAsync(request, state => Get(state, request.Number("voteId"))));
    }

    /// <summary>The answer to who opened a vote.</summary>
    public static MarketAnswer Opened(MarketVote vote) =>
        MarketAnswer.Success(JsonSerializer.SerializeToNode(new OpenedVote { VoteId = vote.Id, ExpireAt = vote.ExpireAt }, GxbDesJson.Context.OpenedVote));

    private async Task CastAsync(EmulatedRequest request)
    {
        VoteRequest? body = await request.ReadJsonAsync(GxbDesJson.Context.VoteRequest).ConfigureAwait(false);
        await (body is not { Agree: 0 or 1 } ? Market.RefuseAsync(request) : market.AnswerAsync(request, state => Cast(state, body))).ConfigureAwait(false);
    }

    private static MarketAnswer Cast(MarketState state, VoteRequest body)
    {
        if (!state.Votes.TryGetValue(body.VoteId, out MarketVote? vote))
        {
            return MarketAnswer.Refused(MarketCodes.NotExist, "投票不存在");
        }

        if (!vote.IsElector(state.Caller))
        {
            return MarketAnswer.Refused(MarketCodes.Forbidden, "只有产品成员可以投票");
        }

        if (vote.Status != VoteStatus.InProgress)
        {
            return MarketAnswer.Refused(MarketCodes.VoteClosed, "投票已结束");
        }

        if (vote.HasVoted(state.Caller))
        {
            return MarketAnswer.Refused(MarketCodes.VotedAlready, "不可重复投票");
        }

        vote.Cast(state.Caller, body.Agree == 1, state.Now);
        return MarketAnswer.Success();
    }

    private static MarketAnswer List(MarketState state, EmulatedRequest request)
    {
        long? productId = request.Route("productId") == VotesClient.AllProducts ? null : request.Number("productId");
        long type = request.Number("type");
        if (type >= StatusOfType.Length)
        {
            return MarketAnswer.Unreadable();
        }

        List<MarketVote> all =
        [
            .. state.Votes.Values
                .Where(vote => (productId is null || vote.Product.Id == productId) && vote.Status == StatusOfType[type])
                .OrderByDescending(static vote => vote.Id),
        ];
        return MarketAnswer.Page(request.PageOf(all, "page", "limit").ToJson(Summary), all.Count);
    }

    private static MarketAnswer Get(MarketState state, long voteId)
    {
        if (!state.Votes.TryGetValue(voteId, out MarketVote? vote))
        {
            return MarketAnswer.Refused(MarketCodes.NotExist, "投票不存在");
        }

        Merchant[] candidates = [.. vote.Candidates.Select(id => state.Merchants[id])];
        JsonNode? detail = vote.To is not null ? JsonSerializer.SerializeToNode(Update(vote, vote.To), GxbDesJson.Context.UpdateProductVoteDetail)
            : vote.Type == VoteType.Apply ? JsonSerializer.SerializeToNode(Application(vote, candidates), GxbDesJson.Context.ApplyVoteDetail)
            : JsonSerializer.SerializeToNode(Invitation(vote, candidates), GxbDesJson.Context.AddMemberVoteDetail);
        return MarketAnswer.Success(detail);
    }

    // Without the logos, of which the document says nothing here.
    private static UpdateProductVoteDetail Update(MarketVote vote, Product to) => new()
    {
        VoteId = vote.Id,
        ProductId = vote.Product.Id,
        Requester = vote.Requester,
        From = vote.From with { LogoUrl = null },
        To = to with { LogoUrl = null },
    };

    private static ApplyVoteDetail Application(MarketVote vote, IReadOnlyList<Merchant> applicant) =>
        new() { VoteId = vote.Id, ProductId = vote.Product.Id, Status = vote.Status, Requester = vote.Requester, Members = applicant };

    private static AddMemberVoteDetail Invitation(MarketVote vote, IReadOnlyList<Merchant> invited) =>
        new() { VoteId = vote.Id, ProductId = vote.Product.Id, Requester = vote.Requester, Members = invited };

    private static JsonNode? Summary(MarketVote vote)
    {
        var summary = new VoteSummary
        {
            VoteId = vote.Id,
            ProductId = vote.Product.Id,
            ProductName = vote.Product.Terms.ProductName,
            CreateDate = vote.Opened,
            Status = vote.Status,
            Requester = vote.Requester,
            Type = vote.Type,
        };
        return JsonSerializer.SerializeToNode(summary, GxbDesJson.Context.VoteSummary);
    }
}
