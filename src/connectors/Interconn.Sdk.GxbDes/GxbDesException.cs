namespace Interconn.Sdk.GxbDes;

/// <summary>
/// The one exception family of this package: a call of the market did not succeed. Its message carries neither the signature of a binding nor what the host's own handlers
/// put into headers.
/// </summary>
public abstract class GxbDesException : Exception
{
    private protected GxbDesException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The method and path of the endpoint. Null outside a call.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The HTTP status of the answer. Null where none came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The code of the answer as sent: a number or a text, for instance <c>FORBIDDEN</c>. Null where it has none.</summary>
    public string? Code { get; init; }

    /// <summary>The text of the answer as sent, at most 256 characters of it, on one line. Null where it has none.</summary>
    public string? Msg { get; init; }
}
