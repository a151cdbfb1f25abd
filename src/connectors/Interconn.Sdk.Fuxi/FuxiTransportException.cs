namespace Interconn.Sdk.Fuxi;

/// <summary>No answer came: FUXI IS CA cannot be reached, or took too long. Whether it did what was asked is not known.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it, or null.</param>
public sealed class FuxiTransportException(string message, Exception? innerException = null) : FuxiException(message, innerException);
