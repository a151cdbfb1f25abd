namespace Interconn.Sdk.Transport;

/// <summary>Runs a call within a time limit, by the host's clock, and tells apart who ended it: the caller, the limit, or the line.</summary>
internal static class TimedCall
{
    /// <summary>
    /// Runs it. A cancellation by the caller comes out as such; for the others, <paramref name="unanswered"/> makes the exception from how it failed. That
    /// text is not fit for logs yet: the framework gives back a status line or a header that it cannot read.
    /// </summary>
    public static async Task<T> RunAsync<T>(
        TimeSpan limit,
        TimeProvider timeProvider,
        Func<CancellationToken, Task<T>> call,
        Func<string, Exception, Exception> unanswered,
        CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await call(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            // With the caller's own token, by which it knows its cancellation from others.
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested)
        {
            throw unanswered($"no answer within {limit} (CallTimeout)", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw unanswered(Reason(exception), exception);
        }
    }

    private static string Reason(Exception exception) => exception is HttpRequestException http ? $"{http.HttpRequestError} {http.Message}" : exception.Message;
}
