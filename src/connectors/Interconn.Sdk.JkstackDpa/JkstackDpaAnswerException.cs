namespace Interconn.Sdk.JkstackDpa;

/// <summary>
/// The platform answered that it did not do what was asked, by an HTTP status of failure or by the envelope's code. <see cref="JkstackDpaException.Code"/> and
/// <see cref="JkstackDpaException.Msg"/> say why.
/// </summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it, or null.</param>
public sealed class JkstackDpaAnswerException(string message, Exception? innerException = null) : JkstackDpaException(message, innerException);
