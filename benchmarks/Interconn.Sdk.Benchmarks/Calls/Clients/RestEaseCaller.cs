using RestEase;

namespace Interconn.Sdk.Benchmarks.Calls.Clients;

/// <summary>RestEase as its documentation shows it.</summary>
internal sealed class RestEaseCaller : ICaller
{
    private readonly HttpClient client;
    private readonly IBareApi api;

    public RestEaseCaller(int port, HttpMessageHandler? primary = null)
    {
        client = new HttpClient(primary ?? new HttpClientHandler()) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        api = RestClient.For<IBareApi>(client);
    }

    public async Task CallAsync()
    {
        if (await api.ApplyAsync(Exchange.BareApplication) is not { code: 0 })
        {
            throw new InvalidOperationException("The call by RestEase was not answered.");
        }
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
