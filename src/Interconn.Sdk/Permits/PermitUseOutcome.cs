namespace Interconn.Sdk.Permits;

/// <summary>What came of the attempt to use a permit.</summary>
public enum PermitUseOutcome
{
    /// <summary>The store does not know the permit.</summary>
    Unknown,

    /// <summary>The use was granted and counted.</summary>
    Granted,

    /// <summary>The time limit has been reached.</summary>
    Expired,

    /// <summary>The permit was revoked.</summary>
    Revoked,

    /// <summary>The permit has been used as often as it allows.</summary>
    UsedUp,
}
