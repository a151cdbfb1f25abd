using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>What a route asks of a call.</summary>
internal sealed class RouteDemand
{
    /// <summary>The endpoint of the standard; null for a route of the host's own.</summary>
    public InterconnEndpoint? Endpoint { get; init; }

    public required SignatureDemand Signature { get; init; }

    /// <summary>The permit that is demanded and spent, or null.</summary>
    public PermitRequirement? Permit { get; init; }

    /// <summary>The most bytes of the body.</summary>
    public required long MaxBody { get; init; }

    /// <summary>The name in logs, traces and metrics.</summary>
    public required string Name { get; init; }
}
