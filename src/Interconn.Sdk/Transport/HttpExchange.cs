using System.Net.Http.Headers;
using System.Net.Mime;

namespace Interconn.Sdk.Transport;

/// <summary>Sends one request and reads its answer within bounds: what every client here does alike, whomever it calls.</summary>
internal static class HttpExchange
{
    private const string ContentType = "Content-Type";

    /// <summary>Sends; the answer's body is null where it is larger than <paramref name="maxAnswer"/> bytes.</summary>
    public static async Task<HttpAnswer> SendAsync(HttpClient client, HttpRequestMessage request, long maxAnswer, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await client
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        return AnswerOf(answer, await BoundedReader.ReadAsync(answer.Content, maxAnswer, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The answer whose body was read.</summary>
    public static HttpAnswer AnswerOf(HttpResponseMessage answer, ReadOnlyMemory<byte>? body)
    {
        bool namesType = answer.Content.Headers.NonValidated.TryGetValues(ContentType, out HeaderStringValues type);

        // What nearly every answer says needs no reading.
        string? mediaType = !namesType ? null
            : type.Count == 1 && type.ToString() == MediaTypeNames.Application.Json ? MediaTypeNames.Application.Json
            : answer.Content.Headers.ContentType?.MediaType;
        return new HttpAnswer(answer.StatusCode, answer.Headers, mediaType, namesType, body);
    }
}
