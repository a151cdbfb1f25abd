namespace Interconn.Sdk.GxbDes;

/// <summary>The answer is not what the document of the market says. Whether it did what was asked is not known.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it, or null.</param>
public sealed class GxbDesProtocolException(string message, Exception? innerException = null) : GxbDesException(message, innerException);
