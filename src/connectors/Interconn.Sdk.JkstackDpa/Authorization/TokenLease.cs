namespace Interconn.Sdk.JkstackDpa.Authorization;

/// <summary>A token for one call.</summary>
/// <param name="Shared">The token.</param>
/// <param name="IsFromCache">Whether an earlier call fetched it, so that a fresh one might be taken where it is refused.</param>
internal readonly record struct TokenLease(CachedToken Shared, bool IsFromCache);
