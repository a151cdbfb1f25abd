using System.Net.Http.Headers;
using System.Text.Json;

namespace Interconn.Sdk.Benchmarks.Calls.Clients;

/// <summary>
/// HttpClient, and generated JSON, with or without the headers of the protocol. Of the ways to write it this is the quickest that was found: PostAsJsonAsync sends its body in chunks, which costs both sides more.
/// </summary>
internal sealed class BareCaller(int port, HttpMessageHandler primary, bool hasHeaders = false) : ICaller
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient client = new(primary);
    private readonly Uri address = new($"http://127.0.0.1:{port}{Exchange.BarePath}");

    public BareCaller(int port, int connections = 1, bool hasHeaders = false)
        : this(port, PrimaryHandler.With(connections), hasHeaders)
    {
    }

    public async Task CallAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(Exchange.BareApplication, BareJsonContext.Default.BareApplication)) { Headers = { ContentType = Json } },
        };
        if (hasHeaders)
        {
            foreach ((string name, string value) in ProtocolHeaders.Sample)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using HttpResponseMessage response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        byte[] body = await response.Content.ReadAsByteArrayAsync();
        BareAnswer? answer = JsonSerializer.Deserialize(body, BareJsonContext.Default.BareAnswer);
        if (answer is not { code: 0 })
        {
            throw new InvalidOperationException("The bare call was not answered.");
        }
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
