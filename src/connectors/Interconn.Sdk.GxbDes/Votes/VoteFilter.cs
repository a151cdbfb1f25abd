namespace Interconn.Sdk.GxbDes.Votes;

/// <summary>Which votes a list is of (3.1.10). The numbers are those on the wire.</summary>
public enum VoteFilter
{
    /// <summary>Those not decided, 未投票.</summary>
    Open = 0,

    /// <summary>Those that passed, 已通过.</summary>
    Passed = 1,

    /// <summary>Those that were refused, 已拒绝.</summary>
    Rejected = 2,
}
