namespace Interconn.Sdk.Transport;

/// <summary>
/// The time that a call may take, by the host's clock; signalled too when the caller gives up. Knows afterwards who ended it: the caller, the limit, or the line.
/// </summary>
internal sealed class TimeLimit : CancellationTokenSource
{
    private readonly TimeLimits? keeper;
    private CancellationTokenRegistration registration;
    private CancellationToken caller;
    private TimeSpan limit;
    private bool runs;

    /// <summary>Starts it; when it is disposed of, <paramref name="keeper"/>, where there is one, may have it for another call.</summary>
    public TimeLimit(TimeSpan limit, TimeProvider timeProvider, TimeLimits? keeper, CancellationToken caller)
        : base(limit, timeProvider)
    {
        this.keeper = keeper;
        Follow(limit, caller);
    }

    /// <summary>Whether the time is up, and the caller still waits.</summary>
    public bool IsOver => IsCancellationRequested && !caller.IsCancellationRequested;

    /// <summary>Starts one that was kept.</summary>
    public void Restart(TimeSpan limit, CancellationToken caller)
    {
        CancelAfter(limit);
        Follow(limit, caller);
    }

    /// <summary>
    /// Whether an exception means that no answer came: a cancellation, or a fault of the line. <paramref name="how"/> is null where it was the caller's own
    /// cancellation. Otherwise that text is not fit for logs yet: the framework gives back a status line or a header that it cannot read.
    /// </summary>
    public bool TellsOf(Exception exception, out string? how)
    {
        how = exception switch
        {
            OperationCanceledException when caller.IsCancellationRequested => null,
            OperationCanceledException when IsCancellationRequested => $"no answer within {limit} (CallTimeout)",
            HttpRequestException http => $"{http.HttpRequestError} {http.Message}",
            IOException => exception.Message,
            _ => "",
        };
        return how is not { Length: 0 };
    }

    /// <summary>The caller's cancellation as it comes out: with the caller's own token, by which it knows its cancellation from others.</summary>
    public OperationCanceledException Cancelled(Exception exception) => new(exception.Message, exception, caller);

    protected override void Dispose(bool disposing)
    {
        if (!runs)
        {
            return;
        }

        // First, so that it cannot cancel what is disposed of or what another call has by then.
        runs = false;
        registration.Dispose();
        caller = CancellationToken.None;
        if (keeper is null || !TryReset() || !keeper.TryKeep(this))
        {
            base.Dispose(disposing);
        }
    }

    private void Follow(TimeSpan limit, CancellationToken caller)
    {
        this.limit = limit;
        this.caller = caller;
        registration = caller.UnsafeRegister(static limit => ((TimeLimit)limit!).Cancel(), this);
        runs = true;
    }
}
