namespace Interconn.Sdk.Protocol;

/// <summary>
/// What came back is not an answer of the protocol: no envelope, data of the wrong shape, too large, a redirect. The code is
/// <see cref="InterconnCodes.Internal"/>, since the partner sent none that could be believed.
/// </summary>
/// <param name="message">What was called and what is wrong with the answer.</param>
/// <param name="innerException">What caused it, or null.</param>
public sealed class InterconnProtocolException(string message, Exception? innerException = null)
    : InterconnException(InterconnCodes.Internal, message, innerException);
