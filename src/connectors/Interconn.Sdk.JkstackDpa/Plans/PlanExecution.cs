using System.Text.Json.Serialization;

namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>Executes a plan now (5). Its text leaves the callback URL out, which whoever knows it can call.</summary>
public sealed record PlanExecution
{
    /// <summary>The plan. It is sent in the path and in the body.</summary>
    [JsonPropertyName("processPlanId")]
    public required string ProcessPlanId { get; init; }

    /// <summary>Where the platform says how the execution goes (7): absolute, http or https. Make its path hard to guess. Null for no callback.</summary>
    [JsonPropertyName("callbackUrl")]
    public Uri? CallbackUrl { get; init; }

    /// <summary>What the models are executed with. Null where they take nothing.</summary>
    [JsonPropertyName(ModelParameterForm.FieldName)]
    public IReadOnlyList<ModelVariables>? Models { get; init; }

    /// <summary>The execution without its callback URL and values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"execution of plan {ProcessPlanId}";
}
