namespace Interconn.Sdk.Protocol;

/// <summary>The partner answered with a code that means failure.</summary>
/// <param name="code">The partner's code.</param>
/// <param name="message">What was called and what came back.</param>
public sealed class InterconnAnswerException(int code, string message) : InterconnException(code, message);
