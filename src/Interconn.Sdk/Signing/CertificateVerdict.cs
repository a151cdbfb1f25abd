namespace Interconn.Sdk.Signing;

/// <summary>Whether a certificate proves that its key is a node's, and if not, why. Partners are not told which.</summary>
public enum CertificateVerdict
{
    /// <summary>Nothing was checked. Never the answer of a check.</summary>
    None,

    /// <summary>The key is the node's.</summary>
    Trusted,

    /// <summary>The credential is a bare public key.</summary>
    NoCertificate,

    /// <summary>A certificate, or one above it, is not valid yet.</summary>
    NotYetValid,

    /// <summary>A certificate, or one above it, is not valid any more.</summary>
    Expired,

    /// <summary>There is no valid chain to a root that the host configured, and no pin.</summary>
    UntrustedChain,

    /// <summary>The chain holds, and the certificate does not name the node.</summary>
    OtherNode,

    /// <summary>The key is another than the one that is pinned for the node.</summary>
    PinMismatch,

    /// <summary>A list that the host supplied says that a certificate, or one above it, is withdrawn.</summary>
    Revoked,

    /// <summary>
    /// There is a list for an issuer, and it does not answer: it ran out (unless <see cref="CertificateTrustOptions.AcceptOutdatedRevocationLists"/>), begins
    /// later, or was not signed by that issuer.
    /// </summary>
    RevocationUnknown,
}
