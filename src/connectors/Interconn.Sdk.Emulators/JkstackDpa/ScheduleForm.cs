using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.JkstackDpa.Plans;
using Interconn.Sdk.JkstackDpa.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Interconn.Sdk.Emulators.JkstackDpa;

/// <summary>Reads the form of a schedule (4), with the parameters of models in either encoding that the client knows.</summary>
internal static partial class ScheduleForm
{
    private const int MaxModels = 1000;

    /// <summary>The schedule; null where the request is no such form, misses a field or has one that does not hold.</summary>
    public static async Task<PlanSchedule?> ReadAsync(EmulatedRequest request)
    {
        if (!request.Context.Request.HasFormContentType)
        {
            return null;
        }

        try
        {
            IFormCollection form = await request.Context.Request.ReadFormAsync(request.Aborted).ConfigureAwait(false);
            var schedule = new JsonObject();
            foreach ((string name, StringValues values) in form)
            {
                if (values is not [{ Length: > 0 } value])
                {
                    return null;
                }

                if (name == ModelParameterForm.FieldName)
                {
                    schedule[name] = JsonNode.Parse(value);
                }
                else if (FieldOfModel().Match(name) is { Success: true } match)
                {
                    AddOfModel(schedule, match, value);
                }
                else
                {
                    schedule[name] = value;
                }
            }

            return schedule.Deserialize(JkstackDpaJson.Context.PlanSchedule);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or BadHttpRequestException or InvalidOperationException)
        {
            // Not a form, not JSON within it, or a mixture of encodings.
            return null;
        }
    }

    private static void AddOfModel(JsonObject schedule, Match match, string value)
    {
        JsonArray models = schedule[ModelParameterForm.FieldName] as JsonArray ?? [];
        schedule[ModelParameterForm.FieldName] ??= models;
        JsonObject model = EntryOf(models, match.Groups["model"].Value);
        string member = match.Groups["member"].Value;
        string key = match.Groups["key"].Value;
        if (key.Length == 0)
        {
            model[member] = value;
        }
        else if (match.Groups["field"] is { Success: true, Value: string field })
        {
            JsonArray list = model[member] as JsonArray ?? [];
            model[member] ??= list;
            EntryOf(list, key)[field] = value;
        }
        else
        {
            JsonObject map = model[member] as JsonObject ?? [];
            model[member] ??= map;
            map[key] = value;
        }
    }

    // The entry of an index: the one that is there, or the next.
    private static JsonObject EntryOf(JsonArray list, string text)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index > list.Count || index >= MaxModels)
        {
            throw new InvalidDataException("The indices of a list must follow each other.");
        }

        if (index == list.Count)
        {
            list.Add((JsonNode)new JsonObject());
        }

        return list[index]!.AsObject();
    }

    [GeneratedRegex(
        "^" + ModelParameterForm.FieldName + @"\[(?<model>\d+)\]\.(?<member>\w+)(\[(?<key>[^\[\]]+)\](\.(?<field>.+))?)?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex FieldOfModel();
}
