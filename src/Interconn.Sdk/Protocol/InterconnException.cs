namespace Interconn.Sdk.Protocol;

/// <summary>
/// The one exception family of the SDK. A client throws it when a call did not succeed; a handler throws it to answer a code.
/// Its message never carries a key, a token or a credential.
/// </summary>
public class InterconnException : Exception
{
    /// <summary>Makes an exception that answers or reports <paramref name="code"/> with its fixed text.</summary>
    /// <param name="code">A code of <see cref="InterconnCodes"/>, or the code that a partner answered.</param>
    public InterconnException(int code)
        : this(code, InterconnCodes.TextOf(code))
    {
    }

    /// <summary>Makes an exception with a message for the host.</summary>
    /// <param name="code">A code of <see cref="InterconnCodes"/>, or the code that a partner answered.</param>
    /// <param name="message">What went wrong, for the host's eyes. A partner is answered the fixed text of the code, never this.</param>
    /// <param name="innerException">What caused it, or null.</param>
    public InterconnException(int code, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
    }

    /// <summary>The code of the envelope: one of <see cref="InterconnCodes"/>, or a partner's own.</summary>
    public int Code { get; }

    /// <summary>For <see cref="InterconnCodes.FieldRule"/>: the name of the field on the wire. Null where it is not known.</summary>
    public string? Field { get; init; }

    /// <summary>The text that the partner answered, at most 256 characters of it, or null where none came.</summary>
    public string? Msg { get; init; }

    /// <summary>The trace id that went with the call. Null where nothing was sent.</summary>
    public string? TraceId { get; init; }

    /// <summary>The method and path of the endpoint, for instance <c>GET /v1/interconn/node/health</c>. Null outside a call.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The node that was called. Null outside a client's call.</summary>
    public string? PartnerNodeId { get; init; }

    /// <summary>The HTTP status of the answer. Null where none came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Makes the exception that answers <see cref="InterconnCodes.FieldRule"/> and names the field.</summary>
    /// <param name="field">The name of the field on the wire.</param>
    /// <param name="rule">What the field must be, for the host; the partner is told the name only.</param>
    /// <returns>The exception, to be thrown.</returns>
    public static InterconnException ForField(string field, string rule) =>
        new(InterconnCodes.FieldRule, $"Field '{field}': {rule}") { Field = field };
}
