using System.Text.Json.Serialization;

namespace Interconn.Sdk.Benchmarks.Calls;

/// <summary>The bare call has its JSON generated too: it is to be as quick as it can be.</summary>
[JsonSerializable(typeof(BareApplication))]
[JsonSerializable(typeof(BareAnswer))]
internal sealed partial class BareJsonContext : JsonSerializerContext;
