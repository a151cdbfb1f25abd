namespace Interconn.Sdk.Fuxi;

/// <summary>
/// The one exception family of this package: a call of FUXI IS CA did not succeed. Its message never carries the secret or licence that went with the call.
/// </summary>
public abstract class FuxiException : Exception
{
    private protected FuxiException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The method and path of the endpoint. Null outside a call.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The HTTP status of the answer. Null where none came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The code of the answer as sent, for instance <c>request_unauthorized</c>. Null where it has none.</summary>
    public string? Code { get; init; }

    /// <summary>The text of the answer as sent, at most 256 characters of it, on one line. Null where it has none.</summary>
    public string? Msg { get; init; }
}
