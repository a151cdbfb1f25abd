using System.Globalization;
using Interconn.Sdk.JkstackDpa.Plans;

namespace Interconn.Sdk.Emulators.JkstackDpa;

/// <summary>The plans of the platform, and what became of them.</summary>
internal sealed class DpaPlans
{
    private const int FirstInstance = 10000001;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (Plan Plan, IReadOnlyList<PlanModel> Models)> plans = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EmulatedExecution> executions = new(StringComparer.Ordinal);

    public IReadOnlyList<Plan> All
    {
        get
        {
            lock (gate)
            {
                return [.. plans.Values.Select(static entry => entry.Plan)];
            }
        }
    }

    public IReadOnlyList<EmulatedExecution> Executions
    {
        get
        {
            lock (gate)
            {
                return [.. executions.Values];
            }
        }
    }

    public void Add(Plan plan, IReadOnlyList<PlanModel> models)
    {
        lock (gate)
        {
            plans[plan.ProcessPlanId] = (plan, models);
        }
    }

    /// <summary>The models of a plan; null where there is no such plan.</summary>
    public IReadOnlyList<PlanModel>? ModelsOf(string processPlanId)
    {
        lock (gate)
        {
            return plans.TryGetValue(processPlanId, out (Plan Plan, IReadOnlyList<PlanModel> Models) entry) ? entry.Models : null;
        }
    }

    /// <summary>Starts an execution; null where there is no such plan, or a model is none of it.</summary>
    public EmulatedExecution? Start(string processPlanId, Uri? callbackUrl, IReadOnlyList<ModelVariables>? variables, PlanSchedule? schedule = null)
    {
        lock (gate)
        {
            if (!plans.TryGetValue(processPlanId, out (Plan Plan, IReadOnlyList<PlanModel> Models) entry)
                || variables?.All(one => entry.Models.Any(model => model.ProcessModelId == one.ModelId)) == false)
            {
                return null;
            }

            var execution = new EmulatedExecution
            {
                PlanInstanceId = "in" + (FirstInstance + executions.Count).ToString(CultureInfo.InvariantCulture),
                ProcessPlanId = processPlanId,
                CallbackUrl = callbackUrl,
                Models = variables ?? [],
                Schedule = schedule,

                // Of what the document leaves open: an interval that is no number is taken by the call, and fails.
                Status = schedule is null || IsInterval(schedule.Intervals) ? ExecutionStatus.Default : ExecutionStatus.Fail,
            };
            executions.Add(execution.PlanInstanceId, execution);
            return execution;
        }
    }

    /// <summary>The results of an execution; null where it is none of that plan.</summary>
    public IReadOnlyList<ModelResult>? ResultsOf(string processPlanId, string planInstanceId)
    {
        lock (gate)
        {
            return executions.TryGetValue(planInstanceId, out EmulatedExecution? execution) && execution.ProcessPlanId == processPlanId ? execution.Results : null;
        }
    }

    /// <summary>Moves an execution on.</summary>
    /// <exception cref="ArgumentException">There is no such execution.</exception>
    public EmulatedExecution Move(string planInstanceId, ExecutionStatus status, IReadOnlyList<ModelResult>? results)
    {
        lock (gate)
        {
            return executions.TryGetValue(planInstanceId, out EmulatedExecution? execution)
                ? executions[planInstanceId] = execution with { Status = status, Results = results ?? execution.Results }
                : throw new ArgumentException("There is no such execution. See Executions for those that there are.", nameof(planInstanceId));
        }
    }

    private static bool IsInterval(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int interval) && interval > 0;
}
