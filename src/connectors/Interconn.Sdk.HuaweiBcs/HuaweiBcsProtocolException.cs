namespace Interconn.Sdk.HuaweiBcs;

/// <summary>The answer is not what the document of the data share says. Whether it did what was asked is not known.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it, or null.</param>
public sealed class HuaweiBcsProtocolException(string message, Exception? innerException = null) : HuaweiBcsException(message, innerException);
