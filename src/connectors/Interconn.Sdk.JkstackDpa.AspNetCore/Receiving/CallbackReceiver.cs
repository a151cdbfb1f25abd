using System.Diagnostics.CodeAnalysis;
using Interconn.Sdk.JkstackDpa.Callbacks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.JkstackDpa.AspNetCore.Receiving;

/// <summary>Delivers callbacks to the handler of the host, each execution and status once, and answers the platform.</summary>
internal sealed class CallbackReceiver(TimeProvider timeProvider, IOptions<DpaCallbackOptions> options, ILogger<CallbackReceiver> logger)
{
    // Without quotes, since the platform looks for the bare text; whatever else it gets, it sends the callback again.
    private const string Success = "SUCCESS";
    private const string Failure = "FAILED";
    private const string Busy = "BUSY";
    private const string Invalid = "INVALID";

    /// <summary>Checked when the routes are mapped, so that a host with wrong settings does not start.</summary>
    public DpaCallbackOptions Options => options.Value;

    public async Task ReceiveAsync(HttpContext http)
    {
        CallbackReading reading = await CallbackReader.ReadAsync(http.Request, http.RequestAborted).ConfigureAwait(false);
        if (reading.Callback is not PlanCallback callback)
        {
            CallbackLog.Refused(logger, reading.Status, reading.Reason);
            if (reading.Status == StatusCodes.Status413PayloadTooLarge)
            {
                // The rest is not read.
                http.Response.Headers.Connection = "close";
            }

            await AnswerAsync(http, reading.Status, Invalid).ConfigureAwait(false);
            return;
        }

        (int status, string text) = await DeliverAsync(http.RequestServices, callback).ConfigureAwait(false);
        await AnswerAsync(http, status, text).ConfigureAwait(false);
    }

    // From here on the platform may hang up: what was begun is brought to its end.
    [SuppressMessage("Design", "CA1031", Justification = "The store is the host's; whatever it throws, the callback must come again.")]
    private async Task<(int Status, string Text)> DeliverAsync(IServiceProvider services, PlanCallback callback)
    {
        DateTimeOffset now = timeProvider.GetUtcNow();
        (string id, string status) = (callback.PlanInstanceId, callback.Status.Value);
        var attempt = new DpaCallbackAttempt { PlanInstanceId = id, Status = status, Id = Guid.NewGuid(), BeganAt = now, LeaseEnds = now + options.Value.Lease };
        IDpaCallbackStore store;
        DpaCallbackClaim claim;
        try
        {
            store = services.GetRequiredService<IDpaCallbackStore>();
            claim = await store.BeginAsync(attempt, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            CallbackLog.BeginFailed(logger, exception, id, status);
            return (StatusCodes.Status500InternalServerError, Failure);
        }

        switch (claim)
        {
            case DpaCallbackClaim.Granted:
                return await HandleAsync(services, store, attempt, callback).ConfigureAwait(false)
                    ? (StatusCodes.Status200OK, Success)
                    : (StatusCodes.Status500InternalServerError, Failure);
            case DpaCallbackClaim.Delivered:
                CallbackLog.Repeated(logger, id, status);
                return (StatusCodes.Status200OK, Success);
            default:
                CallbackLog.InProgress(logger, id, status);
                return (StatusCodes.Status503ServiceUnavailable, Busy);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Handler and store are the host's; whatever they throw, the platform gets an answer that says nothing of it.")]
    private async Task<bool> HandleAsync(IServiceProvider services, IDpaCallbackStore store, DpaCallbackAttempt attempt, PlanCallback callback)
    {
        try
        {
            using var lease = new CancellationTokenSource(options.Value.Lease, timeProvider);
            await services.GetRequiredService<IDpaCallbackHandler>().HandleAsync(callback, lease.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            CallbackLog.HandlerFailed(logger, exception, attempt.PlanInstanceId, attempt.Status);
            try
            {
                await store.AbandonAsync(attempt, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                CallbackLog.AbandonFailed(logger, failure, attempt.PlanInstanceId, attempt.Status);
            }

            return false;
        }

        try
        {
            await store.CompleteAsync(attempt, CancellationToken.None).ConfigureAwait(false);
            CallbackLog.Delivered(logger, attempt.PlanInstanceId, attempt.Status);
        }
        catch (Exception exception)
        {
            // It was delivered: were the platform told otherwise, it would be delivered again.
            CallbackLog.CompleteFailed(logger, exception, attempt.PlanInstanceId, attempt.Status);
        }

        return true;
    }

    private static Task AnswerAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain";
        return http.Response.WriteAsync(text, http.RequestAborted);
    }
}
