namespace Interconn.Sdk.JkstackDpa;

/// <summary>
/// The one exception family of this package: a call of the platform did not succeed. Its message never carries the client secret, a code, a token or a callback URL.
/// </summary>
public abstract class JkstackDpaException : Exception
{
    private protected JkstackDpaException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// The method and path of the endpoint that failed; that may be one of 1.1 and 1.2, where the token for the call could not be fetched. Null outside a call.
    /// </summary>
    public string? Endpoint { get; init; }

    /// <summary>The HTTP status of the answer. Null where none came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The code of the answer as sent, for instance <c>999</c>; <see cref="JkstackDpaCodes"/> has those that the document lists. Null where it has none.</summary>
    public string? Code { get; init; }

    /// <summary>The <c>message</c> of the answer as sent, at most 256 characters of it, on one line. Null where it has none.</summary>
    public string? Msg { get; init; }
}
