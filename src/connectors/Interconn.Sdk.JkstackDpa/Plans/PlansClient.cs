using System.Net.Mime;
using System.Text.Json;
using Interconn.Sdk.JkstackDpa.Authorization;
using Interconn.Sdk.JkstackDpa.Protocol;
using Interconn.Sdk.Neighbours;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>Calls the endpoints of plans.</summary>
internal sealed class PlansClient(AuthorizedCaller caller, JkstackDpaOptions options) : IPlansApi
{
    public async Task<IReadOnlyList<Plan>> ListAsync(CancellationToken cancellationToken = default)
    {
        DpaAnswer answer = await SendAsync(JkstackDpaEndpoints.ListPlans, JkstackDpaEndpoints.ListPlans.Path, body: null, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Plan> plans = answer.ReadList(JkstackDpaJson.Context.IReadOnlyListPlan);
        return plans.Any(static plan => plan.ProcessPlanId is null) ? throw answer.Unreadable("has a plan without an id") : plans;
    }

    public async Task<IReadOnlyList<PlanModel>> ListModelsAsync(string processPlanId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(processPlanId);
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new PlanModelsRequest { ProcessPlanId = processPlanId }, JkstackDpaJson.Context.PlanModelsRequest);
        DpaAnswer answer = await SendAsync(JkstackDpaEndpoints.ListModels, JkstackDpaEndpoints.ListModels.Path, body, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<PlanModel> models = answer.ReadList(JkstackDpaJson.Context.IReadOnlyListPlanModel);
        foreach (PlanModel model in models)
        {
            answer.WithoutNull(model.Parameters);
        }

        return models;
    }

    public async Task<ScheduledPlan> ScheduleAsync(PlanSchedule schedule, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentException.ThrowIfNullOrWhiteSpace(schedule.ProcessPlanId);
        ArgumentException.ThrowIfNullOrWhiteSpace(schedule.Intervals);
        ArgumentException.ThrowIfNullOrWhiteSpace(schedule.SceneName);
        ArgumentNullException.ThrowIfNull(schedule.CallbackUrl);
        Check(schedule.CallbackUrl, schedule.Models);
        if (!Enum.IsDefined(schedule.Dimension) || !Enum.IsDefined(schedule.ExecuteStrategy))
        {
            throw new ArgumentException("Dimension and ExecuteStrategy must be one of their names.", nameof(schedule));
        }

        byte[] body;
        using (var form = new FormUrlEncodedContent(ModelParameterForm.Fields(schedule, options.ModelParameterEncoding)))
        {
            body = await form.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        }

        NeighbourEndpoint endpoint = JkstackDpaEndpoints.SchedulePlan;
        DpaAnswer answer = await SendAsync(endpoint, endpoint.Path, body, cancellationToken, schedule.CallbackUrl, ModelParameterForm.MediaType).ConfigureAwait(false);
        return answer.Read(JkstackDpaJson.Context.ScheduledPlan);
    }

    public async Task<PlanInstance> ExecuteAsync(PlanExecution execution, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(execution);
        ArgumentException.ThrowIfNullOrWhiteSpace(execution.ProcessPlanId);
        Check(execution.CallbackUrl, execution.Models);
        string target = Slashed(JkstackDpaEndpoints.ExecutePlan.PathWith(execution.ProcessPlanId));
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(execution, JkstackDpaJson.Context.PlanExecution);
        DpaAnswer answer = await SendAsync(JkstackDpaEndpoints.ExecutePlan, target, body, cancellationToken, execution.CallbackUrl).ConfigureAwait(false);
        return answer.ReadList(JkstackDpaJson.Context.IReadOnlyListPlanInstance) is [{ PlanInstanceId.Length: > 0 } instance]
            ? instance
            : throw answer.Unreadable("does not name one execution. The plan may be running");
    }

    public async Task<IReadOnlyList<ModelResult>> ListResultsAsync(string processPlanId, string planInstanceId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(processPlanId);
        ArgumentException.ThrowIfNullOrWhiteSpace(planInstanceId);
        var query = new PlanResultsQuery { ProcessPlanId = processPlanId, PlanInstanceId = planInstanceId };
        string target = Slashed(JkstackDpaEndpoints.ListResults.Path) + QueryWriter.Write(query, JkstackDpaJson.Context.PlanResultsQuery, UrlText.Value);
        DpaAnswer answer = await SendAsync(JkstackDpaEndpoints.ListResults, target, body: null, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ModelResult> results = answer.ReadList(JkstackDpaJson.Context.IReadOnlyListModelResult);
        foreach (ModelResult result in results)
        {
            answer.WithoutNull(result.Results);
        }

        return results;
    }

    private string Slashed(string path) => options.DoubleSlash ? JkstackDpaEndpoints.AsPrinted(path) : path;

    private Task<DpaAnswer> SendAsync(
        NeighbourEndpoint endpoint,
        string target,
        byte[]? body,
        CancellationToken cancellationToken,
        Uri? callbackUrl = null,
        string mediaType = MediaTypeNames.Application.Json)
    {
        return caller.SendAsync(Call, cancellationToken);

        NeighbourCall Call(AccessToken token) => new()
        {
            Endpoint = endpoint,
            Address = options.Address!,
            Target = target,
            Body = body,
            MediaType = mediaType,
            Authorization = NeighbourCredential.Header(token.TokenType, token.Token, nameof(token)),

            // Callbacks are not signed: whoever knows the URL can send them.
            Secrets = callbackUrl is null ? [token.Token] : [token.Token, callbackUrl.OriginalString],
        };
    }

    private static void Check(Uri? callbackUrl, IReadOnlyList<ModelVariables>? models)
    {
        if (callbackUrl is not null && (!AddressForm.IsHttp(callbackUrl) || callbackUrl.UserInfo.Length > 0))
        {
            throw new ArgumentException("CallbackUrl must be absolute, http or https, without user.", nameof(callbackUrl));
        }

        if (models?.Any(static model => model is null or { MapParam.ValueKind: not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null) }) == true)
        {
            throw new ArgumentException("Models must not hold null, and each MapParam must be a JSON object or list.", nameof(models));
        }
    }
}
