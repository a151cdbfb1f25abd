namespace Interconn.Sdk.JkstackDpa;

/// <summary>The answer is not what the document of the platform says. Whether it did what was asked is not known.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it, or null.</param>
public sealed class JkstackDpaProtocolException(string message, Exception? innerException = null) : JkstackDpaException(message, innerException);
