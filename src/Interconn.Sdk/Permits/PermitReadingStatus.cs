namespace Interconn.Sdk.Permits;

/// <summary>Whether a token was made by this node and is unchanged, and if not, why.</summary>
public enum PermitReadingStatus
{
    /// <summary>The token does not have the form of this node's tokens.</summary>
    Malformed,

    /// <summary>The token is longer than any that this node makes.</summary>
    TooLong,

    /// <summary>The header is not exactly that of this node's tokens, or carries parameters that this node does not write.</summary>
    WrongHeader,

    /// <summary>The token names a key that is not in the ring.</summary>
    UnknownKey,

    /// <summary>The token names another algorithm than the one that its key is for.</summary>
    WrongAlgorithm,

    /// <summary>The signature does not hold.</summary>
    SignatureMismatch,

    /// <summary>The signature holds, but the claims are not exactly those of a permit.</summary>
    WrongClaims,

    /// <summary>The token holds.</summary>
    Valid,
}
