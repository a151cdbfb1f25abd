namespace Interconn.Sdk.JkstackDpa;

/// <summary>No answer came: the platform cannot be reached, or took too long. Whether it did what was asked is not known.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it, or null.</param>
public sealed class JkstackDpaTransportException(string message, Exception? innerException = null) : JkstackDpaException(message, innerException);
