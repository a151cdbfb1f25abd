using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.HuaweiBcs.Protocol;

/// <summary>The endpoints that the client calls.</summary>
internal static class HuaweiBcsEndpoints
{
    /// <summary>Authorises the order of a dataset: it writes to the ledger, so it is sent once.</summary>
    public static readonly NeighbourEndpoint AuthorizeDataset = new("1", "授权数据集 AuthorizeDatasetOrder", HttpMethod.Post, "/v1/datashare/dataset/authorize-dataset")
    {
        Body = HuaweiBcsJson.Context.DatasetAuthorization,
        Answers = [HuaweiBcsJson.Context.DatasetOrder],
    };

    public static readonly IReadOnlyList<NeighbourEndpoint> All = [AuthorizeDataset];
}
