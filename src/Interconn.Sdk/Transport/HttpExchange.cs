namespace Interconn.Sdk.Transport;

/// <summary>Sends one request and reads its answer within bounds: what every client here does alike, whomever it calls.</summary>
internal static class HttpExchange
{
    /// <summary>Sends; the answer's body is null where it is larger than <paramref name="maxAnswer"/> bytes.</summary>
    public static async Task<HttpAnswer> SendAsync(HttpClient client, HttpRequestMessage request, long maxAnswer, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await client
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        ReadOnlyMemory<byte>? body = await BoundedReader.ReadAsync(answer.Content, maxAnswer, cancellationToken).ConfigureAwait(false);
        bool namesType = answer.Content.Headers.NonValidated.Contains("Content-Type");
        return new HttpAnswer(answer.StatusCode, answer.Headers, namesType ? answer.Content.Headers.ContentType?.MediaType : null, namesType, body);
    }
}
