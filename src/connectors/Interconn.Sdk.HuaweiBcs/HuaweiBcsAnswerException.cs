namespace Interconn.Sdk.HuaweiBcs;

/// <summary>The data share answered that it did not do what was asked. <see cref="HuaweiBcsException.Code"/> and <see cref="HuaweiBcsException.Msg"/> say why.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it, or null.</param>
public sealed class HuaweiBcsAnswerException(string message, Exception? innerException = null) : HuaweiBcsException(message, innerException);
