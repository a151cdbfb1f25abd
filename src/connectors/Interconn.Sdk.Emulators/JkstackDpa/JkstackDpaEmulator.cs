using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.JkstackDpa.Callbacks;
using Interconn.Sdk.JkstackDpa.Plans;
using Interconn.Sdk.JkstackDpa.Protocol;
using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.Emulators.JkstackDpa;

/// <summary>
/// A JKStack DPA, in process. Applications and plans are put there by <see cref="AddApp"/> and <see cref="AddPlan"/>; executions stand still until
/// <see cref="SetStatusAsync"/> or <see cref="CompleteAsync"/> moves them, which sends the callback. It calls nobody beyond loopback.
/// </summary>
public sealed class JkstackDpaEmulator : IAsyncDisposable
{
    private readonly DpaAuthority authority;
    private readonly DpaPlans plans = new();
    private readonly CallbackSender callbacks;
    private EmulatorHost? host;

    private JkstackDpaEmulator(TimeProvider timeProvider)
    {
        authority = new DpaAuthority(timeProvider);
        callbacks = new CallbackSender(timeProvider);
    }

    /// <summary>Where it serves: <c>http</c>, <c>127.0.0.1</c> and a port of its own.</summary>
    public Uri Address => host!.Address;

    /// <summary>
    /// Whether the codes 400 to 503 stand in the envelope only, under HTTP 200. The document does not say; false unless set: they are the HTTP status as well. Codes from
    /// 997 on are always under HTTP 200.
    /// </summary>
    public bool AnswersFailuresAsOk { get; set; }

    /// <summary>How long it waits before it repeats a callback, by its own clock. Zero unless set.</summary>
    public TimeSpan CallbackPause { get; set; }

    /// <summary>The executions as they are now, those of schedules among them, oldest first.</summary>
    public IReadOnlyList<EmulatedExecution> Executions => plans.Executions;

    /// <summary>The callbacks that were sent, oldest first, with what was answered.</summary>
    public IReadOnlyList<EmulatedDelivery> Deliveries => callbacks.Deliveries;

    /// <summary>What it serves, and the callback that it sends.</summary>
    internal IReadOnlyList<NeighbourEndpoint> Endpoints => [.. host!.Endpoints, JkstackDpaEndpoints.Callback];

    /// <summary>Starts one.</summary>
    /// <param name="options">What it is told; null tells nothing.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The emulator, which serves already. Dispose it to stop it.</returns>
    public static async Task<JkstackDpaEmulator> StartAsync(EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var emulator = new JkstackDpaEmulator(options?.TimeProvider ?? TimeProvider.System);
        try
        {
            emulator.host = await EmulatorHost.StartAsync(
                options,
                routes =>
                {
                    new AuthorizationRoutes(emulator.authority, emulator).Map(routes);
                    new PlanRoutes(emulator.authority, emulator.plans, emulator).Map(routes);
                },
                cancellationToken).ConfigureAwait(false);
            return emulator;
        }
        catch
        {
            emulator.callbacks.Dispose();
            throw;
        }
    }

    /// <summary>Registers an application.</summary>
    /// <param name="clientId">Its id; one of the same id is replaced.</param>
    /// <param name="clientSecret">Its secret.</param>
    /// <param name="userIds">The users for whom it may ask for tokens; others do not exist (998).</param>
    public void AddApp(string clientId, string clientSecret, params IEnumerable<string> userIds)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        ArgumentException.ThrowIfNullOrEmpty(clientSecret);
        ArgumentNullException.ThrowIfNull(userIds);
        authority.AddApp(clientId, clientSecret, userIds);
    }

    /// <summary>Puts a plan there.</summary>
    /// <param name="plan">The plan; one of the same id is replaced.</param>
    /// <param name="models">Its models: executions may give variables to these and to no others.</param>
    public void AddPlan(Plan plan, params IEnumerable<PlanModel> models)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(models);
        plans.Add(plan, [.. models]);
    }

    /// <summary>Refuses every token given so far with 403, long before its end, as a platform does that was set up anew.</summary>
    public void RevokeTokens() => authority.RevokeTokens();

    /// <summary>Moves an execution to another state, and tells its callback URL.</summary>
    /// <param name="planInstanceId">The execution.</param>
    /// <param name="status">The state.</param>
    /// <param name="cancellationToken">Ends the callback.</param>
    /// <returns>The callback with its attempts. Null where the execution has no callback URL.</returns>
    /// <exception cref="ArgumentException">There is no such execution.</exception>
    public Task<EmulatedDelivery?> SetStatusAsync(string planInstanceId, ExecutionStatus status, CancellationToken cancellationToken = default) =>
        MoveAsync(planInstanceId, status, results: null, cancellationToken);

    /// <summary>Lets an execution succeed with results, and tells its callback URL.</summary>
    /// <param name="planInstanceId">The execution.</param>
    /// <param name="results">What its nodes gave out.</param>
    /// <param name="cancellationToken">Ends the callback.</param>
    /// <returns>The callback with its attempts. Null where the execution has no callback URL.</returns>
    /// <exception cref="ArgumentException">There is no such execution.</exception>
    public Task<EmulatedDelivery?> CompleteAsync(string planInstanceId, IReadOnlyList<ModelResult> results, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(results);
        return MoveAsync(planInstanceId, ExecutionStatus.Success, results, cancellationToken);
    }

    /// <summary>Stops it.</summary>
    /// <returns>A task that ends when its port is free.</returns>
    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync().ConfigureAwait(false);
        }

        callbacks.Dispose();
    }

    private async Task<EmulatedDelivery?> MoveAsync(
        string planInstanceId, ExecutionStatus status, IReadOnlyList<ModelResult>? results, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(planInstanceId);
        EmulatedExecution execution = plans.Move(planInstanceId, status, results);
        var callback = new PlanCallback { PlanInstanceId = execution.PlanInstanceId, ProcessPlanId = execution.ProcessPlanId, Status = status };
        return execution.CallbackUrl is Uri url
            ? await callbacks.SendAsync(url, callback, CallbackPause, cancellationToken).ConfigureAwait(false)
            : null;
    }
}
