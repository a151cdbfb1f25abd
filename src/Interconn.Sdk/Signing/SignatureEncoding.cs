namespace Interconn.Sdk.Signing;

/// <summary>How a signature that is a pair of numbers is written.</summary>
public enum SignatureEncoding
{
    /// <summary>Strict DER, <c>SEQUENCE { r, s }</c>: the default.</summary>
    Der,

    /// <summary>The two numbers side by side at fixed width (IEEE P1363), for partners that cannot write DER.</summary>
    FixedWidth,
}
