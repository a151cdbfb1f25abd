namespace Interconn.Sdk.Protocol;

/// <summary>
/// No answer came: the connection could not be made or broke, TLS was refused, the time ran out. Whether the partner acted on the
/// call is not known. The code is <see cref="InterconnCodes.Unavailable"/>.
/// </summary>
/// <param name="message">What was called and how it failed.</param>
/// <param name="innerException">What caused it, or null.</param>
public sealed class InterconnTransportException(string message, Exception? innerException = null)
    : InterconnException(InterconnCodes.Unavailable, message, innerException);
