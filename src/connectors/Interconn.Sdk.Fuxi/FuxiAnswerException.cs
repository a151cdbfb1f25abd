namespace Interconn.Sdk.Fuxi;

/// <summary>
/// FUXI IS CA answered that it did not do what was asked. <see cref="FuxiException.Code"/> and <see cref="FuxiException.Msg"/> say why. Status 500 is no fault
/// of the server alone: it also answers so where the caller may not do something, or no more.
/// </summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it, or null.</param>
public sealed class FuxiAnswerException(string message, Exception? innerException = null) : FuxiException(message, innerException)
{
    /// <summary>
    /// Whether what was to be created exists already: 409 for a client (1.1), and 429 for an identity (2.1), which is no limit of the rate. It is not worth a
    /// retry.
    /// </summary>
    public bool IsAlreadyExists { get; init; }

    /// <summary>Whether what was asked for does not exist: status 404.</summary>
    public bool IsNotFound => HttpStatus == 404;
}
