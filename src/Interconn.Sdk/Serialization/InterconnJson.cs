using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interconn.Sdk.Serialization;

/// <summary>The one place for JSON: strict options over one generated context, read-only.</summary>
internal static class InterconnJson
{
    /// <summary>The deepest nesting that is read.</summary>
    public const int MaxDepth = 16;

    public static InterconnJsonContext Context { get; } = new(new JsonSerializerOptions
    {
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = MaxDepth,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // The bytes are signed and sent as application/json, never put into a page: Chinese text stays readable and short.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FreeElementConverter(), new FreeObjectConverter() },
    });

    public static JsonSerializerOptions Options => Context.Options;
}
