using Flurl.Http;

namespace Interconn.Sdk.Benchmarks.Calls.Clients;

/// <summary>Flurl.Http as its documentation shows it.</summary>
internal sealed class FlurlCaller(int port, HttpMessageHandler? primary = null) : ICaller
{
    private readonly FlurlClient client = primary is null
        ? new($"http://127.0.0.1:{port}")
        : new(new HttpClient(primary) { BaseAddress = new Uri($"http://127.0.0.1:{port}") });

    public async Task CallAsync()
    {
        BareAnswer answer = await client.Request(Exchange.BarePath).PostJsonAsync(Exchange.BareApplication).ReceiveJson<BareAnswer>();
        if (answer is not { code: 0 })
        {
            throw new InvalidOperationException("The call by Flurl was not answered.");
        }
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
