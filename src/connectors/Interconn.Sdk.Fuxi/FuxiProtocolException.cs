namespace Interconn.Sdk.Fuxi;

/// <summary>The answer is not what the document of FUXI IS CA says. Whether it did what was asked is not known.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it, or null.</param>
public sealed class FuxiProtocolException(string message, Exception? innerException = null) : FuxiException(message, innerException);
