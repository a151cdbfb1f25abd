namespace Interconn.Sdk.Permits;

/// <summary>Why no permit was found to hold: for the host's log. The partner is told <see cref="PermitVerdict.Code"/> only.</summary>
public enum PermitRefusal
{
    /// <summary>No refusal: a permit holds and its use was counted.</summary>
    None,

    /// <summary>Nothing in the token set is for the resource at the level demanded.</summary>
    NoPermit,

    /// <summary>The token is none of this node's, or was changed.</summary>
    TokenInvalid,

    /// <summary>The token is for another caller, resource or level than the one that it was presented for.</summary>
    NotBound,

    /// <summary>The store does not know the permit, or knows it for something else.</summary>
    UnknownPermit,

    /// <summary>The scope that was granted does not take in the caller, the project or the component.</summary>
    OutOfScope,

    /// <summary>The time limit has been reached.</summary>
    Expired,

    /// <summary>The permit was revoked.</summary>
    Revoked,

    /// <summary>The permit has been used as often as it allows.</summary>
    UsedUp,
}
