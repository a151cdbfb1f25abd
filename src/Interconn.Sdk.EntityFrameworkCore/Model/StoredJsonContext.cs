using System.Text.Json.Serialization;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Nodes;

namespace Interconn.Sdk.EntityFrameworkCore.Model;

/// <summary>What is kept as JSON in a column.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NodeInfo))]
[JsonSerializable(typeof(IReadOnlyList<WaitingKey>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, IReadOnlyList<string>>))]
internal sealed partial class StoredJsonContext : JsonSerializerContext;
