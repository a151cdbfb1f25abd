using Interconn.Sdk.HuaweiBcs.Datasets;
using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.HuaweiBcs;

/// <summary>
/// Calls the trusted data exchange of one Huawei Cloud BCS instance: its RESTful API add-on, whose address is the instance's own. Registered by <c>AddHuaweiBcsClient</c>;
/// safe to use from many threads.
/// </summary>
public sealed class HuaweiBcsClient
{
    internal HuaweiBcsClient(NeighbourServices services, HuaweiBcsOptions options) =>
        Datasets = new DatasetsClient(new NeighbourCaller(services, new NeighbourLimits(options.CallTimeout, options.MaxAnswer)), options);

    /// <summary>The datasets.</summary>
    public IDatasetsApi Datasets { get; }
}
