using System.Text.Json.Serialization;

namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>Schedules a plan (4). Its text leaves the callback URL out, which whoever knows it can call.</summary>
public sealed record PlanSchedule
{
    /// <summary>The plan.</summary>
    [JsonPropertyName("processPlanId")]
    public required string ProcessPlanId { get; init; }

    /// <summary>Where the platform says how each execution goes (7): absolute, http or https. Make its path hard to guess.</summary>
    [JsonPropertyName("callbackUrl")]
    public required Uri CallbackUrl { get; init; }

    /// <summary>The unit of the interval.</summary>
    [JsonPropertyName("dimension")]
    public required ScheduleDimension Dimension { get; init; }

    /// <summary>The interval, in the unit of <see cref="Dimension"/>, as text: the document gives it no form.</summary>
    [JsonPropertyName("intervals")]
    public required string Intervals { get; init; }

    /// <summary>Once, or again and again.</summary>
    [JsonPropertyName("executeStrategy")]
    public required ExecuteStrategy ExecuteStrategy { get; init; }

    /// <summary>The name of the scene.</summary>
    [JsonPropertyName("sceneName")]
    public required string SceneName { get; init; }

    /// <summary>What the models are executed with. Null where they take nothing.</summary>
    [JsonPropertyName(ModelParameterForm.FieldName)]
    public IReadOnlyList<ModelVariables>? Models { get; init; }

    /// <summary>The schedule without its callback URL and values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"schedule '{SceneName}' of plan {ProcessPlanId}";
}
