using System.Net;
using System.Net.Http.Headers;

namespace Interconn.Sdk.Benchmarks.Calls.Clients;

/// <summary>Answers in the place of a server, at once and always the same.</summary>
internal sealed class CannedHandler : HttpMessageHandler
{
    private static readonly byte[] Body = """{"code":0,"msg":"success","data":{}}"""u8.ToArray();
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Body) { Headers = { ContentType = Json } }, RequestMessage = request });
}
