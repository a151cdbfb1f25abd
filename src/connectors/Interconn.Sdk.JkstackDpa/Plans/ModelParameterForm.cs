using System.Text.Json;
using Interconn.Sdk.JkstackDpa.Protocol;

namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>Writes a schedule as the form that 4 takes; the names are those of its JSON, so that they are spelled in one place.</summary>
internal static class ModelParameterForm
{
    /// <summary>The field under which the parameters of models are sent, in a form and in JSON.</summary>
    public const string FieldName = "modelVarReq";

    public const string MediaType = "application/x-www-form-urlencoded";

    /// <summary>The fields, in the order of the document.</summary>
    /// <exception cref="ArgumentException">The parameters of models cannot be said in the encoding.</exception>
    public static IEnumerable<KeyValuePair<string, string>> Fields(PlanSchedule schedule, IModelParameterEncoding encoding)
    {
        JsonElement plain = JsonSerializer.SerializeToElement(schedule with { Models = null }, JkstackDpaJson.Context.PlanSchedule);
        IEnumerable<KeyValuePair<string, string>> fields = plain.EnumerateObject().Select(static member => KeyValuePair.Create(member.Name, member.Value.GetString()!));
        return schedule.Models is { Count: > 0 } models ? fields.Concat(encoding.Encode(models)) : fields;
    }
}
