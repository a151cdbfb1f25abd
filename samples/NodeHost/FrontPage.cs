using System.Text;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.Options;

namespace NodeHost;

/// <summary>What <c>GET /</c> answers: what runs here, in a few lines.</summary>
internal static class FrontPage
{
    public static string Write(InterconnNode node, IOptions<InterconnOptions> options, NodeStore store)
    {
        NodeIdentity self = options.Value.Node;
        var text = new StringBuilder();
        text.AppendLine($"{self.Name}: an interconn node of {self.Institution} ({self.InstId})");
        text.AppendLine($"node id  {node.NodeId}");
        text.AppendLine($"address  {self.Address}");
        text.AppendLine($"key      {node.Keys.Fingerprint}");
        text.AppendLine($"store    {store.Kind}");
        text.AppendLine();
        text.AppendLine("Serves, signed by interconn-sign/v1:");
        foreach (InterconnEndpoint endpoint in InterconnEndpoints.All)
        {
            text.AppendLine($"  {endpoint.Section}  {endpoint.Method,-4} {endpoint.Path,-42} {endpoint.Name}");
        }

        text.AppendLine();
        text.AppendLine("And, for those who hold a permit:");
        text.AppendLine("       POST /data/{datasetId}/read");
        text.AppendLine();
        text.AppendLine("For everybody:");
        text.AppendLine("       GET  /openapi/interconn.json                    the endpoints as an OpenAPI document; /swagger shows it in Development");
        return text.ToString();
    }
}
