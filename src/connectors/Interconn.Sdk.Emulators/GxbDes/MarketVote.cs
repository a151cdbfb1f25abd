using Interconn.Sdk.GxbDes.Products;
using Interconn.Sdk.GxbDes.Votes;

namespace Interconn.Sdk.Emulators.GxbDes;

/// <summary>A vote of those who were members when it was opened. It is decided as soon as the rest can change nothing, and refused when its time is over.</summary>
internal sealed class MarketVote(long id, MarketProduct product, VoteType type, long requester, DateTimeOffset opened)
{
    // The document adds seconds to milliseconds; two days is what it says in words.
    private static readonly TimeSpan Duration = TimeSpan.FromDays(2);
    private readonly HashSet<long> electors = [.. product.Members];
    private readonly Dictionary<long, bool> ballots = [];

    public long Id => id;

    public MarketProduct Product => product;

    public VoteType Type => type;

    public long Requester => requester;

    public DateTimeOffset Opened => opened;

    public DateTimeOffset ExpireAt => opened + Duration;

    /// <summary>Who is to join.</summary>
    public IReadOnlyList<long> Candidates { get; init; } = [];

    /// <summary>What the product was when the vote was opened.</summary>
    public Product From { get; } = product.Terms;

    /// <summary>What it is to become; null where it stays.</summary>
    public Product? To { get; init; }

    public VoteStatus Status { get; private set; } = VoteStatus.InProgress;

    /// <summary>When it was decided.</summary>
    public DateTimeOffset Decided { get; private set; } = DateTimeOffset.MaxValue;

    public bool IsElector(long merchant) => electors.Contains(merchant);

    public bool HasVoted(long merchant) => ballots.ContainsKey(merchant);

    /// <summary>Counts a vote.</summary>
    public void Cast(long merchant, bool agree, DateTimeOffset now)
    {
        ballots.Add(merchant, agree);
        int agreed = ballots.Values.Count(static ballot => ballot);
        int refused = ballots.Count - agreed;
        int needed = Math.Max(1, (int)Math.Ceiling(product.VoteThreshold * electors.Count));
        if (agreed >= needed)
        {
            Decide(VoteStatus.Pass, now);
            product.Members.AddRange(Candidates.Except(product.Members));
            product.Terms = To ?? product.Terms;
        }
        else if (electors.Count - refused < needed)
        {
            Decide(VoteStatus.Reject, now);
        }
    }

    /// <summary>Refuses it where its time is over.</summary>
    public void Settle(DateTimeOffset now)
    {
        if (Status == VoteStatus.InProgress && now >= ExpireAt)
        {
            Decide(VoteStatus.Reject, ExpireAt);
        }
    }

    private void Decide(VoteStatus status, DateTimeOffset time) => (Status, Decided) = (status, time);
}
