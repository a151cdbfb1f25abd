using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Partners;

/// <summary>A partner node as this node knows it.</summary>
public sealed record Partner
{
    /// <summary>Its node id.</summary>
    public required string NodeId { get; init; }

    /// <summary>Where it serves: scheme, host, port and, for some, a path base. Null where only it calls us.</summary>
    public Uri? Address { get; init; }

    /// <summary>Its institution, or null where that is not known.</summary>
    public string? InstId { get; init; }

    /// <summary>The contracts with it, ended and undecided ones too.</summary>
    public IReadOnlyList<PartnerContract> Contracts { get; init; } = [];

    /// <summary>Where it departs from the standard or from the signing profile.</summary>
    public PartnerCompatibility Compatibility { get; init; } = PartnerCompatibility.Standard;

    /// <summary>The key that our calls to it are signed with: the newest that it has acknowledged. Null means the node's own.</summary>
    public ISigningKey? SigningKey { get; init; }
}
