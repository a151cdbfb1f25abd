namespace Interconn.Sdk.JkstackDpa.Authorization;

/// <summary>A token that calls share.</summary>
/// <param name="Token">The token.</param>
/// <param name="RenewAt">From when on another is fetched.</param>
internal sealed record CachedToken(AccessToken Token, DateTimeOffset RenewAt);
