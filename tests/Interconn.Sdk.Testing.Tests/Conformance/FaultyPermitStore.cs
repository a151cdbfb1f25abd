using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Testing.Tests.Conformance;

/// <summary>What a permit store does wrong.</summary>
public enum PermitFault
{
    None,
    AddsTwice,
    AddsOnceButTellsBoth,
    IgnoresCase,
    ForgetsTheScope,
    ForgetsTheContractsEnd,
    GrantsOneTooMany,
    LooksThenCounts,
    CountsRefusedUses,
    GrantsAtTheLimit,
    TellsRevokedBeforeExpired,
    TellsTooManyLeft,
    DoesNotCountWithoutLimit,
    RevokesLater,
    RevokesOnlyFromThen,
    KeepsTheLastRevocation,
    TellsUnknownAsRevoked,
    RevokesAllOfEverybody,
    RevokesAllUnderAnyContract,
    RevokesAllByUserOnly,
    CountsWhatWasRevoked,
    RevokeAllDoesNothing,
    KeyAlwaysInUse,
    KeyNeverInUse,
    KeyInUseAfterUse,
}

/// <summary>A second store in memory, plainer than the library's, that does one thing wrong.</summary>
internal sealed class FaultyPermitStore(PermitFault fault) : IPermitStore
{
    private readonly Lock gate = new();
    private readonly Rendezvous twoHaveLooked = new(2, isRepeated: false);
    private readonly Dictionary<string, PermitRecord> permits =
        new(fault == PermitFault.IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    public ValueTask<bool> AddAsync(PermitRecord permit, CancellationToken cancellationToken)
    {
        permit = fault switch
        {
            PermitFault.ForgetsTheScope => permit with { AuthScope = null },
            PermitFault.ForgetsTheContractsEnd => permit with { ContractExpiresAt = null },
            _ => permit,
        };
        lock (gate)
        {
            bool added = permits.TryAdd(permit.PermitId, permit);
            if (fault == PermitFault.AddsTwice)
            {
                permits[permit.PermitId] = permit;
            }

            return new(added || fault is PermitFault.AddsTwice or PermitFault.AddsOnceButTellsBoth);
        }
    }

    public ValueTask<PermitRecord?> FindAsync(string permitId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new(permits.GetValueOrDefault(permitId));
        }
    }

    public async ValueTask<PermitUse> TryUseAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        PermitRecord? permit = await FindAsync(permitId, cancellationToken);
        if (fault == PermitFault.LooksThenCounts && permit is { TimesLimit: 100 })
        {
            // Two of the crowd see the same count.
            await twoHaveLooked.ArriveAsync();
            return Use(permit, now);
        }

        lock (gate)
        {
            return permits.TryGetValue(permitId, out permit) ? Use(permit, now) : new PermitUse(PermitUseOutcome.Unknown);
        }
    }

    public ValueTask<bool> RevokeAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!permits.TryGetValue(permitId, out PermitRecord? permit))
            {
                return new(fault == PermitFault.TellsUnknownAsRevoked);
            }

            if (fault != PermitFault.RevokesLater)
            {
                permits[permitId] = permit with { RevokedAt = fault == PermitFault.KeepsTheLastRevocation ? now : permit.RevokedAt ?? now };
            }

            return new(true);
        }
    }

    public ValueTask<int> RevokeAllAsync(PermitSelection selection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            PermitRecord[] meant = fault == PermitFault.RevokeAllDoesNothing ? [] : [.. permits.Values.Where(permit => IsMeant(permit, selection))];
            foreach (PermitRecord permit in meant)
            {
                permits[permit.PermitId] = permit with { RevokedAt = permit.RevokedAt ?? now };
            }

            return new(fault == PermitFault.CountsWhatWasRevoked ? meant.Length : meant.Count(permit => !permit.IsRevoked));
        }
    }

    public ValueTask<bool> IsKeyInUseAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new(fault switch
            {
                PermitFault.KeyAlwaysInUse => true,
                PermitFault.KeyNeverInUse => false,
                PermitFault.KeyInUseAfterUse => permits.Values.Any(
                    permit => permit.KeyId == keyId && (permit with { Uses = 0 }).OutcomeAt(now) == PermitUseOutcome.Granted),
                _ => permits.Values.Any(permit => permit.KeyId == keyId && permit.OutcomeAt(now) == PermitUseOutcome.Granted),
            });
        }
    }

    private PermitUse Use(PermitRecord permit, DateTimeOffset now)
    {
        PermitUseOutcome outcome = fault switch
        {
            PermitFault.GrantsOneTooMany => (permit with { TimesLimit = permit.TimesLimit + 1 }).OutcomeAt(now),
            PermitFault.GrantsAtTheLimit => permit.OutcomeAt(now.AddTicks(-1)),
            PermitFault.TellsRevokedBeforeExpired when permit.IsRevoked => PermitUseOutcome.Revoked,
            PermitFault.RevokesOnlyFromThen when now < permit.RevokedAt => (permit with { RevokedAt = null }).OutcomeAt(now),
            _ => permit.OutcomeAt(now),
        };
        bool counts = outcome == PermitUseOutcome.Granted
            ? fault != PermitFault.DoesNotCountWithoutLimit || permit.TimesLimit is not null
            : fault == PermitFault.CountsRefusedUses;
        permit = counts ? permit with { Uses = permit.Uses + 1 } : permit;
        lock (gate)
        {
            permits[permit.PermitId] = permit;
        }

        int? left = outcome == PermitUseOutcome.Granted ? (int?)(permit.TimesLimit - permit.Uses) : null;
        return new PermitUse(outcome, fault == PermitFault.TellsTooManyLeft ? left + 1 : left);
    }

    private bool IsMeant(PermitRecord permit, PermitSelection selection) => fault switch
    {
        PermitFault.RevokesAllOfEverybody => (selection with { UserNodeId = permit.UserNodeId }).Contains(permit),
        PermitFault.RevokesAllUnderAnyContract => (selection with { ContractId = null }).Contains(permit),
        PermitFault.RevokesAllByUserOnly => (selection with { ContractId = null, PermitId = null }).Contains(permit),
        _ => selection.Contains(permit),
    };
}
