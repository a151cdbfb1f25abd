using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.JkstackDpa.Plans;
using Interconn.Sdk.JkstackDpa.Protocol;
using Interconn.Sdk.Neighbours;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Emulators.JkstackDpa;

/// <summary>Serves 2 to 6: 5 and 6 with a single slash and, as the document prints them, with two.</summary>
internal sealed class PlanRoutes(DpaAuthority authority, DpaPlans plans, JkstackDpaEmulator emulator)
{
    // Routing knows no empty segment but in what is behind it all.
    private const string Printed = "printed";
    private const string PrintedPattern = "/api/dpa/process/{**" + Printed + "}";
    private static readonly string ExecutePath = BeforeParameter(JkstackDpaEndpoints.ExecutePlan.Path);
    private static readonly string ExecuteParameter = JkstackDpaEndpoints.ExecutePlan.Path[(ExecutePath.Length + 1)..^1];

    public void Map(EmulatorRoutes routes)
    {
        routes.Map(JkstackDpaEndpoints.ListPlans, request => ServeAsync(request, ListPlansAsync));
        routes.Map(JkstackDpaEndpoints.ListModels, request => ServeAsync(request, ListModelsAsync));
        routes.Map(JkstackDpaEndpoints.SchedulePlan, request => ServeAsync(request, ScheduleAsync));
        routes.Map(JkstackDpaEndpoints.ExecutePlan, request => ServeAsync(request, one => ExecuteAsync(one, one.Route(ExecuteParameter))));
        routes.Map(JkstackDpaEndpoints.ListResults, request => ServeAsync(request, ListResultsAsync));
        routes.MapPath(JkstackDpaEndpoints.ExecutePlan, PrintedPattern, request => ServeAsync(request, ExecutePrintedAsync));
        routes.MapPath(JkstackDpaEndpoints.ListResults, PrintedPattern, request => ServeAsync(request, ListResultsPrintedAsync));
    }

    private Task ServeAsync(EmulatedRequest request, Func<EmulatedRequest, Task> serveAsync) =>
        authority.IsValid(request.Credential("Bearer")) ? serveAsync(request) : RefuseAsync(request, DpaRefusal.AuthenticationFailed);

    private Task ListPlansAsync(EmulatedRequest request) => DpaReply.SuccessAsync(request, plans.All, JkstackDpaJson.Context.IReadOnlyListPlan);

    private async Task ListModelsAsync(EmulatedRequest request)
    {
        PlanModelsRequest? body = await request.ReadJsonAsync(JkstackDpaJson.Context.PlanModelsRequest).ConfigureAwait(false);
        if (body is not { ProcessPlanId.Length: > 0 })
        {
            await RefuseAsync(request, DpaRefusal.InvalidParameter).ConfigureAwait(false);
            return;
        }

        await (plans.ModelsOf(body.ProcessPlanId) is IReadOnlyList<PlanModel> models
            ? DpaReply.SuccessAsync(request, models, JkstackDpaJson.Context.IReadOnlyListPlanModel)
            : RefuseAsync(request, DpaRefusal.BusinessError)).ConfigureAwait(false);
    }

    private async Task ScheduleAsync(EmulatedRequest request)
    {
        PlanSchedule? schedule = await ScheduleForm.ReadAsync(request).ConfigureAwait(false);
        if (schedule is null || !IsFit(schedule.CallbackUrl))
        {
            await RefuseAsync(request, schedule is null ? DpaRefusal.InvalidParameter : DpaRefusal.CallbackBeyondLoopback).ConfigureAwait(false);
            return;
        }

        if (plans.Start(schedule.ProcessPlanId, schedule.CallbackUrl, schedule.Models, schedule) is not EmulatedExecution execution)
        {
            await RefuseAsync(request, DpaRefusal.BusinessError).ConfigureAwait(false);
            return;
        }

        var scheduled = new ScheduledPlan
        {
            InstanceId = execution.PlanInstanceId,
            ModelId = schedule.Models is [{ ModelId: string modelId }, ..] ? modelId
                : plans.ModelsOf(schedule.ProcessPlanId) is [PlanModel first, ..] ? first.ProcessModelId
                : "",
            Status = execution.Status,
        };
        await DpaReply.SuccessAsync(request, scheduled, JkstackDpaJson.Context.ScheduledPlan).ConfigureAwait(false);
    }

    private async Task ExecuteAsync(EmulatedRequest request, string processPlanId)
    {
        PlanExecution? body = await request.ReadJsonAsync(JkstackDpaJson.Context.PlanExecution).ConfigureAwait(false);
        if (body is null || body.ProcessPlanId != processPlanId || body.Models?.Contains(null!) == true || !IsFit(body.CallbackUrl))
        {
            bool isBeyond = body?.ProcessPlanId == processPlanId && !IsFit(body.CallbackUrl);
            await RefuseAsync(request, isBeyond ? DpaRefusal.CallbackBeyondLoopback : DpaRefusal.InvalidParameter).ConfigureAwait(false);
            return;
        }

        await (plans.Start(processPlanId, body.CallbackUrl, body.Models) is EmulatedExecution execution
            ? DpaReply.SuccessAsync(
                request,
                [new PlanInstance { ProcessPlanId = processPlanId, PlanInstanceId = execution.PlanInstanceId }],
                JkstackDpaJson.Context.IReadOnlyListPlanInstance)
            : RefuseAsync(request, DpaRefusal.BusinessError)).ConfigureAwait(false);
    }

    private Task ListResultsAsync(EmulatedRequest request)
    {
        if (request.Query("processPlanId") is not string processPlanId || request.Query("planInstanceId") is not string planInstanceId)
        {
            return RefuseAsync(request, DpaRefusal.InvalidParameter);
        }

        return plans.ResultsOf(processPlanId, planInstanceId) is IReadOnlyList<ModelResult> results
            ? DpaReply.SuccessAsync(request, results, JkstackDpaJson.Context.IReadOnlyListModelResult)
            : RefuseAsync(request, DpaRefusal.BusinessError);
    }

    private Task ExecutePrintedAsync(EmulatedRequest request)
    {
        string path = JkstackDpaEndpoints.WithSingleSlash(request.Context.Request.Path.Value!);
        return path.StartsWith(ExecutePath, StringComparison.Ordinal) && path[ExecutePath.Length..] is { Length: > 0 } id && !id.Contains('/', StringComparison.Ordinal)
            ? ExecuteAsync(request, id)
            : RefuseAsync(request, DpaRefusal.NoSuchPath);
    }

    private Task ListResultsPrintedAsync(EmulatedRequest request) =>
        JkstackDpaEndpoints.WithSingleSlash(request.Context.Request.Path.Value!) == JkstackDpaEndpoints.ListResults.Path
            ? ListResultsAsync(request)
            : RefuseAsync(request, DpaRefusal.NoSuchPath);

    private Task RefuseAsync(EmulatedRequest request, DpaRefusal refusal) => DpaReply.FailureAsync(request, refusal, emulator.AnswersFailuresAsOk);

    private static bool IsFit(Uri? callbackUrl) => callbackUrl is null || (AddressForm.IsHttp(callbackUrl) && callbackUrl.IsLoopback);

    private static string BeforeParameter(string path) => path[..path.IndexOf('{', StringComparison.Ordinal)];
}
