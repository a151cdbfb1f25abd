using Interconn.Sdk.Hosting;
using Interconn.Sdk.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>Stage 2: is everything there, is it meant for this node, is it of now?</summary>
internal static class Freshness
{
    private const string FetchSite = "Sec-Fetch-Site";

    public static Refusal? Check(IncomingCall call, LocalNode node)
    {
        CallHeaders headers = call.Headers;
        string? missing = headers switch
        {
            { Source: null } => InterconnHeaders.SourceNodeId,
            { Target: null } => InterconnHeaders.TargetNodeId,
            { Timestamp: null } => InterconnHeaders.Timestamp,
            { Nonce: null } => InterconnHeaders.Nonce,
            _ => null,
        };
        if (missing is not null)
        {
            return new Refusal(InterconnCodes.MalformedHeader, $"header {missing} is missing");
        }

        if (!string.Equals(headers.Target, node.NodeId, StringComparison.Ordinal))
        {
            return new Refusal(InterconnCodes.NotAuthenticated, "the call is meant for another node");
        }

        TimeSpan tolerance = node.Options.TimestampTolerance;
        TimeSpan skew = (call.ReceivedAt - headers.SignedAt).Duration();
        if (skew > tolerance)
        {
            return new Refusal(InterconnCodes.Timestamp, $"the timestamp is {skew} off, more than {tolerance} (TimestampTolerance)");
        }

        string method = call.Http.Request.Method;
        if (headers.Csrf is null && !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
        {
            return new Refusal(InterconnCodes.CsrfMissing, "x-csrf-protection is missing");
        }

        if (IsOfAnotherSite(call.Http.Request.Headers, node.Options.AllowedOrigins))
        {
            return new Refusal(InterconnCodes.CsrfMissing, "a browser sent the call for another site (AllowedOrigins)");
        }

        return call.Demand.Signature is SignatureDemand.Contract or SignatureDemand.AnyContract && headers.Signature is null
            ? new Refusal(InterconnCodes.NotAuthenticated, "x-auth-sign is missing")
            : null;
    }

    // Partners' platforms send neither header, and a page cannot keep its visitor's browser from sending them.
    private static bool IsOfAnotherSite(IHeaderDictionary headers, IList<string> allowedOrigins)
    {
        StringValues origin = headers.Origin;
        if (origin.Count > 0)
        {
            return origin.Count > 1 || !allowedOrigins.Contains(origin[0]!, StringComparer.Ordinal);
        }

        StringValues site = headers[FetchSite];
        return site.Count > 0 && !(site.Count == 1 && site[0] is "same-origin" or "none");
    }
}
