using Interconn.Sdk.JkstackDpa.Protocol;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.JkstackDpa.Authorization;

/// <summary>
/// Fetches tokens and keeps the last until shortly before it ends. However many callers wait, one fetch runs; a caller that goes away leaves it to the others, and
/// what failed is not kept.
/// </summary>
internal sealed class TokenSource(IAuthorizationApi authorization, TimeSpan opaqueLifetime, TimeProvider timeProvider, ILogger logger)
{
    // A call that is under way when its token ends would be refused.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private CachedToken? cached;
    private Task<CachedToken>? fetch;

    /// <summary>A token: the one that is kept, or a fresh one.</summary>
    public async Task<TokenLease> GetAsync(CancellationToken cancellationToken)
    {
        Task<CachedToken> shared;
        lock (gate)
        {
            if (cached is CachedToken token && timeProvider.GetUtcNow() < token.RenewAt)
            {
                return new TokenLease(token, IsFromCache: true);
            }

            shared = fetch ??= Start();
        }

        return new TokenLease(await shared.WaitAsync(cancellationToken).ConfigureAwait(false), IsFromCache: false);
    }

    /// <summary>Forgets a token that was refused, unless another has taken its place meanwhile.</summary>
    public void Drop(CachedToken refused)
    {
        lock (gate)
        {
            cached = ReferenceEquals(cached, refused) ? null : cached;
        }
    }

    private Task<CachedToken> Start()
    {
        // On the pool, since the lock is held here.
        Task<CachedToken> started = Task.Run(FetchAsync, CancellationToken.None);

        // Every caller may have gone away by the time it fails; somebody must have seen it.
        started.ContinueWith(
            static task => _ = task.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return started;
    }

    // Bounded by CallTimeout, so that it ends without a token of any caller's.
    private async Task<CachedToken> FetchAsync()
    {
        CachedToken? fetched = null;
        try
        {
            AuthorizationCode code = await authorization.GetCodeAsync(CancellationToken.None).ConfigureAwait(false);
            AccessToken token = await authorization.GetTokenAsync(code.Code, CancellationToken.None).ConfigureAwait(false);
            return fetched = new CachedToken(token, RenewalOf(token));
        }
        finally
        {
            lock (gate)
            {
                cached = fetched;
                fetch = null;
            }
        }
    }

    private DateTimeOffset RenewalOf(AccessToken token)
    {
        DateTimeOffset now = timeProvider.GetUtcNow();
        if (token.ExpiresAt is not DateTimeOffset end)
        {
            JkstackDpaLog.OpaqueToken(logger, opaqueLifetime);
            return now + opaqueLifetime;
        }

        if (end <= now)
        {
            JkstackDpaLog.TokenOver(logger, end);
        }
        else
        {
            JkstackDpaLog.TokenFetched(logger, end);
        }

        return end - DateTimeOffset.MinValue > Margin ? end - Margin : end;
    }
}
