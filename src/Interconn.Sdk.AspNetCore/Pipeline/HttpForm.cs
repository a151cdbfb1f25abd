using System.Net.Mime;
using Interconn.Sdk.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>
/// Stage 1: is this the route, byte for byte, and a request that leaves no two readings? Routing decodes the path and forgives letter case and
/// slashes, so it is the raw target that is compared.
/// </summary>
internal static class HttpForm
{
    // Kestrel keeps the Content-Length of a chunked request under this name.
    private const string ShadowedContentLength = "X-Content-Length";

    /// <summary>A GET of the standard that has a body, whether it announced it or not.</summary>
    public static readonly Refusal GetWithBody = new(InterconnCodes.MalformedRequest, "a GET came with a body") { Closes = true };

    /// <summary>Cuts the path base off the raw target, or says why the call does not belong to the route.</summary>
    public static Refusal? ReadTarget(HttpContext http, RouteDemand demand, string pathBase, out string target)
    {
        target = "";
        string? raw = http.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (string.IsNullOrEmpty(raw))
        {
            throw new InvalidOperationException(
                "The server does not give the raw request target, which is what signatures cover. The in-memory test server of ASP.NET does not; "
                + "run Kestrel on a loopback port instead (UseUrls(\"http://127.0.0.1:0\")).");
        }

        if (raw.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            // Kestrel lets control characters through, even a carriage return, which no string to sign may hold.
            return new Refusal(InterconnCodes.MalformedRequest, "the target has a character that no request line may have") { Closes = true };
        }

        if (raw[0] != '/' || !raw.StartsWith(pathBase, StringComparison.Ordinal))
        {
            return new Refusal(InterconnCodes.NotFound, $"the target does not begin with the path base '{pathBase}' of Node.Address");
        }

        target = pathBase.Length == 0 ? raw : raw[pathBase.Length..];
        if (demand.Endpoint is null)
        {
            return target.StartsWith('/') ? null : new Refusal(InterconnCodes.NotFound, "the target goes on behind the path base without a slash");
        }

        int query = target.IndexOf('?', StringComparison.Ordinal);
        ReadOnlySpan<char> path = query < 0 ? target : target.AsSpan(0, query);
        return path.Equals(demand.Endpoint.Path, StringComparison.Ordinal)
            ? null
            : new Refusal(InterconnCodes.NotFound, "the raw path is another spelling of the route's");
    }

    public static Refusal? CheckRequest(HttpContext http, RouteDemand demand)
    {
        IHeaderDictionary headers = http.Request.Headers;
        bool isChunked = headers.ContainsKey(HeaderNames.TransferEncoding);
        if (isChunked && (headers.ContainsKey(ShadowedContentLength) || headers.ContentLength is not null))
        {
            return new Refusal(InterconnCodes.MalformedRequest, "Content-Length came together with Transfer-Encoding") { Closes = true };
        }

        if (headers.ContentLength > demand.MaxBody)
        {
            // Before anybody asks who calls: a length must not tell known nodes from unknown ones.
            return BodyStage.TooLarge(demand.MaxBody);
        }

        // Kestrel takes any list that ends in chunked, and undoes only that.
        if (isChunked && !string.Equals(headers.TransferEncoding.ToString(), "chunked", StringComparison.OrdinalIgnoreCase))
        {
            return new Refusal(InterconnCodes.MalformedRequest, "the Transfer-Encoding is not chunked alone") { Closes = true };
        }

        if (headers.ContainsKey(HeaderNames.ContentEncoding))
        {
            return new Refusal(InterconnCodes.MediaType, "the body has a Content-Encoding");
        }

        if (demand.Endpoint is null)
        {
            return null;
        }

        if (HttpMethods.IsGet(http.Request.Method))
        {
            return isChunked || headers.ContentLength > 0 ? GetWithBody : null;
        }

        return IsJson(headers.ContentType) ? null : new Refusal(InterconnCodes.MediaType, "the Content-Type is not application/json in UTF-8");
    }

    private static bool IsJson(StringValues contentType)
    {
        // As nearly all write it.
        if (contentType.Count == 1 && contentType[0] == MediaTypeNames.Application.Json)
        {
            return true;
        }

        if (contentType.Count != 1 || !MediaTypeHeaderValue.TryParse(contentType[0], out MediaTypeHeaderValue? parsed))
        {
            return false;
        }

        bool isUtf8 = !parsed.Charset.HasValue || parsed.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || parsed.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase);
        return isUtf8 && parsed.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase);
    }
}
