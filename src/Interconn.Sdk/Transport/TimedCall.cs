namespace Interconn.Sdk.Transport;

/// <summary>Runs a call within a time limit, by the host's clock, and tells apart who ended it: the caller, the limit, or the line.</summary>
internal static class TimedCall
{
    /// <summary>
    /// Runs it. A cancellation by the caller comes out as such; for the others, <paramref name="unanswered"/> makes the exception from how it failed, see
    /// <see cref="TimeLimit.TellsOf"/>.
    /// </summary>
    public static async Task<T> RunAsync<T>(
        TimeSpan limit,
        TimeProvider timeProvider,
        Func<CancellationToken, Task<T>> call,
        Func<string, Exception, Exception> unanswered,
        CancellationToken cancellationToken)
    {
        using var time = new TimeLimit(limit, timeProvider, keeper: null, cancellationToken);
        try
        {
            return await call(time.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (time.TellsOf(exception, out string? how))
        {
            throw how is null ? time.Cancelled(exception) : unanswered(how, exception);
        }
    }
}
