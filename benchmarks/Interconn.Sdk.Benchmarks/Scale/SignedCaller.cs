using System.Net;
using Interconn.Sdk.Permits;
using Interconn.Sdk.TestHosting;

namespace Interconn.Sdk.Benchmarks.Scale;

/// <summary>Calls a node in the name of any partner of the <see cref="Population"/>, each call signed, on one connection to each node.</summary>
internal sealed class SignedCaller : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 1 });

    /// <summary>3.5.</summary>
    public Task QueryContractAsync(ScaledNode node, int number) =>
        SendAsync(node, number, $"/v1/interconn/node/contract/query?contract_id={Population.ContractIdOf(number)}", permit: null);

    /// <summary>A call of a route that demands a permit, and uses it once.</summary>
    public Task UseAsync(ScaledNode node, int number, ResourcePermit permit) => SendAsync(node, number, $"/data/{permit.ResourceId}", permit);

    public void Dispose() => http.Dispose();

    private async Task SendAsync(ScaledNode node, int number, string target, ResourcePermit? permit)
    {
        var draft = new RequestDraft { Target = target };
        draft.WithStandardHeaders();
        draft["x-source-node-id"] = Population.NodeIdOf(number);
        if (permit is not null)
        {
            draft["x-mprac-token-set"] = TokenSet.Format([permit]);
        }

        draft.Sign(Population.PartnerKey);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node.Address, target));
        foreach ((string name, string value) in draft.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage answer = await http.SendAsync(request);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"{target} was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }

        await answer.Content.CopyToAsync(Stream.Null);
    }
}
