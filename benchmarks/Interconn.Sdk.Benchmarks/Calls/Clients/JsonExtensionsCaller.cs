using System.Net.Http.Json;

namespace Interconn.Sdk.Benchmarks.Calls.Clients;

/// <summary>HttpClient with System.Net.Http.Json, as most hosts write it.</summary>
internal sealed class JsonExtensionsCaller(int port) : ICaller
{
    private readonly HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1, UseProxy = false, UseCookies = false });
    private readonly Uri address = new($"http://127.0.0.1:{port}{Exchange.BarePath}");

    public async Task CallAsync()
    {
        using HttpResponseMessage response = await client.PostAsJsonAsync(address, Exchange.BareApplication, BareJsonContext.Default.BareApplication);
        response.EnsureSuccessStatusCode();
        if (await response.Content.ReadFromJsonAsync(BareJsonContext.Default.BareAnswer) is not { code: 0 })
        {
            throw new InvalidOperationException("The call was not answered.");
        }
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
