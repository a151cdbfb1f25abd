using Interconn.Sdk.Datasets;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Permits;

/// <summary>
/// Finds, among the permits that came with a call, one that allows it, and counts its use. Never asks the store about a token whose
/// signature does not hold, and counts a use only when all else holds.
/// </summary>
public sealed class PermitVerifier
{
    private readonly string holderNodeId;
    private readonly IPermitFormat format;
    private readonly IPermitStore store;
    private readonly TimeProvider timeProvider;
    private readonly ILogger<PermitVerifier> logger;

    /// <summary>Makes a verifier.</summary>
    /// <param name="holderNodeId">The id of this node.</param>
    /// <param name="format">Reads the tokens.</param>
    /// <param name="store">Keeps the permits.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">Takes the reasons of refusals, which the partner is not told.</param>
    public PermitVerifier(string holderNodeId, IPermitFormat format, IPermitStore store, TimeProvider timeProvider, ILogger<PermitVerifier> logger)
    {
        ArgumentException.ThrowIfNullOrEmpty(holderNodeId);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(logger);
        this.holderNodeId = holderNodeId;
        this.format = format;
        this.store = store;
        this.timeProvider = timeProvider;
        this.logger = logger;
    }

    /// <summary>Holds a token set against a demand. The permit of the highest level that holds is used, and only that one.</summary>
    /// <param name="tokens">What came with the call.</param>
    /// <param name="demand">What the route demands.</param>
    /// <param name="callerNodeId">The node that called, as its signature proved.</param>
    /// <param name="cancellationToken">Ends the wait. A use may have been counted all the same: at most N uses, a crash may cost one.</param>
    /// <returns>
    /// The permit that was used, or the code to answer: that of the highest-level permit which is the caller's own for this resource, or
    /// 40302 where there is none. What the store throws is not caught.
    /// </returns>
    public async ValueTask<PermitVerdict> VerifyAsync(
        TokenSet tokens, PermitDemand demand, string callerNodeId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(demand);
        ArgumentException.ThrowIfNullOrEmpty(callerNodeId);
        var resource = new ResourceUrn(demand.ResourceType, holderNodeId, demand.ResourceId);
        var candidates = new PermitCandidates(tokens, resource, demand.Level);
        Finding? told = null;
        while (candidates.TryTake(out PermitTuple candidate))
        {
            Finding finding = await JudgeAsync(candidate, demand, callerNodeId, cancellationToken).ConfigureAwait(false);
            if (finding.Refusal == PermitRefusal.None)
            {
                return Granted(finding.Permit!, finding.UsesLeft, resource, callerNodeId);
            }

            PermitLog.PassedOver(
                logger, resource, candidate.Level, callerNodeId, finding.Refusal, new(finding.Permit?.PermitId), finding.Reading);
            if (told is not { } first || (!IsOwn(first.Refusal) && IsOwn(finding.Refusal)))
            {
                told = finding;
            }
        }

        PermitRefusal refusal = told?.Refusal ?? PermitRefusal.NoPermit;
        PermitLog.Refused(logger, resource, demand.Level, callerNodeId, refusal, new(told?.Permit?.PermitId));
        return PermitVerdict.Refused(refusal);
    }

    // The order matters: each step may be told the caller only because the ones before it held, and the store comes last.
    private async ValueTask<Finding> JudgeAsync(PermitTuple tuple, PermitDemand demand, string caller, CancellationToken cancellationToken)
    {
        PermitReading reading = await format.ReadAsync(tuple.Token, cancellationToken).ConfigureAwait(false);
        if (reading.Claims is not { } claims)
        {
            return new Finding(PermitRefusal.TokenInvalid, reading.Status);
        }

        var named = new ResourceUrn(claims.ResourceType, claims.HolderNodeId, claims.ResourceId);
        if (named != tuple.Urn || claims.Level != tuple.Level || claims.UserNodeId != caller)
        {
            return new Finding(PermitRefusal.NotBound, reading.Status, claims);
        }

        PermitRecord? record = await store.FindAsync(claims.PermitId, cancellationToken).ConfigureAwait(false);
        if (record is null || !IsSame(record, claims))
        {
            return new Finding(PermitRefusal.UnknownPermit, reading.Status, claims);
        }

        if (!IsInScope(record.AuthScope, AuthScopeKinds.Node, caller) ||
            !IsInScope(record.AuthScope, AuthScopeKinds.Project, demand.ProjectId) ||
            !IsInScope(record.AuthScope, AuthScopeKinds.Component, demand.ComponentId))
        {
            return new Finding(PermitRefusal.OutOfScope, reading.Status, claims);
        }

        PermitUse use = await store.TryUseAsync(claims.PermitId, timeProvider.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        return new Finding(RefusalOf(use.Outcome), reading.Status, claims, use.UsesLeft);
    }

    private PermitVerdict Granted(PermitClaims permit, int? usesLeft, ResourceUrn resource, string caller)
    {
        var verified = new VerifiedPermit
        {
            PermitId = permit.PermitId,
            ResourceType = permit.ResourceType,
            ResourceId = permit.ResourceId,
            Level = permit.Level,
            UsesLeft = usesLeft,
        };
        PermitLog.Used(logger, new(verified.PermitId), resource, verified.Level, caller, usesLeft);
        return PermitVerdict.Granted(verified);
    }

    // The dates are left out: there the store, with its milliseconds, has the word.
    private static bool IsSame(PermitRecord record, PermitClaims claims) =>
        record.PermitId == claims.PermitId &&
        record.ResourceType == claims.ResourceType &&
        record.ResourceId == claims.ResourceId &&
        record.Level == claims.Level &&
        record.HolderNodeId == claims.HolderNodeId &&
        record.HolderInstId == claims.HolderInstId &&
        record.UserNodeId == claims.UserNodeId &&
        record.UserInstId == claims.UserInstId;

    // A kind is known in any letter case. Otherwise a misspelt restriction would be none.
    internal static bool IsInScope(IReadOnlyDictionary<string, IReadOnlyList<string>>? scope, string kind, string? id)
    {
        if (scope is null || id is null)
        {
            return true;
        }

        foreach ((string restricted, IReadOnlyList<string> allowed) in scope)
        {
            if (kind.Equals(restricted, StringComparison.OrdinalIgnoreCase) && !allowed.Contains(id, StringComparer.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOwn(PermitRefusal refusal) =>
        refusal is PermitRefusal.OutOfScope or PermitRefusal.Expired or PermitRefusal.Revoked or PermitRefusal.UsedUp;

    private static PermitRefusal RefusalOf(PermitUseOutcome outcome) => outcome switch
    {
        PermitUseOutcome.Granted => PermitRefusal.None,
        PermitUseOutcome.Expired => PermitRefusal.Expired,
        PermitUseOutcome.Revoked => PermitRefusal.Revoked,
        PermitUseOutcome.UsedUp => PermitRefusal.UsedUp,
        _ => PermitRefusal.UnknownPermit,
    };

    private readonly record struct Finding(PermitRefusal Refusal, PermitReadingStatus Reading, PermitClaims? Permit = null, int? UsesLeft = null);
}
