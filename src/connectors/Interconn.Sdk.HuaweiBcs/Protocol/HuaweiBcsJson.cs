using System.Text.Json.Serialization;
using Interconn.Sdk.HuaweiBcs.Datasets;
using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.HuaweiBcs.Protocol;

/// <summary>The JSON of the data share.</summary>
[JsonSerializable(typeof(DatasetAuthorization))]
[JsonSerializable(typeof(DatasetOrder))]
internal sealed partial class HuaweiBcsJson : JsonSerializerContext
{
    public static HuaweiBcsJson Context { get; } = new(NeighbourJson.CreateOptions());
}
