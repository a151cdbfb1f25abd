using System.Text.Json.Nodes;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.OpenApi.Operations;

/// <summary>What proves a caller and what it may use: the signature, and the permits that go with a call.</summary>
internal static class SecuritySchemes
{
    private const string Signature = "signature";
    private const string Permits = "permits";

    public static JsonObject Components() => new()
    {
        [Signature] = Scheme(
            nameof(InterconnHeaders.AuthSign),
            "It covers the method, the path and query, the other headers and the body, and is made anew for every call: docs/signing.md says how. "
            + "No value that is typed in can serve."),
        [Permits] = Scheme(
            nameof(InterconnHeaders.TokenSet),
            $"The signature covers them. Only routes of a host's own demand them, and refuse by {InterconnCodes.PermitInvalid} to {InterconnCodes.PermitRevoked}; "
            + "the endpoints of the standard check their form."),
    };

    /// <summary>What an operation demands: one of the entries, and all that is in it.</summary>
    public static JsonArray Of(SignatureDemand demand) => demand switch
    {
        SignatureDemand.None => [],
        SignatureDemand.ProofOfPossession => [Demand(Signature), Demand(Signature, Permits), new JsonObject()],
        _ => [Demand(Signature), Demand(Signature, Permits)],
    };

    private static JsonObject Demand(params ReadOnlySpan<string> schemes)
    {
        var demand = new JsonObject();
        foreach (string scheme in schemes)
        {
            demand[scheme] = new JsonArray();
        }

        return demand;
    }

    private static JsonObject Scheme(string constant, string more)
    {
        (string header, string description) = HeaderParameters.Known(constant);
        return new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = header, ["description"] = $"{description} {more}" };
    }
}
