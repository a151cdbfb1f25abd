using System.Collections.Frozen;
using System.Security.Cryptography;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Permits;

/// <summary>Issues and revokes the permits for the resources that this node holds.</summary>
public sealed class PermitIssuer
{
    // The largest number that readers of a time field take for milliseconds; it is in the year 2286.
    private const long MaxTimeLimit = 9_999_999_999_999;
    private const int PermitIdBytes = 16;

    private readonly string holderNodeId;
    private readonly string holderInstId;
    private readonly IPermitFormat format;
    private readonly IPermitStore store;
    private readonly TimeProvider timeProvider;
    private readonly ILogger<PermitIssuer> logger;

    /// <summary>Makes an issuer.</summary>
    /// <param name="holderNodeId">The id of this node.</param>
    /// <param name="holderInstId">The institution of this node.</param>
    /// <param name="format">Makes the tokens.</param>
    /// <param name="store">Keeps the permits.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">Takes what is issued and revoked.</param>
    public PermitIssuer(
        string holderNodeId, string holderInstId, IPermitFormat format, IPermitStore store, TimeProvider timeProvider, ILogger<PermitIssuer> logger)
    {
        ArgumentException.ThrowIfNullOrEmpty(holderNodeId);
        ArgumentException.ThrowIfNullOrEmpty(holderInstId);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(logger);
        this.holderNodeId = holderNodeId;
        this.holderInstId = holderInstId;
        this.format = format;
        this.store = store;
        this.timeProvider = timeProvider;
        this.logger = logger;
    }

    /// <summary>Issues a permit: keeps it in the store and makes its token.</summary>
    /// <param name="grant">What is granted.</param>
    /// <param name="cancellationToken">Ends the wait. A permit that has reached the store by then stays there, unused.</param>
    /// <returns>The permit, to be sent with a confirmation. Its token is not kept.</returns>
    /// <exception cref="InterconnException">40004 naming the field: a time limit that has passed, a times limit below 1, an id of a wrong form or length.</exception>
    /// <exception cref="InvalidOperationException">The format made a token that cannot travel in a token set.</exception>
    public async ValueTask<ResourcePermit> IssueAsync(PermitGrant grant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        (PermitRecord permit, ResourcePermit issued) = await PrepareAsync(grant, cancellationToken).ConfigureAwait(false);
        if (!await store.AddAsync(permit, cancellationToken).ConfigureAwait(false))
        {
            throw new InvalidOperationException($"The permit store refused a permit under the fresh random identifier {new ShortPermitId(permit.PermitId)}….");
        }

        ReportIssued(permit);
        return issued;
    }

    /// <summary>Makes a permit and its token without keeping it: for who keeps it together with other things, in one step, and then reports it.</summary>
    internal async ValueTask<(PermitRecord Record, ResourcePermit Issued)> PrepareAsync(PermitGrant grant, CancellationToken cancellationToken)
    {
        DateTimeOffset now = timeProvider.GetUtcNow();
        Check(grant, now);
        PermitRecord permit = Draft(grant, now);
        PermitToken token = await format.WriteAsync(ClaimsOf(permit), cancellationToken).ConfigureAwait(false);
        ResourcePermit issued = Handed(permit, token.Text);
        return Travels(issued)
            ? (permit with { KeyId = token.KeyId }, issued)
            : throw new InvalidOperationException(
                $"The token that {format.GetType().Name} made cannot travel in a token set: it must be visible ASCII without comma and slash.");
    }

    /// <summary>Writes the event of a permit that was kept.</summary>
    internal void ReportIssued(PermitRecord permit) => PermitLog.Issued(
        logger, new(permit.PermitId), new(permit.ResourceType, permit.HolderNodeId, permit.ResourceId), permit.Level, permit.UserNodeId);

