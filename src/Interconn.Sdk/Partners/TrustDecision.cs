namespace Interconn.Sdk.Partners;

/// <summary>Whether a credential that a node offers is taken for that node's.</summary>
public enum TrustDecision
{
    /// <summary>Nothing speaks for it but the node's own word: a person must compare the fingerprint. It is used for nothing until then.</summary>
    Wait,

    /// <summary>It is the node's.</summary>
    Trusted,

    /// <summary>It is not the node's, or not fit for use.</summary>
    Refused,
}
