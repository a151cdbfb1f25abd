using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.GxbDes.Products;
using Interconn.Sdk.GxbDes.Protocol;
using Interconn.Sdk.GxbDes.Votes;

namespace Interconn.Sdk.Emulators.GxbDes;

/// <summary>Opens votes on who provides a product's data: a member invites, anybody else applies. A vote whose time is over counts as a refusal.</summary>
internal sealed class EmulatedMembers(Market market)
{
    private const int RefusalsThatBar = 5;
    private static readonly TimeSpan Bar = TimeSpan.FromDays(3);

    public void Map(EmulatorRoutes routes) => routes.Map(GxbDesEndpoints.AddMembers, AddAsync);

    private async Task AddAsync(EmulatedRequest request)
    {
        MembersRequest? body = await request.ReadJsonAsync(GxbDesJson.Context.MembersRequest).ConfigureAwait(false);
        await (body is null
            ? Market.RefuseAsync(request)
            : market.AnswerAsync(request, state => Add(state, request.Number("productId"), body.Members ?? []))).ConfigureAwait(false);
    }

    private static MarketAnswer Add(MarketState state, long productId, IReadOnlyList<long> members)
    {
        if (!state.Products.TryGetValue(productId, out MarketProduct? product))
        {
            return MarketAnswer.Refused(MarketCodes.NotExist, "产品不存在");
        }

        return product.Members.Contains(state.Caller) ? Invite(state, product, members) : Apply(state, product);
    }

    private static MarketAnswer Invite(MarketState state, MarketProduct product, IReadOnlyList<long> members)
    {
        long[] invited = [.. members.Except(product.Members)];
        if (invited.Length == 0)
        {
            return MarketAnswer.Refused(MarketCodes.InvalidParams, "没有可邀请的成员");
        }

        if (!invited.All(state.Merchants.ContainsKey))
        {
            return MarketAnswer.Refused(MarketCodes.AccountNotExist, "被邀请的账号不存在");
        }

        return invited.All(state.Bindings.ContainsKey)
            ? Open(state, product, VoteType.AddMember, invited)
            : MarketAnswer.Refused(MarketCodes.AccountNotBound, "被邀请的账号必须绑定过链上账户");
    }

    private static MarketAnswer Apply(MarketState state, MarketProduct product)
    {
        MarketVote[] applications = [.. state.Votes.Values.Where(vote => vote.Type == VoteType.Apply && vote.Requester == state.Caller)];
        if (applications.Any(vote => vote.Product == product && vote.Status == VoteStatus.InProgress))
        {
            return MarketAnswer.Refused(MarketCodes.AppliedAlready, "同一个账号不可多次发起相同的申请");
        }

        MarketVote[] latest =
            [.. applications.Where(static vote => vote.Status != VoteStatus.InProgress).OrderByDescending(static vote => vote.Decided).Take(RefusalsThatBar)];
        return latest.Length == RefusalsThatBar && latest.All(static vote => vote.Status == VoteStatus.Reject) && state.Now < latest[0].Decided + Bar
            ? MarketAnswer.Refused(MarketCodes.Barred, "连续被拒绝5次的账号将在3天内无法发起加入申请")
            : Open(state, product, VoteType.Apply, [state.Caller]);
    }

    private static MarketAnswer Open(MarketState state, MarketProduct product, VoteType type, IReadOnlyList<long> candidates) =>
        EmulatedVotes.Opened(state.Open(id => new MarketVote(id, product, type, state.Caller, state.Now) { Candidates = candidates }));
}
