namespace Interconn.Sdk.Permits;

/// <summary>
/// Where a holder keeps the permits that it issued. Safe for many callers at a time, and linearisable per permit: the calls about
/// one permit take effect one after another, each between its start and its end. A store that cannot answer throws; nothing is granted then.
/// </summary>
public interface IPermitStore
{
    /// <summary>Adds a permit.</summary>
    /// <param name="permit">The permit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False, and nothing changed, where a permit with this identifier exists.</returns>
    ValueTask<bool> AddAsync(PermitRecord permit, CancellationToken cancellationToken);

    /// <summary>Finds a permit, whatever its state.</summary>
    /// <param name="permitId">Its identifier.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The permit, or null where it is not known, or not any more.</returns>
    ValueTask<PermitRecord?> FindAsync(string permitId, CancellationToken cancellationToken);

    /// <summary>Decides on a use and counts it, in one atomic step; see <see cref="PermitRecord.OutcomeAt"/>.</summary>
    /// <param name="permitId">The identifier of the permit.</param>
    /// <param name="now">The time of the use.</param>
    /// <param name="cancellationToken">Ends the wait. The use may have been counted all the same.</param>
    /// <returns>Whether the use was granted; only then it was counted.</returns>
    ValueTask<PermitUse> TryUseAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Revokes a permit for good: no use that starts after this has returned is granted. Repeated, it changes nothing.
    /// </summary>
    /// <param name="permitId">The identifier of the permit.</param>
    /// <param name="now">The time, kept as <see cref="PermitRecord.RevokedAt"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether the store knows the permit.</returns>
    ValueTask<bool> RevokeAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Revokes every permit of a selection that is not revoked yet, as <see cref="RevokeAsync"/> does.</summary>
    /// <param name="selection">Which permits.</param>
    /// <param name="now">The time, kept as <see cref="PermitRecord.RevokedAt"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were revoked by this call.</returns>
    ValueTask<int> RevokeAllAsync(PermitSelection selection, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Whether any permit whose token was made under a key could still be used.</summary>
    /// <param name="keyId">The identifier of the key.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when the last permit under the key has ended.</returns>
    ValueTask<bool> IsKeyInUseAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken);
}
