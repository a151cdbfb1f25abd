using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;

namespace Interconn.Sdk.Transport;

/// <summary>An answer whose body was read, within its bounds.</summary>
/// <param name="statusCode">The status.</param>
/// <param name="headers">The headers of the answer.</param>
/// <param name="mediaType">The media type of the body, in the spelling of the answer; null where it names none, or one that cannot be read.</param>
/// <param name="namesType">Whether it names a type.</param>
/// <param name="body">The bytes; null where there are more than allowed.</param>
internal sealed class HttpAnswer(HttpStatusCode statusCode, HttpResponseHeaders headers, string? mediaType, bool namesType, ReadOnlyMemory<byte>? body)
{
    public HttpStatusCode StatusCode => statusCode;

    public int Status => (int)statusCode;

    public HttpResponseHeaders Headers => headers;

    public string? MediaType => mediaType;

    public ReadOnlyMemory<byte>? Body => body;

    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsRedirect => Status is >= 300 and < 400;

    /// <summary>Whether the body may be JSON: an answer that names no type is judged by its bytes; one that names another means another.</summary>
    public bool IsJson => !namesType || string.Equals(mediaType, MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase);
}
