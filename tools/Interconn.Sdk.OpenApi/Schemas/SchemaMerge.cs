using System.Text.Json.Nodes;

namespace Interconn.Sdk.OpenApi.Schemas;

/// <summary>Joins what is known of one schema from two places.</summary>
internal static class SchemaMerge
{
    /// <summary>Adds keywords to a schema and to those inside it. What a schema says already gives way.</summary>
    public static void Merge(this JsonObject schema, JsonObject more)
    {
        foreach ((string keyword, JsonNode? value) in more)
        {
            if (schema[keyword] is JsonObject below && value is JsonObject deeper)
            {
                below.Merge(deeper);
            }
            else
            {
                schema[keyword] = value?.DeepClone();
            }
        }
    }
}
