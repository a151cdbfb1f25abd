namespace Interconn.Sdk.Protocol;

/// <summary>
/// The values of <c>code</c> in the envelope. The first three digits are the HTTP status; <see cref="Ok"/> stands for 200.
/// </summary>
public static class InterconnCodes
{
    /// <summary>The call succeeded.</summary>
    public const int Ok = 0;

    /// <summary>The request is malformed at the level of HTTP.</summary>
    public const int MalformedRequest = 40001;

    /// <summary>A header is missing, repeated or not of its form.</summary>
    public const int MalformedHeader = 40002;

    /// <summary>The body is not strict JSON with an object at its root.</summary>
    public const int MalformedJson = 40003;

    /// <summary>A field breaks a rule; the message names the field.</summary>
    public const int FieldRule = 40004;

    /// <summary>The caller is not authenticated. Unknown node, bad signature and ended contract are not told apart.</summary>
    public const int NotAuthenticated = 40101;

    /// <summary>The timestamp is outside the tolerance.</summary>
    public const int Timestamp = 40102;

    /// <summary>The caller may not do this.</summary>
    public const int NotPermitted = 40301;

    /// <summary>No permit for the resource came with the call, or none that holds.</summary>
    public const int PermitInvalid = 40302;

    /// <summary>The permit has expired.</summary>
    public const int PermitExpired = 40303;

    /// <summary>The permit has been used as often as it allows.</summary>
    public const int PermitUsedUp = 40304;

    /// <summary>The permit was revoked.</summary>
    public const int PermitRevoked = 40305;

    /// <summary>The CSRF header is missing.</summary>
    public const int CsrfMissing = 40306;

    /// <summary>The thing does not exist, or is not the caller's.</summary>
    public const int NotFound = 40401;

    /// <summary>The body arrived too slowly.</summary>
    public const int BodyTimeout = 40801;

    /// <summary>The state of the thing does not allow this transition.</summary>
    public const int IllegalTransition = 40901;

    /// <summary>The same id was used before with other content.</summary>
    public const int ContentConflict = 40902;

    /// <summary>The request was seen before.</summary>
    public const int Replay = 40903;

    /// <summary>The body is larger than allowed.</summary>
    public const int TooLarge = 41301;

    /// <summary>The media type or content encoding is not served.</summary>
    public const int MediaType = 41501;

    /// <summary>Too many requests.</summary>
    public const int TooMany = 42901;

    /// <summary>An error inside the node.</summary>
    public const int Internal = 50001;

    /// <summary>This node does not serve the endpoint.</summary>
    public const int NotServed = 50101;

    /// <summary>A store is unavailable, or a handler timed out.</summary>
    public const int Unavailable = 50301;

    /// <summary>The fixed text that answers a code. It never echoes a value of the request.</summary>
    /// <param name="code">A code of this class; any other gives the text of <see cref="Internal"/>.</param>
    /// <returns>A short English text.</returns>
    public static string TextOf(int code) => code switch
    {
        Ok => "success",
        MalformedRequest => "malformed request",
        MalformedHeader => "header missing, repeated or ill-formed",
        MalformedJson => "malformed JSON",
        FieldRule => "field rule violated",
        NotAuthenticated => "not authenticated",
        Timestamp => "timestamp outside the tolerance",
        NotPermitted => "not permitted",
        PermitInvalid => "permit missing or invalid",
        PermitExpired => "permit expired",
        PermitUsedUp => "permit used up",
        PermitRevoked => "permit revoked",
        CsrfMissing => "x-csrf-protection missing",
        NotFound => "not found",
        BodyTimeout => "body arrived too slowly",
        IllegalTransition => "illegal transition",
        ContentConflict => "same id, other content",
        Replay => "replayed request",
        TooLarge => "request too large",
        MediaType => "media type not served",
        TooMany => "too many requests",
        NotServed => "not served here",
        Unavailable => "temporarily unavailable",
        _ => "internal error",
    };

    /// <summary>The HTTP status that a code answers with.</summary>
    /// <param name="code">A code.</param>
    /// <returns>200 for <see cref="Ok"/>, the first three of five digits otherwise, 500 where they are no error status.</returns>
    public static int HttpStatusOf(int code) => code switch
    {
        Ok => 200,
        >= 40000 and <= 59999 => code / 100,
        _ => 500,
    };
}
