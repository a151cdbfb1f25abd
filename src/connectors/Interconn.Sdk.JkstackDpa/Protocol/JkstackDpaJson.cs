using System.Text.Json.Serialization;
using Interconn.Sdk.JkstackDpa.Authorization;
using Interconn.Sdk.JkstackDpa.Callbacks;
using Interconn.Sdk.JkstackDpa.Plans;
using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.JkstackDpa.Protocol;

/// <summary>The JSON of the platform. Its numbers, the code of the envelope among them, are taken as text too.</summary>
[JsonSerializable(typeof(DpaEnvelope))]
[JsonSerializable(typeof(CodeQuery))]
[JsonSerializable(typeof(AuthorizationCode))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(AccessToken))]
[JsonSerializable(typeof(IReadOnlyList<Plan>))]
[JsonSerializable(typeof(PlanModelsRequest))]
[JsonSerializable(typeof(IReadOnlyList<PlanModel>))]
[JsonSerializable(typeof(PlanSchedule))]
[JsonSerializable(typeof(ScheduledPlan))]
[JsonSerializable(typeof(PlanExecution))]
[JsonSerializable(typeof(IReadOnlyList<PlanInstance>))]
[JsonSerializable(typeof(PlanResultsQuery))]
[JsonSerializable(typeof(IReadOnlyList<ModelResult>))]
[JsonSerializable(typeof(IReadOnlyList<ModelVariables>))]
[JsonSerializable(typeof(PlanCallback))]
internal sealed partial class JkstackDpaJson : JsonSerializerContext
{
    public static JkstackDpaJson Context { get; } = new(NeighbourJson.CreateOptions(JsonNumberHandling.AllowReadingFromString));
}
