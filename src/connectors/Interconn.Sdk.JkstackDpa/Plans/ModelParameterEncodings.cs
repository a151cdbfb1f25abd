namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>The encodings that come with the client.</summary>
public static class ModelParameterEncodings
{
    /// <summary>
    /// A field for each value, named as Spring binds them: <c>modelVarReq[0].modelId</c>, <c>modelVarReq[0].mapParam[NAME]</c>; where <c>mapParam</c> is a list,
    /// <c>modelVarReq[0].mapParam[0].name</c>. A form has text only: numbers and booleans are written as in JSON, so that <c>1</c> and <c>"1"</c> are the same there; null
    /// is left out; objects and lists as values are written as JSON text. A name with a bracket cannot be said, and throws.
    /// </summary>
    public static IModelParameterEncoding Spring { get; } = new SpringModelParameterEncoding();

    /// <summary>One field, <c>modelVarReq</c>, with the list as JSON text; every value keeps its kind.</summary>
    public static IModelParameterEncoding JsonText { get; } = new JsonTextModelParameterEncoding();
}
