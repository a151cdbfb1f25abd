using System.Text.Json.Serialization;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Serialization;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ResourcePermit))]
[JsonSerializable(typeof(Protocol.NoData))]
internal sealed partial class InterconnJsonContext : JsonSerializerContext;
