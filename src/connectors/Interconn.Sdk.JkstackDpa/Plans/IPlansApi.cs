namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>
/// Plans (预案), their execution and its results. Each call gets its access token by itself; the token is kept until shortly before it ends. Where the platform refuses a
/// kept token, calls that only read are sent once more with a fresh one; those that execute never are.
/// </summary>
public interface IPlansApi
{
    /// <summary>The plans of the user (2).</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The plans; empty where there are none.</returns>
    /// <exception cref="JkstackDpaException">The call did not succeed.</exception>
    Task<IReadOnlyList<Plan>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>The models of a plan, and what they take when it is executed (3).</summary>
    /// <param name="processPlanId">The plan.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The models; empty where there are none.</returns>
    /// <exception cref="ArgumentException">The id is empty. Nothing was sent.</exception>
    /// <exception cref="JkstackDpaException">The call did not succeed.</exception>
    Task<IReadOnlyList<PlanModel>> ListModelsAsync(string processPlanId, CancellationToken cancellationToken = default);

    /// <summary>Schedules a plan (4). It is never sent twice: where no answer came, the schedule may be there.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="cancellationToken">Ends the wait, not what the platform does meanwhile.</param>
    /// <returns>What the platform made of it. That may be a failure: look at <see cref="ScheduledPlan.IsFailed"/>.</returns>
    /// <exception cref="ArgumentException">
    /// A field is empty, the callback URL is none, or the parameters cannot be said in the encoding of the settings. Nothing was sent.
    /// </exception>
    /// <exception cref="JkstackDpaException">The call did not succeed.</exception>
    Task<ScheduledPlan> ScheduleAsync(PlanSchedule schedule, CancellationToken cancellationToken = default);

    /// <summary>Executes a plan now (5). It is never sent twice: where no answer came, it may be running.</summary>
    /// <param name="execution">The plan, and what its models are executed with.</param>
    /// <param name="cancellationToken">Ends the wait, not what the platform does meanwhile.</param>
    /// <returns>The execution, which has just begun: callbacks (7) say how it goes.</returns>
    /// <exception cref="ArgumentException">The id is empty, or the callback URL is none. Nothing was sent.</exception>
    /// <exception cref="JkstackDpaException">The call did not succeed.</exception>
    Task<PlanInstance> ExecuteAsync(PlanExecution execution, CancellationToken cancellationToken = default);

    /// <summary>What the nodes of the kinds api and shell gave out in an execution (6).</summary>
    /// <param name="processPlanId">The plan.</param>
    /// <param name="planInstanceId">The execution: <see cref="PlanInstance.PlanInstanceId"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The results; empty where there are none, or none yet.</returns>
    /// <exception cref="ArgumentException">An id is empty. Nothing was sent.</exception>
    /// <exception cref="JkstackDpaException">The call did not succeed.</exception>
    Task<IReadOnlyList<ModelResult>> ListResultsAsync(string processPlanId, string planInstanceId, CancellationToken cancellationToken = default);
}
