using Interconn.Sdk.EntityFrameworkCore.Model;
using Interconn.Sdk.EntityFrameworkCore.Work;
using Interconn.Sdk.Permits;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Stores;

/// <summary>Keeps permits in the database.</summary>
internal sealed class EntityPermitStore(IStoreWork work, StoreDialect dialect, StoreStatements statements) : IPermitStore
{
    public async ValueTask<bool> AddAsync(PermitRecord permit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return await work.WriteAsync(
            async (context, token) =>
            {
                bool isAdded = await TryAddAsync(context, permit, token).ConfigureAwait(false);
                return new Written<bool>(isAdded, IsKept: isAdded);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<PermitRecord?> FindAsync(string permitId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(permitId);
        return await work.ReadAsync((context, token) => FindAsync(context, permitId, token), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<PermitUse> TryUseAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(permitId);
        while (true)
        {
            List<long?> used = await work.ExecuteAsync(
                (context, token) => statements.UsePermitAsync(context, permitId, now, token), cancellationToken).ConfigureAwait(false);
            if (used.Count > 0)
            {
                return new PermitUse(PermitUseOutcome.Granted, (int?)used[0]);
            }

            PermitUseOutcome why = (await FindAsync(permitId, cancellationToken).ConfigureAwait(false))?.OutcomeAt(now) ?? PermitUseOutcome.Unknown;
            if (why != PermitUseOutcome.Granted)
            {
                return new PermitUse(why);
            }

            // It was added in between: then it can be used.
        }
    }

    public async ValueTask<bool> RevokeAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(permitId);
        int revoked = await work.ExecuteAsync(
            (context, token) => PermitRevocation.RevokeAsync(context.Set<PermitRecord>().Where(permit => permit.PermitId == permitId), now, token),
            cancellationToken).ConfigureAwait(false);
        return revoked > 0 || await FindAsync(permitId, cancellationToken).ConfigureAwait(false) is not null;
    }

    public async ValueTask<int> RevokeAllAsync(PermitSelection selection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        return await work.ExecuteAsync(
            (context, token) => PermitRevocation.RevokeAsync(context, selection, now, token), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> IsKeyInUseAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keyId);

        // What is used up says so twice: by the time, which the index leaves out, and by the uses, where a permit was added with them.
        return await work.ReadAsync(
            (context, token) => context.Set<PermitRecord>().AnyAsync(
                permit => permit.KeyId == keyId
                    && permit.RevokedAt == null
                    && EF.Property<DateTimeOffset?>(permit, PermitMapping.UsedUpAt) == null
                    && (permit.TimesLimit == null || permit.Uses < permit.TimesLimit)
                    && (permit.TimeLimit == null || permit.TimeLimit > now)
                    && (permit.ContractExpiresAt == null || permit.ContractExpiresAt > now),
                token),
            cancellationToken).ConfigureAwait(false);
    }

    private static Task<PermitRecord?> FindAsync(DbContext context, string permitId, CancellationToken cancellationToken) =>
        context.Set<PermitRecord>().AsNoTracking().SingleOrDefaultAsync(permit => permit.PermitId == permitId, cancellationToken);

    private async Task<bool> TryAddAsync(DbContext context, PermitRecord permit, CancellationToken cancellationToken)
    {
        context.Add(permit);
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DbUpdateException exception)
        {
            if (await dialect.IsDuplicateAsync(context, exception, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            throw;
        }
    }
}
