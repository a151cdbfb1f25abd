using System.Net.Security;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Partners;

/// <summary>A partner node as this node knows it.</summary>
public sealed record Partner
{
    /// <summary>Its node id.</summary>
    public required string NodeId { get; init; }

    /// <summary>Where it serves: scheme, host, port and, for some, a path base. Null where only it calls us.</summary>
    public Uri? Address { get; init; }

    /// <summary>
    /// Whether <see cref="Address"/> is the partner's own word (3.1, 3.4) and not the host's. Then what it resolves to is held against
    /// <see cref="Hosting.InterconnOptions.OfferedAddresses"/> when a connection is made.
    /// </summary>
    public bool IsAddressOffered { get; init; }

    /// <summary>Its institution, or null where that is not known.</summary>
    public string? InstId { get; init; }

    /// <summary>The contracts with it, ended and undecided ones too.</summary>
    public IReadOnlyList<PartnerContract> Contracts { get; init; } = [];

    /// <summary>Where it departs from the standard or from the signing profile.</summary>
    public PartnerCompatibility Compatibility { get; init; } = PartnerCompatibility.Standard;

    /// <summary>How the string to sign is built, in both directions. Null means the profile <c>interconn-sign/v1</c>.</summary>
    public IStringToSign? StringToSign { get; init; }

    /// <summary>
    /// The fingerprint (<see cref="VerificationKey.Fingerprint"/>) that the partner's key must have when it offers one, bare or in a certificate.
    /// A pinned certificate needs no configured root. Null where nothing is pinned.
    /// </summary>
    public string? PinnedFingerprint { get; init; }

    /// <summary>The certificate, with those sent behind it, that this node shows when it connects to the partner. Null means the node's own, if it has one.</summary>
    public SslStreamCertificateContext? ClientCertificate { get; init; }

    /// <summary>Whether its calls are taken only over connections with a client certificate that is the partner's by a configured root, or pinned.</summary>
    public bool RequiresClientCertificate { get; init; }

    /// <summary>The fingerprint that the key of that client certificate must have. Null where the configured roots decide.</summary>
    public string? ClientCertificateFingerprint { get; init; }

    /// <summary>The key that our calls to it are signed with: the newest that it has acknowledged. Null means the node's own.</summary>
    public ISigningKey? SigningKey { get; init; }
}
