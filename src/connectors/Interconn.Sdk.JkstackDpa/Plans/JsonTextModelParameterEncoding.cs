using System.Text.Json;
using Interconn.Sdk.JkstackDpa.Protocol;

namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>The list as JSON text.</summary>
internal sealed class JsonTextModelParameterEncoding : IModelParameterEncoding
{
    public IEnumerable<KeyValuePair<string, string>> Encode(IReadOnlyList<ModelVariables> models) =>
        [KeyValuePair.Create(ModelParameterForm.FieldName, JsonSerializer.Serialize(models, JkstackDpaJson.Context.IReadOnlyListModelVariables))];
}
