namespace Interconn.Sdk.HuaweiBcs;

/// <summary>No answer came: the data share cannot be reached, or took too long. Whether it did what was asked is not known.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it, or null.</param>
public sealed class HuaweiBcsTransportException(string message, Exception? innerException = null) : HuaweiBcsException(message, innerException);
