namespace Interconn.Sdk.Protocol;

/// <summary>What an endpoint demands of the signature header.</summary>
public enum SignatureDemand
{
    /// <summary>A signature by the key of a contract between the two nodes.</summary>
    Contract,

    /// <summary>
    /// As <see cref="Contract"/>, and further keys are tried after the live ones: those of contracts that ended and of applications. 3.3
    /// and 3.5, by which two nodes find out that something ended.
    /// </summary>
    AnyContract,

    /// <summary>None; but one that is there must hold under the key in the body. 3.1 and 3.2.</summary>
    ProofOfPossession,

    /// <summary>None, and none is read. 3.6.</summary>
    None,
}
