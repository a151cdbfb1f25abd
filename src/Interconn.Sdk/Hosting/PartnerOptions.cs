using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Hosting;

/// <summary>A partner that is known from configuration, together with a contract that was agreed with it by other means.</summary>
public sealed class PartnerOptions
{
    /// <summary>Its node id.</summary>
    public string NodeId { get; set; } = "";

    /// <summary>Where it serves. Null where only it calls us.</summary>
    public Uri? Address { get; set; }

    /// <summary>Its institution, or null.</summary>
    public string? InstId { get; set; }

    /// <summary>The id of the contract with it. Null means no contract: it can be called for 3.1 and 3.6, and none of its signed calls is taken.</summary>
    public string? ContractId { get; set; }

    /// <summary>How it proves itself: see <see cref="AuthTypes"/> and <see cref="SignatureAlgorithmIds"/>. Derived from the key by default.</summary>
    public string AuthType { get; set; } = AuthTypes.PublicKey;

    /// <summary>Its public key or certificate chain as PEM text. Give this or <see cref="CredentialFile"/>.</summary>
    public string? Credential { get; set; }

    /// <summary>A PEM file with its public key or certificate chain. Give this or <see cref="Credential"/>.</summary>
    public string? CredentialFile { get; set; }

    /// <summary>
    /// The fingerprint that its key must have when it offers one (3.1, 3.2, 3.4), bare or in a certificate: SHA-256 of the public key's DER in
    /// lower-case hex. Null pins the certificate of <see cref="Credential"/> or <see cref="CredentialFile"/> where it is one, and otherwise nothing.
    /// </summary>
    public string? PinnedFingerprint { get; set; }

    /// <summary>
    /// The certificate that this node shows when it connects to this partner, in place of <see cref="InterconnOptions.ClientCertificate"/>. No other partner is
    /// shown it, nor called over connections that were opened with it.
    /// </summary>
    public ClientCertificateOptions? ClientCertificate { get; set; }

    /// <summary>
    /// Whether its signed calls, applications and confirmations are taken only over connections with a client certificate of its own: one that names the node and
    /// chains to a configured root, or the one of <see cref="ClientCertificateFingerprint"/>. Otherwise they are answered 40101. Off by default.
    /// </summary>
    public bool RequireClientCertificate { get; set; }

    /// <summary>
    /// The fingerprint of the key in its client certificate: SHA-256 of the public key's DER in lower-case hex. Demands that certificate, whatever
    /// <see cref="RequireClientCertificate"/> says. Null where that is left to the configured roots.
    /// </summary>
    public string? ClientCertificateFingerprint { get; set; }

    /// <summary>When the contract was approved. Null means that it is older than every other.</summary>
    public DateTimeOffset? ApprovedAt { get; set; }

    /// <summary>When the contract ends. Null means never.</summary>
    public DateTimeOffset? ExpiredTime { get; set; }

    /// <summary>
    /// Where the partner departs from the standard. Null, the default, means nowhere. (It is not made beforehand: the binder of the configuration
    /// makes records, and cannot change one that is there.)
    /// </summary>
    public PartnerCompatibility? Compatibility { get; set; }
}
