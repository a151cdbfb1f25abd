using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interconn.Sdk.GxbDes.Products;
using Interconn.Sdk.GxbDes.Protocol;
using Interconn.Sdk.Neighbours;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.GxbDes.Votes;

/// <summary>Calls the votes.</summary>
internal sealed class VotesClient(GxbDesCaller caller) : IVotesApi
{
    /// <summary>What stands in the path in place of a product.</summary>
    public const string AllProducts = "all";

    public async Task CastAsync(long voteId, bool agree, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(voteId);
        await caller.PostAsync(
            GxbDesEndpoints.CastVote,
            GxbDesEndpoints.CastVote.Path,
            new VoteRequest { Agree = agree ? 1 : 0, VoteId = voteId },
            GxbDesJson.Context.VoteRequest,
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<GxbDesPage<VoteSummary>> ListAsync(
        long? productId, VoteFilter filter, int page = 1, int limit = 20, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(productId ?? 0, nameof(productId));
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (!Enum.IsDefined(filter))
        {
            throw new ArgumentOutOfRangeException(nameof(filter), filter, "Votes are open, passed or rejected.");
        }

        string target = GxbDesEndpoints.ListVotes.PathWith(productId is long id ? Text(id) : AllProducts, Text((int)filter))
            + QueryWriter.Write(new PageQuery { Page = page, Limit = limit }, GxbDesJson.Context.PageQuery, UrlText.Value);
        GxbDesReply reply = await caller.GetAsync(GxbDesEndpoints.ListVotes, target, cancellationToken).ConfigureAwait(false);
        return new GxbDesPage<VoteSummary>(reply.ReadList(GxbDesJson.Context.IReadOnlyListVoteSummary), reply.Total);
    }

    public async Task<VoteDetail> GetAsync(long voteId, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(voteId);
        GxbDesReply reply = await caller.GetAsync(GxbDesEndpoints.GetVote, GxbDesEndpoints.GetVote.PathWith(Text(voteId)), cancellationToken).ConfigureAwait(false);
        string? type = reply.Data.ValueKind == JsonValueKind.Object ? NeighbourJson.TextOf(reply.Data, VoteDetail.TypeMember) : null;
        return type switch
        {
            null => throw reply.Unreadable("has a vote that does not say its type"),
            _ when type == VoteType.Apply.Value => reply.Read(GxbDesJson.Context.ApplyVoteDetail),
            _ when type == VoteType.AddMember.Value => reply.Read(GxbDesJson.Context.AddMemberVoteDetail),
            _ when type == VoteType.UpdateProduct.Value => reply.Read(GxbDesJson.Context.UpdateProductVoteDetail, SpellProducts),
            _ => throw reply.Unreadable($"has a vote of the type '{ForeignText.Clean(type)}', which the document does not know"),
        };
    }

    private static JsonElement SpellProducts(JsonElement vote)
    {
        JsonObject spelled = JsonObject.Create(vote)!;
        foreach (string member in (ReadOnlySpan<string>)[UpdateProductVoteDetail.FromMember, UpdateProductVoteDetail.ToMember])
        {
            if (vote.TryGetProperty(member, out JsonElement product) && product.ValueKind == JsonValueKind.Object)
            {
                spelled[member] = JsonObject.Create(ProductSpelling.OfProduct(product));
            }
        }

        return JsonElement.Parse(spelled.ToJsonString());
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