    /// <summary>Revokes a permit for good. Repeated, it changes nothing.</summary>
    /// <param name="permitId">Its identifier: <see cref="VerifiedPermit.PermitId"/>, <see cref="PermitRecord.PermitId"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether the store knows the permit.</returns>
    public async ValueTask<bool> RevokeAsync(string permitId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(permitId);
        bool known = await store.RevokeAsync(permitId, timeProvider.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        if (known)
        {
            PermitLog.Revoked(logger, new(permitId));
        }

        return known;
    }

    private static void Check(PermitGrant grant, DateTimeOffset now)
    {
        FieldRules.Id(grant.ResourceType.Value ?? "", nameof(ResourcePermit.ResourceType));
        FieldRules.Id(grant.ResourceId ?? "", nameof(ResourcePermit.ResourceId));
        FieldRules.Id(grant.UserInstId ?? "", nameof(ResourcePermit.RequestInstId));
        FieldRules.That(
            HeaderForms.IsId(grant.UserNodeId), "must have 1 to 128 characters of A-Z a-z 0-9 . _ : -", grant.UserNodeId, nameof(ResourcePermit.RequestNodeId));
        FieldRules.That(
            new ResourceUrn(grant.ResourceType, grant.UserNodeId, grant.ResourceId!).CanTravel(),
            "must be well-formed Unicode.",
            grant.ResourceId,
            nameof(ResourcePermit.ResourceId));
        FieldRules.Id(grant.ContractId);
        FieldRules.Id(grant.AuditId);
        FieldRules.AtLeast(1, grant.TimesLimit);
        FieldRules.That(grant.TimeLimit is null || grant.TimeLimit > now, "must be in the future.", grant.TimeLimit);
        FieldRules.That(
            grant.TimeLimit is null || grant.TimeLimit.Value.ToUnixTimeMilliseconds() is > 0 and <= MaxTimeLimit,
            "must be before the year 2286; leave it out for no limit.",
            grant.TimeLimit);
        FieldRules.Length(grant.AuthScope, FieldRules.MaxMapLength);
        foreach ((string kind, IReadOnlyList<string> ids) in grant.AuthScope ?? FrozenDictionary<string, IReadOnlyList<string>>.Empty)
        {
            FieldRules.Id(kind, nameof(grant.AuthScope));
            FieldRules.That(ids is not null, "must not hold null.", ids, nameof(grant.AuthScope));
            FieldRules.Length(ids, FieldRules.MaxListLength, nameof(grant.AuthScope));
            foreach (string id in ids!)
            {
                FieldRules.Id(id ?? "", nameof(grant.AuthScope));
            }
        }
    }

    private PermitRecord Draft(PermitGrant grant, DateTimeOffset now) => new()
    {
        PermitId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PermitIdBytes)),
        ResourceType = grant.ResourceType,
        ResourceId = grant.ResourceId,
        Level = grant.Level,
        HolderNodeId = holderNodeId,
        HolderInstId = holderInstId,
        UserNodeId = grant.UserNodeId,
        UserInstId = grant.UserInstId,
        TimeLimit = grant.TimeLimit is { } limit ? DateTimeOffset.FromUnixTimeMilliseconds(limit.ToUnixTimeMilliseconds()) : null,
        TimesLimit = grant.TimesLimit,

        // A copy: what was granted must not change with a list that the caller still holds.
        AuthScope = grant.AuthScope?.ToFrozenDictionary(pair => pair.Key, IReadOnlyList<string> (pair) => [.. pair.Value], StringComparer.Ordinal),
        ContractId = grant.ContractId,
        ContractExpiresAt = grant.ContractExpiresAt,
        AuditId = grant.AuditId,
        IssuedAt = now,
    };

    private static PermitClaims ClaimsOf(PermitRecord permit) => new()
    {
        PermitId = permit.PermitId,
        HolderNodeId = permit.HolderNodeId,
        HolderInstId = permit.HolderInstId,
        UserNodeId = permit.UserNodeId,
        UserInstId = permit.UserInstId,
        ResourceType = permit.ResourceType,
        ResourceId = permit.ResourceId,
        Level = permit.Level,
        IssuedAt = permit.IssuedAt,
        TimeLimit = permit.TimeLimit,
    };

    private static ResourcePermit Handed(PermitRecord permit, string token) => new()
    {
        Token = token,
        ResourceLevel = permit.Level,
        ResourceType = permit.ResourceType,
        ResourceId = permit.ResourceId,
        ResourceNodeId = permit.HolderNodeId,
        ResourceInstId = permit.HolderInstId,
        RequestNodeId = permit.UserNodeId,
        RequestInstId = permit.UserInstId,
        TimeLimit = permit.TimeLimit,
        TimesLimit = permit.TimesLimit,
    };

    private static bool Travels(ResourcePermit permit)
    {
        try
        {
            return TokenSet.Read(TokenSet.Format([permit]), out TokenSet set) == TokenSetForm.Valid &&
                set.Tuples is [var tuple] && tuple.Token == permit.Token;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
