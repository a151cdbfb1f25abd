using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.JkstackDpa.Protocol;

/// <summary>The endpoints that the client calls, and the one that the platform calls.</summary>
internal static class JkstackDpaEndpoints
{
    private const string Plans = "/process/processPlan/";
    private const string PlansAsPrinted = "/process//processPlan/";

    public static readonly NeighbourEndpoint GetCode = new("1.1", "获取授权码", HttpMethod.Get, "/api/dp/auth/oauth/authorize")
    {
        Query = JkstackDpaJson.Context.CodeQuery,
        Answers = [JkstackDpaJson.Context.AuthorizationCode],
    };

    public static readonly NeighbourEndpoint GetToken = new("1.2", "获取访问令牌", HttpMethod.Post, "/api/dp/auth/oauth/token")
    {
        Body = JkstackDpaJson.Context.TokenRequest,
        Answers = [JkstackDpaJson.Context.AccessToken],
    };

    public static readonly NeighbourEndpoint ListPlans = new("2", "获取预案列表", HttpMethod.Get, "/api/dpa/process/processPlan/queryPlanByUserId")
    {
        Answers = [JkstackDpaJson.Context.IReadOnlyListPlan],
    };

    /// <summary>A read by POST.</summary>
    public static readonly NeighbourEndpoint ListModels = new("3", "根据预案 ID 查询 workflow 执行时输入", HttpMethod.Post, "/api/dpa/process/processPlan/queryModelByPlanId")
    {
        Body = JkstackDpaJson.Context.PlanModelsRequest,
        Answers = [JkstackDpaJson.Context.IReadOnlyListPlanModel],
        IsRepeatable = true,
    };

    public static readonly NeighbourEndpoint SchedulePlan = new("4", "预案定时场景执行", HttpMethod.Post, "/api/dpa/process/processPlan/saveTimingParam")
    {
        Body = JkstackDpaJson.Context.PlanSchedule,
        Answers = [JkstackDpaJson.Context.ScheduledPlan],
    };

    public static readonly NeighbourEndpoint ExecutePlan = new("5", "预案手动触发执行", HttpMethod.Post, "/api/dpa/process/processPlan/opExecutePlanByApi/{processPlanId}")
    {
        Body = JkstackDpaJson.Context.PlanExecution,
        Answers = [JkstackDpaJson.Context.IReadOnlyListPlanInstance],
    };

    public static readonly NeighbourEndpoint ListResults = new("6", "预案查询执行出参", HttpMethod.Get, "/api/dpa/process/processPlan/queryPlanRunOutParam")
    {
        Query = JkstackDpaJson.Context.PlanResultsQuery,
        Answers = [JkstackDpaJson.Context.IReadOnlyListModelResult],
    };

    /// <summary>Inbound: the platform calls the URL that an execution or a schedule named.</summary>
    public static readonly NeighbourEndpoint Callback = new("7", "回调接口定义", HttpMethod.Post, "{callbackUrl}")
    {
        Body = JkstackDpaJson.Context.PlanCallback,
        IsRepeatable = true,
    };

    public static readonly IReadOnlyList<NeighbourEndpoint> All = [GetCode, GetToken, ListPlans, ListModels, SchedulePlan, ExecutePlan, ListResults, Callback];

    /// <summary>A path of 5 or 6 with the double slash with which the document prints it.</summary>
    public static string AsPrinted(string path) => path.Replace(Plans, PlansAsPrinted, StringComparison.Ordinal);

    /// <summary>A path as the endpoints have it, of one that may have the double slash.</summary>
    public static string WithSingleSlash(string path) => path.Replace(PlansAsPrinted, Plans, StringComparison.Ordinal);
}
