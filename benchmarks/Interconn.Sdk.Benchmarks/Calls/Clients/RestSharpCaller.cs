using RestSharp;

namespace Interconn.Sdk.Benchmarks.Calls.Clients;

/// <summary>RestSharp as its documentation shows it.</summary>
internal sealed class RestSharpCaller(int port, HttpMessageHandler? primary = null) : ICaller
{
    private readonly RestClient client = new(new RestClientOptions($"http://127.0.0.1:{port}") { ConfigureMessageHandler = own => primary ?? own });

    public async Task CallAsync()
    {
        RestRequest request = new RestRequest(Exchange.BarePath, Method.Post).AddJsonBody(Exchange.BareApplication);
        if (await client.PostAsync<BareAnswer>(request) is not { code: 0 })
        {
            throw new InvalidOperationException("The call by RestSharp was not answered.");
        }
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
