using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.Fuxi.Protocol;

/// <summary>What the statuses of the document mean where they mean something else than elsewhere.</summary>
internal static class FuxiStatus
{
    /// <summary>Whether a status says that what was to be created exists: 429 does for identities.</summary>
    public static bool IsAlreadyExists(string endpoint, int? status) => status switch
    {
        409 => endpoint == FuxiEndpoints.CreateClient.ToString(),
        429 => endpoint == FuxiEndpoints.CreateIdentity.ToString(),
        _ => false,
    };

    /// <summary>What the caller can do; null where the answer says all there is.</summary>
    public static string? AdviceFor(NeighbourEndpoint endpoint, int status) => status switch
    {
        _ when IsAlreadyExists(endpoint.ToString(), status) => "It exists already; this is no limit of the rate, and sending it again does not help.",
        401 => "The licence (apiKey) was not accepted for this.",
        403 when endpoint == FuxiEndpoints.CreateLicense || endpoint == FuxiEndpoints.ListLicenses => "The client secret is not that of the client.",
        403 => "The licence (apiKey) belongs to another client than the identity.",
        500 => "The server answers so to mistakes of the caller too: read the text before you send it again.",
        _ => null,
    };
}
