using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Permits;

/// <summary>What came of holding a token set against a demand.</summary>
public sealed record PermitVerdict
{
    private PermitVerdict(PermitRefusal refusal, VerifiedPermit? permit)
    {
        Refusal = refusal;
        Permit = permit;
    }

    /// <summary>Why nothing was granted; <see cref="PermitRefusal.None"/> where something was.</summary>
    public PermitRefusal Refusal { get; }

    /// <summary>The permit whose use was counted; null where nothing was granted.</summary>
    public VerifiedPermit? Permit { get; }

    /// <summary>Whether the call may go on.</summary>
    public bool IsGranted => Permit is not null;

    /// <summary>
    /// The code to answer: 0, 40303, 40304 or 40305 for a permit that is the caller's own and has ended, and 40302 for everything else alike.
    /// </summary>
    public int Code => Refusal switch
    {
        PermitRefusal.None => InterconnCodes.Ok,
        PermitRefusal.Expired => InterconnCodes.PermitExpired,
        PermitRefusal.UsedUp => InterconnCodes.PermitUsedUp,
        PermitRefusal.Revoked => InterconnCodes.PermitRevoked,
        _ => InterconnCodes.PermitInvalid,
    };

    internal static PermitVerdict Granted(VerifiedPermit permit) => new(PermitRefusal.None, permit);

    internal static PermitVerdict Refused(PermitRefusal refusal) => new(refusal, null);
}
