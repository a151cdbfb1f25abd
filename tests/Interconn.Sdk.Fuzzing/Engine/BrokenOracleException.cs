namespace Interconn.Sdk.Fuzzing.Engine;

/// <summary>An input did what no input may do.</summary>
public sealed class BrokenOracleException(string message) : Exception(message)
{
    /// <summary>Throws where <paramref name="holds"/> is false.</summary>
    public static void Unless(bool holds, string what)
    {
        if (!holds)
        {
            throw new BrokenOracleException(what);
        }
    }
}
