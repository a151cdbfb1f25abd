namespace Interconn.Sdk.GxbDes;

/// <summary>The market answered that it did not do what was asked. <see cref="GxbDesException.Code"/> and <see cref="GxbDesException.Msg"/> say why.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">What caused it, or null.</param>
public sealed class GxbDesAnswerException(string message, Exception? innerException = null) : GxbDesException(message, innerException);
