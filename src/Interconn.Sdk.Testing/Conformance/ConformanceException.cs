namespace Interconn.Sdk.Testing.Conformance;

/// <summary>A store did not keep a rule. The message says what was expected and what came.</summary>
public sealed class ConformanceException : Exception
{
    internal ConformanceException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
