namespace Interconn.Sdk.GxbDes;

/// <summary>No answer came: the market cannot be reached, or took too long. Whether it did what was asked is not known.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it, or null.</param>
public sealed class GxbDesTransportException(string message, Exception? innerException = null) : GxbDesException(message, innerException);
