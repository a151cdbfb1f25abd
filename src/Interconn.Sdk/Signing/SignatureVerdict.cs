namespace Interconn.Sdk.Signing;

/// <summary>Whether a signature holds, and if not, why. Partners are not told which.</summary>
public enum SignatureVerdict
{
    /// <summary>The signature was not looked at. Never the answer of a verification.</summary>
    None,

    /// <summary>The signature holds.</summary>
    Valid,

    /// <summary>The text is no canonical base64, or too long.</summary>
    NotBase64,

    /// <summary>The bytes do not have the encoding of the algorithm.</summary>
    WrongEncoding,

    /// <summary>The signature is well-formed and does not hold for these bytes and this key.</summary>
    Mismatch,
}
